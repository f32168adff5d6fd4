import type { Network, Topology } from './model.ts';
import { compareText } from './order.ts';

/** The config-only networks a network is made from: one on each of its hosts, by name. */
export function configsOf(topology: Topology, network: Network): Network[] {
  if (network.configFrom === undefined) return [];
  return Object.values(topology.networks).filter(
    (other) => other.configOnly && other.name === network.configFrom && shareHost(other, network),
  );
}

/** The networks that are made from a config-only network. */
export function madeFrom(topology: Topology, config: Network): Network[] {
  if (!config.configOnly) return [];
  return Object.values(topology.networks)
    .filter((other) => other.configFrom === config.name && shareHost(other, config))
    .sort((a, b) => compareText(a.id, b.id));
}

function shareHost(a: Network, b: Network): boolean {
  return a.hostIds.some((id) => b.hostIds.includes(id));
}
