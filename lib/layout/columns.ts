import { indexOf } from '../topology/index-of.ts';
import type { Network, Topology } from '../topology/model.ts';

/** A host's networks in drawing order, those that something is plugged into apart from those nothing is. */
export function columnsOf(topology: Topology, hostId: string): { used: Network[]; unused: Network[] } {
  const inUse = new Set(
    indexOf(topology)
      .endpointsOfHost(hostId)
      .map((endpoint) => endpoint.networkId),
  );
  const listed = indexOf(topology).networksOfHost(hostId);
  const networks = [
    ...listed,
    // A worker may hold an endpoint of a swarm network before its own list names it.
    ...[...inUse]
      .filter((id) => !listed.some((network) => network.id === id))
      .flatMap((id) => topology.networks[id] ?? []),
  ];
  // The lists come ordered by name and sorting is stable: rank alone is left to say.
  const ordered = networks.sort((a, b) => rank(a) - rank(b));
  return {
    used: ordered.filter((network) => inUse.has(network.id)),
    unused: ordered.filter((network) => !inUse.has(network.id)),
  };
}

/** Networks over several hosts first (nearest to people's questions), Docker's own plumbing and the special ones last. */
function rank(network: Network): number {
  if (network.driver === 'null') return 7;
  if (network.driver === 'host') return 6;
  if (network.ingress) return 5;
  if (network.name === 'docker_gwbridge') return 4;
  if (network.scope !== 'local') return 0;
  if (network.driver === 'bridge') return network.builtin ? 3 : 1;
  return 2;
}

/** What stands under a column's name: its subnets, or what the driver is where it has none. */
export function subtitleOf(network: Network): string {
  const subnets = network.ipam.subnets.map((each) => each.subnet);
  if (network.driver === 'host') return 'shared';
  if (network.driver === 'null') return 'nothing';
  if (subnets.length === 0) return network.configOnly ? 'config only' : network.driver;
  return subnets.length === 1 ? (subnets[0] ?? '') : `${subnets[0]} +${subnets.length - 1}`;
}
