'use client';

import { useEffect, useMemo, useState } from 'react';
import { type Failure, readCounters } from '#components/api.ts';
import { type RatePoint, ratesOf } from '#lib/store/counters.ts';
import type { CounterSample, CountersReply } from '#lib/wire/counters.ts';

/** After a failure it is asked less often, in milliseconds; and never more often than the second. */
const pause = 5000;
const shortest = 500;

export interface Counted {
  /** Undefined before the first answer; the last one stays while newer ones fail. */
  samples: readonly CounterSample[] | undefined;
  /** The rates between them, oldest first. */
  points: readonly RatePoint[];
  /** Why the last request failed. */
  failure: Failure | undefined;
}

/**
 * The counters of an endpoint, an interface or a tunnel, asked for again and again while the component is there and
 * its page can be seen. Without an id nothing is asked.
 */
export function useCounters(id: string | undefined): Counted {
  const [state, setState] = useState<{ id: string; reply?: CountersReply; failure?: Failure }>();

  useEffect(() => {
    if (id === undefined) return;
    let abort: AbortController | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      const own = new AbortController();
      abort = own;
      readCounters(id, own.signal).then(
        (reply) => {
          if (own.signal.aborted) return;
          setState((last) => {
            if (reply.ok) return { id, reply: reply.value };
            const kept = last?.id === id && last.reply ? { reply: last.reply } : {};
            return { id, ...kept, failure: reply.failure };
          });
          timer = setTimeout(ask, reply.ok ? Math.max(reply.value.every, shortest) : pause);
        },
        (error: unknown) => {
          // An answer nobody waits for any more; anything else is a fault of the page.
          if (!own.signal.aborted) throw error;
        },
      );
    };
    const halt = () => {
      clearTimeout(timer);
      abort?.abort();
    };
    const onVisibility = () => {
      halt();
      if (document.visibilityState === 'visible') ask();
    };
    onVisibility();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      halt();
    };
  }, [id]);

  const own = state?.id === id ? state : undefined;
  const reply = own?.reply;
  const points = useMemo(() => (reply ? ratesOf(reply.samples, reply.every) : []), [reply]);
  return { samples: reply?.samples, points, failure: own?.failure };
}
