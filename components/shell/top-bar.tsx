'use client';

import { Command } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { SearchResult } from '#lib/store/search.ts';
import type { TopologyState } from '#lib/store/topology-store.ts';
import { AuditLink } from './audit-link.tsx';
import { Counts } from './counts.tsx';
import { FindingsButton } from './findings-button.tsx';
import { Help } from './help.tsx';
import { Mark } from './mark.tsx';
import { ModeSwitch } from './mode-switch.tsx';
import { SearchBox } from './search-box.tsx';
import { StreamState } from './stream-state.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

export interface TopBarProps {
  state: TopologyState;
  query: string;
  onQuery(query: string): void;
  result: SearchResult;
  mode: 'picture' | 'table';
  onMode(mode: 'picture' | 'table'): void;
  onCommands(): void;
  onFindings(): void;
}

/** The bar over everything. On a phone the search and the switch have a line of their own. */
export function TopBar(props: TopBarProps) {
  const { state, query, onQuery, result, mode, onMode, onCommands, onFindings } = props;
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-panel px-4 py-2 max-sm:gap-x-2 max-sm:px-3">
      <h1 className="flex items-center gap-2 text-base font-semibold tracking-tight">
        <Mark className="size-5" />
        Patchbay
      </h1>
      <Counts topology={state.topology} known={state.epoch !== undefined} />
      <div className="mx-auto w-full max-w-sm min-w-0 flex-1 max-sm:order-2 max-sm:max-w-none max-sm:basis-52">
        <SearchBox query={query} onQuery={onQuery} result={result} />
      </div>
      <FindingsButton topology={state.topology} onOpen={onFindings} />
      <StreamState state={state} />
      <div className="max-sm:order-3">
        <ModeSwitch mode={mode} onMode={onMode} />
      </div>
      <div className="-mr-1.5 flex items-center">
        <IconButton label="Commands (Ctrl K)" onClick={onCommands}>
          <Command className="size-4" />
        </IconButton>
        <AuditLink />
        <ThemeSwitch />
        <Help />
      </div>
    </header>
  );
}
