'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type Failure, testHost } from '#components/api.ts';
import type { HostTest, HostTestRequest } from '#lib/wire/hosts.ts';

export interface HostTesting {
  busy: boolean;
  /** What the last test found, or why it found nothing. */
  found: HostTest | undefined;
  failure: Failure | undefined;
  run(request: HostTestRequest): void;
  /** What was found no longer counts: something else was typed. */
  forget(): void;
}

/** Tests hosts, one at a time: a newer test takes the place of the last. */
export function useHostTest(): HostTesting {
  const [state, setState] = useState<{ busy: boolean; found?: HostTest; failure?: Failure }>({ busy: false });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const run = useCallback((request: HostTestRequest) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setState({ busy: true });
    testHost(request, abort.signal).then(
      (reply) => {
        if (abort.signal.aborted) return;
        setState(reply.ok ? { busy: false, found: reply.value } : { busy: false, failure: reply.failure });
      },
      (error: unknown) => {
        // An answer nobody waits for any more; anything else is a fault of the page.
        if (!abort.signal.aborted) throw error;
      },
    );
  }, []);
  const forget = useCallback(() => {
    running.current?.abort();
    setState({ busy: false });
  }, []);
  return { busy: state.busy, found: state.found, failure: state.failure, run, forget };
}
