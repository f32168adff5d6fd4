import { isUp } from '#lib/topology/container-state.ts';
import type { Snapshot } from '#lib/topology/snapshot.ts';

/**
 * What of a snapshot has wires in the kernel, as a text: while it is the same, nothing was made that a read would
 * find. `isOurs` tells the helpers that read them, whose coming and going would else lead to ever more reads.
 */
export function wiringOf(
  { containers, networks }: Snapshot,
  isOurs: (labels: Record<string, string>) => boolean,
): string {
  const wired = containers
    .filter(({ state, labels }) => isUp(state) && !isOurs(labels))
    .map(({ nativeId, attachments }) =>
      [nativeId, ...attachments.map(({ endpointId }) => endpointId)].join(' '),
    );
  const bridges = networks.map(({ nativeId, peers, members = [] }) =>
    [nativeId, ...peers, ...members.map(({ endpointId }) => endpointId)].join(' '),
  );
  return [...wired.sort(), '', ...bridges.sort()].join('\n');
}
