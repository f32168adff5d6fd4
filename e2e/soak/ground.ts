import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '#e2e/lab/lab.ts';
import { type Api, wasTooSlow } from './api.ts';
import type { Tally } from './tally.ts';

/** What all that stirs works with. */
export interface Ground {
  lab: Lab;
  api: Api;
  tally: Tally;
  /** The host whose engine and uplink are disturbed: what is asked of it may fail. */
  disturbed: number;
  /** Aborted when it is enough. */
  signal: AbortSignal;
}

/** Waits, unless it is enough. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const aborted = () => undefined;
  await sleep(milliseconds, undefined, { signal }).catch(aborted);
}

/**
 * Does something again and again. What fails is blamed, or excused where `mayFail` says so
 * or an engine was too slow, and the next round begins.
 */
export async function untilEnough(
  { tally, signal }: Ground,
  what: string,
  round: (number: number) => Promise<void>,
  mayFail = false,
): Promise<void> {
  for (let number = 0; !signal.aborted; number++) {
    try {
      await round(number);
      tally.count(what);
    } catch (error) {
      if (mayFail || wasTooSlow(error)) tally.excuse(what);
      else if (!signal.aborted) tally.blame(what, error);
      await pause(1_000, signal);
    }
  }
}
