import { isUp } from '../topology/container-state.ts';
import { entityOf } from '../topology/entity-of.ts';
import type { Topology } from '../topology/model.ts';
import { joinability } from './joinability.ts';
import { isGatewayOf, membershipsOf } from './membership.ts';

/** Whether a container can join a network; if not, why, and what to do about it. */
export type Connectability = { ok: true; note?: string } | { ok: false; code: string; reason: string };

/** Whether this container can join this network now. Cheap enough to ask for every crossing of a picture. */
export function connectability(topology: Topology, containerId: string, networkId: string): Connectability {
  const container = entityOf(topology.containers, containerId);
  if (!container) return no('unknown-container', 'This container no longer exists: pick another one.');
  const network = entityOf(topology.networks, networkId);
  if (!network) return no('unknown-network', 'This network no longer exists: pick another one.');

  const memberships = membershipsOf(topology, container.id);
  if (memberships.some(({ endpoint }) => endpoint.networkId === network.id)) {
    return no(
      'already-member',
      `${container.name} is already on ${network.name}: disconnect it to connect it anew.`,
    );
  }
  if (isGatewayOf(topology, container, network)) {
    return no(
      'already-member',
      `${container.name} already goes out through ${network.name}: there is nothing to connect.`,
    );
  }
  const current = memberships.map((membership) => membership.network);
  const obstacle = joinability(topology, container, network, current);
  if (obstacle) return no(obstacle.code, obstacle.reason);
  return isUp(container.state) ? { ok: true } : { ok: true, note: 'Takes effect when it starts.' };
}

/** Whether a plan can be offered: to join, also by leaving `none` first, which excludes every other network. */
export function isOffered(verdict: Connectability): boolean {
  return verdict.ok || verdict.code === 'none-mode';
}

function no(code: string, reason: string): Connectability {
  return { ok: false, code, reason };
}
