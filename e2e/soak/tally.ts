/** What was done during a soak, and what failed that should not have. */
export interface Tally {
  /** Something was done. */
  count(what: string): void;
  /** Something failed, as it may: its host is disturbed, or the machine is busy. */
  excuse(what: string): void;
  /** Something failed for no such reason. */
  blame(what: string, error: unknown): void;
  readonly done: ReadonlyMap<string, number>;
  readonly excused: ReadonlyMap<string, number>;
  readonly blamed: readonly string[];
}

export function createTally(): Tally {
  const done = new Map<string, number>();
  const excused = new Map<string, number>();
  const blamed: string[] = [];
  const add = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  return {
    count: (what) => add(done, what),
    excuse: (what) => add(excused, what),
    blame: (what, error) => blamed.push(`${what}: ${error instanceof Error ? error.message : String(error)}`),
    done,
    excused,
    blamed,
  };
}
