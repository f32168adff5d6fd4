/**
 * An engine's lists lag behind what happened (2 to 314 ms were seen), while an inspect is current. So what an
 * inspect said stays true for a settle time, over lists that were asked for within it.
 */

/** What an inspect said of one thing, and when it was asked. */
export interface RecentFact<T> {
  at: number;
  fact: T | 'gone';
}

export type Recent<T> = ReadonlyMap<string, RecentFact<T>>;

/** A list as the engine gave it, and when it was asked for. */
export interface Listed<T> {
  at: number;
  facts: readonly T[];
}

/** The list with what is known better laid over it. The list's order is kept; what is new comes last. */
export function layOver<T extends { nativeId: string }>(
  listed: Listed<T>,
  recent: Recent<T>,
  settle: number,
): T[] {
  const better = new Map([...recent].filter(([, entry]) => outlives(entry, listed.at, settle)));
  const facts = listed.facts.flatMap((fact) => {
    const entry = better.get(fact.nativeId);
    if (!entry) return [fact];
    better.delete(fact.nativeId);
    return entry.fact === 'gone' ? [] : [entry.fact];
  });
  return [...facts, ...[...better.values()].flatMap(({ fact }) => (fact === 'gone' ? [] : [fact]))];
}

/** What still counts over a list asked for at `listedAt`. */
export function stillRecent<T>(
  recent: Recent<T>,
  listedAt: number,
  settle: number,
): Map<string, RecentFact<T>> {
  return new Map([...recent].filter(([, entry]) => outlives(entry, listedAt, settle)));
}

function outlives(entry: RecentFact<unknown>, listedAt: number, settle: number): boolean {
  return entry.at + settle > listedAt;
}
