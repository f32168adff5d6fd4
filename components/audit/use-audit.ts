'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type Failure, readAudit } from '#components/api.ts';
import { type AuditList, firstPage, withNewer, withOlder } from '#lib/store/audit-list.ts';

/** How often it is asked what is new (milliseconds). */
const pause = 2_000;

export interface AuditReading {
  /** Undefined until the first page is there. */
  list: AuditList | undefined;
  /** Why the last question had no answer; what was read before stays. */
  failure: Failure | undefined;
  /** The list is of what was chosen before. */
  outdated: boolean;
  readingOlder: boolean;
  readOlder(): void;
  retry(): void;
}

interface State {
  query: string;
  list?: AuditList | undefined;
  failure?: Failure | undefined;
}

/** The entries that a query (in JSON) asks for, kept up with what others do meanwhile. */
export function useAudit(query: string): AuditReading {
  const [state, setState] = useState<State>({ query });
  const [readingOlder, setReadingOlder] = useState(false);
  const [turn, setTurn] = useState(0);
  const latest = useRef(state);
  const keep = useCallback((next: State) => {
    latest.current = next;
    setState(next);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` reads once more, at once
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      // A page that nobody looks at asks nothing.
      if (document.visibilityState === 'visible')
        await readOnce(query, latest.current, stop.signal).then(keep, ignoreAbort);
      if (!stop.signal.aborted) timer = setTimeout(() => void read(), pause);
    };
    // What is typed is asked for when it rests.
    timer = setTimeout(() => void read(), latest.current.list && latest.current.query !== query ? 200 : 0);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [query, turn, keep]);

  const readOlder = async () => {
    const { list } = latest.current;
    const oldest = list?.entries.at(-1);
    if (!list || !oldest) return;
    setReadingOlder(true);
    const reply = await readAudit({ ...parsed(query), before: String(oldest.id) });
    setReadingOlder(false);
    const now = latest.current;
    // Something else was chosen meanwhile.
    if (now.query !== query || !now.list) return;
    keep(reply.ok ? { query, list: withOlder(now.list, reply.value) } : { ...now, failure: reply.failure });
  };

  return {
    list: state.list,
    failure: state.failure,
    outdated: state.query !== query,
    readingOlder,
    readOlder,
    retry: () => setTurn((last) => last + 1),
  };
}

/** The first page of another query; of the same one, what is newer. */
async function readOnce(query: string, before: State, signal: AbortSignal): Promise<State> {
  const list = before.query === query ? before.list : undefined;
  const newest = list?.entries[0];
  if (list && newest) {
    const reply = await readAudit({ ...parsed(query), after: String(newest.id) }, signal);
    if (!reply.ok) return { ...before, failure: reply.failure };
    // So much is new that the stretch would have a gap: begin anew.
    if (!reply.value.more) return { query, list: withNewer(list, reply.value) };
  }
  const reply = await readAudit(parsed(query), signal);
  if (!reply.ok) return { query, list, failure: reply.failure };
  return { query, list: firstPage(reply.value) };
}

function parsed(query: string): Record<string, string> {
  return JSON.parse(query);
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
}
