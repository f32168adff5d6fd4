'use client';

import { useEffect, useState } from 'react';
import { type Reply, readAuditEntry } from '#components/api.ts';
import type { AuditEntry } from '#lib/wire/audit.ts';

/** An entry, whole: read when it is asked for. It never changes. */
export function useAuditEntry(id: number): Reply<AuditEntry> | undefined {
  const [reply, setReply] = useState<Reply<AuditEntry>>();
  useEffect(() => {
    const stop = new AbortController();
    readAuditEntry(id, stop.signal).then(setReply, (error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
    return () => stop.abort();
  }, [id]);
  return reply;
}
