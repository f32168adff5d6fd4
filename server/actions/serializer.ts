/** Runs work one after the other by key, in the order of the calls; a failure does not stop what follows. */
export function createSerializer(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const run = before.then(work, work);
    last.set(key, run);
    const forget = () => {
      if (last.get(key) === run) last.delete(key);
    };
    run.then(forget, forget);
    return run;
  };
}

/** Runs work when it is its turn for every one of these keys; keys are taken in one order, so that nobody waits in a circle. */
export function serializeAll<T>(
  serialize: ReturnType<typeof createSerializer>,
  keys: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const [first, ...rest] = [...new Set(keys)].sort();
  if (first === undefined) return work();
  return serialize(first, () => serializeAll(serialize, rest, work));
}
