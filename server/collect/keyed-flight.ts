/**
 * Runs work by key: never twice at a time for the same key, and no more than `limit` at a time. A call while
 * the key's work is running starts another run afterwards, since the running one may have begun too early to
 * see what the call is about; calls that wait share one run.
 */
export function createKeyedFlight(
  limit: number,
  work: (key: string) => Promise<void>,
): (key: string) => Promise<void> {
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  const running = new Set<string>();

  const pump = () => {
    for (const [key, job] of waiting) {
      if (running.size >= limit) return;
      if (running.has(key)) continue;
      waiting.delete(key);
      running.add(key);
      work(key)
        .then(job.resolve, job.reject)
        .finally(() => {
          running.delete(key);
          pump();
        });
    }
  };
  return (key) => {
    const job = waiting.get(key) ?? Promise.withResolvers<void>();
    waiting.set(key, job);
    pump();
    return job.promise;
  };
}
