'use client';

import { useCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
/** What was set while storage is forbidden. */
const fallback = new Map<string, string>();

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    // Storage is forbidden here: what was set lasts as long as the page.
    return fallback.get(key);
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // As above.
    fallback.set(key, value);
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A yes or no that this browser remembers; undefined until it was ever set. */
export function useStoredFlag(key: string): [boolean | undefined, (value: boolean) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => undefined,
  );
  const set = useCallback((value: boolean) => write(key, value ? 'yes' : 'no'), [key]);
  return [text === undefined ? undefined : text === 'yes', set];
}
