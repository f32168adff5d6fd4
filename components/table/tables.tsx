'use client';

import type { TableTab } from '#lib/store/view.ts';

export interface TablesProps {
  tab: TableTab;
  onTab(tab: TableTab): void;
  found: ReadonlySet<string> | undefined;
  query: string;
  onClear(): void;
}

/** The same data as plain tables. */
export function Tables(_: TablesProps) {
  return null;
}
