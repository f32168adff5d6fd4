/** Time, as the collector uses it; tests hand in one of their own. */
export interface Timers {
  /** Milliseconds since some moment; they never step back, nor forth with a clock that is set. */
  now(): number;
  /** Milliseconds since 1970, as the clock says. */
  date(): number;
  /** Calls once, later; the answer cancels it. */
  after(milliseconds: number, call: () => void): () => void;
}

export const systemTimers: Timers = {
  now: () => performance.now(),
  date: () => Date.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Settles after a while, or at once when the signal is aborted. */
export function wait(timers: Timers, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = timers.after(milliseconds, done);
    signal.addEventListener('abort', done, { once: true });
  });
}
