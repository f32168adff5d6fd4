import type { Topology } from '../topology/model.ts';
import { connectability } from './connectability.ts';
import { membershipsOf } from './membership.ts';
import { isNoneNetwork } from './network-kind.ts';
import type { DisconnectAction } from './schema.ts';

/** What a container has to do before it can join a network: one on `none` leaves it, for none excludes every other. */
export function leavingNone(topology: Topology, containerId: string, networkId: string): DisconnectAction[] {
  const verdict = connectability(topology, containerId, networkId);
  if (verdict.ok || verdict.code !== 'none-mode') return [];
  return membershipsOf(topology, containerId)
    .filter(({ network }) => isNoneNetwork(network))
    .map(({ network }) => ({ kind: 'disconnect', networkId: network.id, containerId }));
}
