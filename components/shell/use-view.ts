'use client';

import { useMemo, useSyncExternalStore } from 'react';
import type { Selection } from '#lib/store/selection.ts';
import { hashOfView, sameSelection, type TableTab, type View, viewOfHash } from '#lib/store/view.ts';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('hashchange', listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('hashchange', listener);
    removeEventListener('popstate', listener);
  };
}

function change(patch: Partial<View>): void {
  const before = viewOfHash(location.hash);
  const after = { ...before, ...patch };
  const hash = hashOfView(after);
  if (hash === hashOfView(before)) return;
  // A new selection is a step that "back" undoes; letting go of one, or another tab, is not.
  const step = after.selection !== undefined && !sameSelection(before.selection, after.selection);
  const url = `${location.pathname}${location.search}${hash}`;
  if (step || before.mode !== after.mode) history.pushState(null, '', url);
  else history.replaceState(null, '', url);
  for (const listener of listeners) listener();
}

export interface ViewControl {
  view: View;
  select(selection: Selection | undefined): void;
  setMode(mode: 'picture' | 'table'): void;
  setTab(tab: TableTab): void;
  setWires(wires: boolean): void;
}

const control = {
  select: (selection: Selection | undefined) => change({ selection }),
  setMode: (mode: 'picture' | 'table') => change({ mode }),
  setTab: (tab: TableTab) => change({ mode: 'table', tab }),
  setWires: (wires: boolean) => change({ wires }),
};

/** What the page shows, read from the URL's hash and written to it. */
export function useView(): ViewControl {
  const hash = useSyncExternalStore(
    subscribe,
    () => location.hash,
    () => '',
  );
  return useMemo(() => ({ view: viewOfHash(hash), ...control }), [hash]);
}
