import { entityOf } from '../topology/entity-of.ts';
import { once } from '../topology/look-up.ts';
import type { Topology } from '../topology/model.ts';

/** For each network and host: the hosts with a tunnel of that network to it. */
const leadingTo = once((tunnels: Topology['tunnels']) => {
  const known = new Map<string, Set<string>>();
  for (const { networkId, from, to } of Object.values(tunnels)) {
    if (networkId === undefined || to.hostId === undefined) continue;
    const key = keyOf(networkId, to.hostId);
    known.set(key, (known.get(key) ?? new Set()).add(from.hostId));
  }
  return known;
});

const keyOf = (networkId: string, hostId: string) => `${networkId} ${hostId}`;

/**
 * The hosts whose tunnels of a network lead to this one and that this one has no tunnel back to. None where a host's
 * own tunnels are not known: nobody can tell then.
 */
export function unknownPeers(topology: Topology, networkId: string, hostId: string): string[] {
  if (entityOf(topology.hosts, hostId)?.wires?.state !== 'live') return [];
  const known = leadingTo(topology.tunnels);
  const here = [...(known.get(keyOf(networkId, hostId)) ?? [])];
  return here.filter((from) => from !== hostId && !known.get(keyOf(networkId, from))?.has(hostId)).sort();
}
