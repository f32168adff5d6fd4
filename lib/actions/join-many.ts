import { entityOf } from '../topology/entity-of.ts';
import type { Container, Topology } from '../topology/model.ts';
import { connectability, isOffered } from './connectability.ts';

/** Which of several containers can join a network, and why the others can't. */
export interface JoinMany {
  able: Container[];
  refused: { containerId: string; code: string; reason: string }[];
}

/** Judges each container by itself: joining one never keeps another from it. Each is judged once. */
export function joinMany(topology: Topology, containerIds: readonly string[], networkId: string): JoinMany {
  const judged: JoinMany = { able: [], refused: [] };
  for (const id of new Set(containerIds)) {
    const verdict = connectability(topology, id, networkId);
    const container = entityOf(topology.containers, id);
    if (container && isOffered(verdict)) judged.able.push(container);
    else if (!verdict.ok)
      judged.refused.push({ containerId: id, code: verdict.code, reason: verdict.reason });
  }
  return judged;
}

/** Whether at least one of them can join. */
export function anyCanJoin(topology: Topology, containerIds: readonly string[], networkId: string): boolean {
  return containerIds.some((id) => isOffered(connectability(topology, id, networkId)));
}
