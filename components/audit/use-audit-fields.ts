'use client';

import { useMemo, useSyncExternalStore } from 'react';
import { type AuditFields, fieldsOfQuery, queryOfFields } from '#lib/store/audit-list.ts';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
}

function change(fields: AuditFields): void {
  history.replaceState(history.state, '', `${location.pathname}${queryOfFields(fields)}`);
  for (const listener of listeners) listener();
}

/** What a person chose to see, read from the URL's query and written to it: a link shows the same. */
export function useAuditFields(): [AuditFields, (fields: AuditFields) => void] {
  const query = useSyncExternalStore(
    subscribe,
    () => location.search,
    () => '',
  );
  return [useMemo(() => fieldsOfQuery(query), [query]), change];
}
