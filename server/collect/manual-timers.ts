import type { Timers } from './timers.ts';

/** Time that stands still until a test moves it. */
export interface ManualTimers extends Timers {
  /** Moves on, calling what falls due in order, and lets promises settle before and after each call. */
  advance(milliseconds: number): Promise<void>;
}

/** Timers that begin at `start` (milliseconds since 1970). */
export function createManualTimers(start = Date.UTC(2026, 0, 1)): ManualTimers {
  let now = start;
  let order = 0;
  const due = new Map<number, { at: number; call: () => void }>();

  const earliest = (until: number) =>
    [...due].filter(([, { at }]) => at <= until).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];

  return {
    now: () => now,
    date: () => now,
    after(milliseconds, call) {
      order += 1;
      const key = order;
      due.set(key, { at: now + Math.max(0, milliseconds), call });
      return () => {
        due.delete(key);
      };
    },
    async advance(milliseconds) {
      const until = now + milliseconds;
      await settle();
      for (let next = earliest(until); next; next = earliest(until)) {
        const [key, { at, call }] = next;
        due.delete(key);
        now = at;
        call();
        await settle();
      }
      now = until;
    },
  };
}

/** Lets everything that waits on settled promises run: each turn of the event loop empties their queue. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
