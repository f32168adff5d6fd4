import type { Timers } from '#server/collect/timers.ts';
import { Failure } from '#server/failure.ts';

/**
 * Work that is ended, and fails, when it takes longer than `milliseconds` or `outer` is aborted; also where it does
 * not listen to its signal.
 */
export async function withDeadline<T>(
  timers: Timers,
  milliseconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const inner = new AbortController();
  const ended = Promise.withResolvers<never>();
  const end = (failure: Failure) => {
    ended.reject(failure);
    inner.abort(failure);
  };
  const stop = () => end(new Failure(stopped));
  const cancel = timers.after(milliseconds, () => end(tooSlow(milliseconds)));
  if (outer.aborted) stop();
  outer.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([ended.promise, work(inner.signal)]);
  } finally {
    cancel();
    outer.removeEventListener('abort', stop);
  }
}

const stopped = { code: 'wires-stopped', status: 503, message: 'Reading the links was stopped.' };

function tooSlow(milliseconds: number): Failure {
  return new Failure({
    code: 'wires-timeout',
    status: 504,
    message: `Reading the links took longer than ${milliseconds / 1_000} s and was given up. Patchbay goes on trying; if it stays so, the host has too much to do.`,
  });
}
