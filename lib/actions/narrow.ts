import { indexOf } from '../topology/index-of.ts';
import type { Topology } from '../topology/model.ts';
import type { SingleAction } from './schema.ts';

/**
 * The part of a topology that these actions' plans rest on: what is on their hosts and on their networks. A
 * sequence makes a new topology for each step, and indexing all of a few hundred hosts each time would take
 * minutes.
 */
export function narrow(topology: Topology, actions: readonly SingleAction[]): Topology {
  const networkIds = new Set(actions.flatMap(networksOf));
  const hostIds = new Set(actions.flatMap((action) => hostsOf(topology, action)));
  const index = indexOf(topology);
  const endpoints = new Map(
    [
      ...[...hostIds].flatMap((id) => index.endpointsOfHost(id)),
      ...[...networkIds].flatMap((id) => index.endpointsOfNetwork(id)),
    ].map((endpoint) => [endpoint.id, endpoint]),
  );
  const members = new Set([...endpoints.values()].flatMap(({ containerId }) => containerId ?? []));
  const containers = Object.fromEntries(
    Object.entries(topology.containers).filter(([id, { hostId }]) => hostIds.has(hostId) || members.has(id)),
  );
  // Where a network is made, overlaps with any other are told.
  const networks = actions.some(({ kind }) => kind === 'create-network')
    ? topology.networks
    : Object.fromEntries(
        Object.entries(topology.networks).filter(
          ([id, network]) => networkIds.has(id) || network.hostIds.some((hostId) => hostIds.has(hostId)),
        ),
      );
  const ports = Object.fromEntries(
    Object.entries(topology.ports).filter(([, { hostId }]) => hostIds.has(hostId)),
  );
  return { ...topology, endpoints: Object.fromEntries(endpoints), containers, networks, ports };
}

function networksOf(action: SingleAction): string[] {
  return 'networkId' in action && action.networkId !== undefined ? [action.networkId] : [];
}

function hostsOf(topology: Topology, action: SingleAction): string[] {
  switch (action.kind) {
    case 'connect':
    case 'disconnect':
    case 'repair':
      return [topology.containers[action.containerId]?.hostId ?? []].flat();
    case 'release-endpoint':
      return [topology.endpoints[action.endpointId]?.hostId ?? []].flat();
    case 'create-network':
      return [...action.hostIds, ...(action.configs ?? []).map(({ hostId }) => hostId)];
    case 'remove-network':
      return topology.networks[action.networkId]?.hostIds ?? [];
    case 'prune-networks':
      return action.hostIds;
  }
}
