import type { Topology } from '../topology/model.ts';

/** The containers a person has picked to do something with together, in the order in which they were picked. */
export type Picks = readonly string[];

/** With this container if it was not among them, else without it. */
export function toggled(picks: Picks, containerId: string): Picks {
  return picks.includes(containerId) ? picks.filter((id) => id !== containerId) : [...picks, containerId];
}

/** With all of these as well. */
export function withAll(picks: Picks, containerIds: readonly string[]): Picks {
  const fresh = new Set(containerIds.filter((id) => !picks.includes(id)));
  return fresh.size > 0 ? [...picks, ...fresh] : picks;
}

/** Without any of these. */
export function withoutAll(picks: Picks, containerIds: readonly string[]): Picks {
  const gone = new Set(containerIds);
  return picks.some((id) => gone.has(id)) ? picks.filter((id) => !gone.has(id)) : picks;
}

/** Those that are still there; the same list if all are. */
export function presentPicks(topology: Topology, picks: Picks): Picks {
  const there = (id: string) => Object.hasOwn(topology.containers, id);
  return picks.every(there) ? picks : picks.filter(there);
}
