import type { Hit } from '#lib/layout/hit-test.ts';
import { composeGroup } from '#lib/topology/compose-group.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';

/** The container in whose row a place lies; undefined where there is none. */
export function rowOf(topology: Topology, hit: Hit | undefined): string | undefined {
  switch (hit?.kind) {
    case 'container':
    case 'crossing':
      return hit.containerId;
    case 'jack':
      return entityOf(topology.endpoints, hit.endpointId)?.containerId;
    case 'port':
      return entityOf(topology.ports, hit.portIds[0] ?? '')?.containerId;
    default:
      return undefined;
  }
}

/** The containers of the Compose project whose label a place is. */
export function groupOf(topology: Topology, hit: Hit | undefined): string[] | undefined {
  if (hit?.kind !== 'group') return undefined;
  return composeGroup(topology, hit.hostId, { project: hit.name }).map(({ id }) => id);
}
