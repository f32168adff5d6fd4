'use client';

import { useEffect, useState } from 'react';
import type { Failure, Reply } from '#components/api.ts';

/** Pushes often come in pairs: the detail is read once they are over. */
const pause = 150;

export interface Detail<T> {
  /** The last detail read, also while a newer one is on its way. */
  value: T | undefined;
  failure: Failure | undefined;
  loading: boolean;
  /** Reads it again. */
  retry(): void;
}

/**
 * What the server reads on demand about a thing. It is read again whenever one of `basis` is another object:
 * the store keeps an entity's object for as long as the entity stays the same.
 */
export function useDetail<T>(
  id: string,
  basis: readonly unknown[],
  read: (id: string, signal: AbortSignal) => Promise<Reply<T>>,
): Detail<T> {
  const [state, setState] = useState<{ id: string; value?: T; failure?: Failure; loading: boolean }>({
    id,
    loading: true,
  });
  const [tries, setTries] = useState(0);
  const [stamp, setStamp] = useState<{ basis: readonly unknown[]; turn: number }>({ basis, turn: 0 });
  if (!sameItems(stamp.basis, basis)) setStamp({ basis, turn: stamp.turn + 1 });
  const { turn } = stamp;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn or try asks for the same thing again
  useEffect(() => {
    const abort = new AbortController();
    setState((last) => (last.id === id ? { ...last, loading: true } : { id, loading: true }));
    const timer = setTimeout(
      () => {
        read(id, abort.signal).then(
          (reply) => {
            if (abort.signal.aborted) return;
            setState((last) => {
              if (reply.ok) return { id, value: reply.value, loading: false };
              const kept = last.id === id && last.value !== undefined ? { value: last.value } : {};
              return { id, ...kept, failure: reply.failure, loading: false };
            });
          },
          (error: unknown) => {
            // An answer nobody waits for any more; anything else is a fault of the page.
            if (!abort.signal.aborted) throw error;
          },
        );
      },
      turn === 0 ? 0 : pause,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [id, read, turn, tries]);

  const own = state.id === id;
  return {
    value: own ? state.value : undefined,
    failure: own ? state.failure : undefined,
    loading: !own || state.loading,
    retry: () => setTries((count) => count + 1),
  };
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, position) => item === b[position]);
}
