import { entityOf } from '#lib/topology/entity-of.ts';
import type { Endpoint, Topology } from '#lib/topology/model.ts';

/** A container's endpoints by the names of their networks; Docker's own way out comes last. */
export function byNetwork(topology: Topology, endpoints: readonly Endpoint[]): Endpoint[] {
  const name = (endpoint: Endpoint) => entityOf(topology.networks, endpoint.networkId)?.name ?? '';
  const own = (endpoint: Endpoint) => Number(endpoint.role !== 'container');
  return [...endpoints].sort((a, b) => own(a) - own(b) || (name(a) < name(b) ? -1 : 1));
}
