import { indexOf } from './index-of.ts';
import type { Container, Topology } from './model.ts';

/** The containers of a Compose project on a host, or of one service of it, by name. */
export function composeGroup(
  topology: Topology,
  hostId: string,
  { project, service }: { project: string; service?: string },
): readonly Container[] {
  return indexOf(topology)
    .containersOfHost(hostId)
    .filter(
      ({ compose }) => compose?.project === project && (service === undefined || compose.service === service),
    );
}
