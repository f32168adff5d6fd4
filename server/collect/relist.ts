import type { Pace } from './pace.ts';
import { type Timers, wait } from './timers.ts';

/** When the lists are read: soon after an event, once more when things have settled, and now and then. */
export interface Relist {
  soon(): void;
  trailing(): void;
  /** Polls, `poll` milliseconds after the last read, until aborted. Rejects when any of its reads fails. */
  run(signal: AbortSignal, poll: number): Promise<void>;
}

export interface RelistOptions {
  timers: Timers;
  pace: Pace;
  read(): Promise<void>;
}

// An engine whose list takes 200 ms is not asked for it more than about once in two seconds.
const restPerWork = 10;

export function createRelist({ timers, pace, read }: RelistOptions): Relist {
  const broken = Promise.withResolvers<void>();
  let cancelSoon: (() => void) | undefined;
  let trailing: { since: number; cancel: () => void } | undefined;
  let confirmAt = 0;
  let restUntil = 0;
  let lastRead = timers.now();
  // Only while `run` is there to hear of a read that fails.
  let active = false;

  const readNow = async () => {
    const start = timers.now();
    lastRead = start;
    await read();
    const end = timers.now();
    restUntil = end + (end - start) * restPerWork;
  };
  const readInBackground = () => {
    if (active) readNow().catch(broken.reject);
  };

  const armTrailing = (since: number) => {
    const cancel = timers.after(Math.max(0, confirmAt - timers.now()), () => {
      const now = timers.now();
      trailing = undefined;
      // More has happened in the meantime: later, but not for ever.
      if (now < confirmAt && now - since < pace.trailingAtMost) return armTrailing(since);
      readInBackground();
      if (now < confirmAt) armTrailing(now);
    });
    trailing = { since, cancel };
  };

  return {
    soon() {
      if (!active || cancelSoon) return;
      const delay = Math.max(pace.debounce, restUntil - timers.now());
      cancelSoon = timers.after(delay, () => {
        cancelSoon = undefined;
        readInBackground();
      });
    },
    trailing() {
      if (!active) return;
      confirmAt = timers.now() + pace.trailing;
      if (!trailing) armTrailing(timers.now());
    },
    async run(signal, interval) {
      active = !signal.aborted;
      const poll = async () => {
        while (!signal.aborted) {
          await wait(timers, Math.max(0, lastRead + interval - timers.now()), signal);
          if (!signal.aborted && timers.now() - lastRead >= interval) await readNow();
        }
      };
      signal.addEventListener(
        'abort',
        () => {
          active = false;
          cancelSoon?.();
          trailing?.cancel();
        },
        { once: true },
      );
      await Promise.race([poll(), broken.promise]);
    },
  };
}
