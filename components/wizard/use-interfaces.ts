'use client';

import { useEffect, useState } from 'react';
import { readInterfaces } from '#components/api.ts';
import type { HostInterfaces } from '#lib/wire/interfaces.ts';

/** The interfaces of these hosts, by host, as far as they are read; asked for once a host. */
export function useInterfaces(hostIds: readonly string[]): ReadonlyMap<string, HostInterfaces> {
  const [known, setKnown] = useState<ReadonlyMap<string, HostInterfaces>>(new Map());
  const wanted = hostIds.filter((id) => !known.has(id)).join('\n');
  useEffect(() => {
    if (!wanted) return;
    const abort = new AbortController();
    for (const hostId of wanted.split('\n')) {
      readInterfaces(hostId, abort.signal).then(
        (reply) => {
          if (abort.signal.aborted) return;
          const value = reply.ok ? reply.value : { readable: false as const, reason: reply.failure.message };
          setKnown((last) => new Map([...last, [hostId, value]]));
        },
        (error: unknown) => {
          // An answer nobody waits for any more; anything else is a fault of the page.
          if (!abort.signal.aborted) throw error;
        },
      );
    }
    return () => abort.abort();
  }, [wanted]);
  return known;
}
