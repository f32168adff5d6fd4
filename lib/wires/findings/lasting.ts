import type { Finding } from '../../topology/model-wires.ts';

/**
 * An engine's lists and its kernel's links are never read at one moment: while a container starts, stops or is
 * connected, one is ahead of the other. So a finding counts only when a read that began some time after it was first seen
 * still bears it out; what is not found in between begins anew.
 */
export interface Watch {
  /** When each was first found, in milliseconds, by id. */
  since: ReadonlyMap<string, number>;
  /** Those that last. */
  lasting: Record<string, Finding>;
  /** For each host with findings that do not yet count: a read of its links that began then or later may decide. */
  due: ReadonlyMap<string, number>;
}

export const nothingWatched: Watch = { since: new Map(), lasting: {}, due: new Map() };

export interface Now {
  /** Milliseconds. */
  time: number;
  /** When the last read of a host's links began, by the same clock. */
  readSince(hostId: string): number | undefined;
}

/** How long it must last, in milliseconds: longer than engines' lists lag behind their events, and containers take to stop. */
const usualGrace = 1_500;
const graces: ReadonlyMap<string, number> = new Map([
  // Engines make a pair beside the bridge and move one end away: on a busy machine seconds pass in between.
  ['veth-without-endpoint', 15_000],
  // What hosts of a swarm tell one another comes without an event: longer than a host's lists are read anew without
  // one (12 s), and than it takes until what gossip lost is told again (30 s; moby, networkdb: `bulkSyncTables`).
  ['peer-missing', 45_000],
  ['stale-forwarding', 45_000],
]);

/** What of the findings of this moment lasts. */
export function watchFindings(
  last: Watch,
  found: Readonly<Record<string, Finding>>,
  { time, readSince }: Now,
): Watch {
  const since = new Map<string, number>();
  const due = new Map<string, number>();
  const lasting: Record<string, Finding> = {};
  for (const one of Object.values(found)) {
    const first = last.since.get(one.id) ?? time;
    since.set(one.id, first);
    const from = first + (graces.get(one.code) ?? usualGrace);
    const read = readSince(one.hostId);
    if (Object.hasOwn(last.lasting, one.id) || (read !== undefined && read >= from)) lasting[one.id] = one;
    else due.set(one.hostId, Math.min(from, due.get(one.hostId) ?? from));
  }
  return { since, lasting, due };
}
