import { anyCanJoin, joinMany } from '#lib/actions/join-many.ts';
import type { Hit } from '#lib/layout/hit-test.ts';
import type { Picks } from '#lib/store/picks.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import type { Hint } from './hint.ts';

/** What a drag takes along: all that is picked if it began on one of those, else the one row. */
export function draggedWith(picks: Picks, containerId: string): Picks {
  return picks.includes(containerId) ? picks : [containerId];
}

/** The network that something dropped on this place would join. */
export function networkUnder(topology: Topology, hit: Hit | undefined): string | undefined {
  switch (hit?.kind) {
    case 'network':
    case 'crossing':
      return hit.networkId;
    case 'jack':
      return entityOf(topology.endpoints, hit.endpointId)?.networkId;
    default:
      return undefined;
  }
}

/** The networks that none of these containers can join. */
export function closedTo(topology: Topology, containerIds: Picks): string[] {
  return Object.keys(topology.networks).filter((id) => !anyCanJoin(topology, containerIds, id));
}

/** How many reasons a hint has room for. */
const mostReasons = 3;

/** What letting go here would do, or why it would do nothing. */
export function dropHint(topology: Topology, containerIds: Picks, networkId: string | undefined): Hint {
  const [first = ''] = containerIds;
  const name = entityOf(topology.containers, first)?.name ?? first;
  const what = containerIds.length === 1 ? name : `${containerIds.length} containers`;
  const network = entityOf(topology.networks, networkId ?? '');
  if (!network) return { title: what, facts: ['Let go over a network to connect'] };
  const { able, refused } = joinMany(topology, containerIds, network.id);
  const reasons = [...new Set(refused.map(({ reason }) => reason))];
  const told = reasons.slice(0, mostReasons);
  if (reasons.length > told.length) told.push(`and ${reasons.length - told.length} further reasons`);
  const all = containerIds.length;
  if (able.length === 0) return { title: `${what} can’t join ${network.name}`, facts: told };
  const title =
    able.length === all
      ? `Connect ${what} to ${network.name}`
      : `Connect ${able.length} of ${all} containers to ${network.name}`;
  return { title, facts: told, click: 'Let go for the plan' };
}
