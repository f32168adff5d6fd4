import type { Timers } from '#server/collect/timers.ts';

/** One thing that is done again and again: never twice at a time, and asked for any number of times it is done once. */
export interface Schedule {
  /** It is done within so many milliseconds, or when it is due already; after what is under way. */
  within(milliseconds: number): void;
  /** Forgets what is due. What is under way goes on. */
  clear(): void;
  /** Settles when nothing is under way any more, and nothing will be. */
  stop(): Promise<void>;
}

/** `run` never fails, and tells how long to leave it alone for afterwards, in milliseconds. */
export function createSchedule(timers: Timers, run: () => Promise<{ gap: number }>): Schedule {
  let due: number | undefined;
  let notBefore = 0;
  let cancel: (() => void) | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  const arm = () => {
    cancel?.();
    cancel = undefined;
    if (due === undefined || running || stopped) return;
    cancel = timers.after(Math.max(0, Math.max(due, notBefore) - timers.now()), go);
  };
  const go = () => {
    due = undefined;
    running = run().then(({ gap }) => {
      running = undefined;
      notBefore = timers.now() + gap;
      arm();
    });
  };

  return {
    within(milliseconds) {
      const wanted = timers.now() + milliseconds;
      if (due !== undefined && due <= wanted) return;
      due = wanted;
      arm();
    },
    clear() {
      due = undefined;
      arm();
    },
    async stop() {
      stopped = true;
      arm();
      await running;
    },
  };
}
