'use client';

import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { ActionSheet } from '#components/actions/action-sheet.tsx';
import { PickBar } from '#components/actions/pick-bar.tsx';
import type { ActionTarget } from '#components/actions/target.ts';
import { HostList } from '#components/hosts/host-list.tsx';
import { HostSheet } from '#components/hosts/host-sheet.tsx';
import type { HostTarget } from '#components/hosts/host-target.ts';
import { Inspector } from '#components/inspector/inspector.tsx';
import { type PageContext, PageProvider } from '#components/page-context.tsx';
import { Toaster } from '#components/ui/toast.tsx';
import { useMediaQuery } from '#components/ui/use-media-query.ts';
import { useStoredFlag } from '#components/ui/use-stored-flag.ts';
import { search } from '#lib/store/search.ts';
import { Centre } from './centre.tsx';
import { CommandPalette } from './command-palette.tsx';
import { isTyping } from './shortcuts.ts';
import { TopBar } from './top-bar.tsx';
import { useCommands } from './use-commands.ts';
import { useEscape } from './use-escape.ts';
import { useLost } from './use-lost.ts';
import { usePickControl } from './use-pick-control.ts';
import { useTopology } from './use-topology.ts';
import { useView } from './use-view.ts';

/** The whole page: holds the topology, the view and the open sheet, and hands them to the parts. */
export function App() {
  const state = useTopology();
  const { view, select, setMode, setTab, setWires } = useView();
  const [query, setQuery] = useState('');
  const [target, setTarget] = useState<ActionTarget>();
  const [hostTarget, setHostTarget] = useState<HostTarget>();
  const narrow = useMediaQuery('(max-width: 1024px)');
  const phone = useMediaQuery('(max-width: 639px)');
  const [folded, setFolded] = useStoredFlag('patchbay-hosts-folded');

  const { topology } = state;
  const picked = usePickControl(topology);
  useEscape(select, picked);
  useEffect(() => {
    const create = (event: KeyboardEvent) => {
      if (event.key !== 'n' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      // With a sheet or a menu open the key is theirs.
      if (document.querySelector('[data-sheet][data-open], [role="menu"]')) return;
      event.preventDefault();
      setTarget({ kind: 'create-network' });
    };
    document.addEventListener('keydown', create);
    return () => document.removeEventListener('keydown', create);
  }, []);
  const lost = useLost(state);
  const deferredQuery = useDeferredValue(query);
  const result = useMemo(() => search(topology, deferredQuery), [topology, deferredQuery]);
  const page = useMemo<PageContext>(
    () => ({
      topology,
      lost,
      select,
      showInPicture: (selection) => {
        setMode('picture');
        setWires(true);
        select(selection);
      },
      act: setTarget,
      manageHost: setHostTarget,
    }),
    [topology, lost, select, setMode, setWires],
  );
  // With no host there is nothing to list or to inspect: only how to add one.
  const bare = state.epoch !== undefined && Object.keys(topology.hosts).length === 0;
  // A picture needs room: on a phone the table comes first, the picture a tap away.
  const mode = view.mode ?? (phone ? 'table' : 'picture');
  const commands = useCommands(page, picked, { setMode, setTab, setWires });

  return (
    <PageProvider page={page} selection={view.selection} picked={picked}>
      <Toaster>
        <div className="flex h-dvh flex-col overflow-hidden bg-ground">
          <TopBar
            state={state}
            query={query}
            onQuery={setQuery}
            result={result}
            mode={mode}
            onMode={setMode}
            onCommands={commands.show}
            onFindings={() => setTab('findings')}
          />
          <div className="relative flex min-h-0 flex-1">
            {!bare && <HostList folded={folded ?? narrow} onFold={setFolded} />}
            <Centre
              state={state}
              lost={lost}
              mode={mode}
              tab={view.tab}
              onTab={setTab}
              wires={view.wires}
              onWires={setWires}
              query={query}
              onQuery={setQuery}
              found={result.found}
            />
            {!bare && <Inspector />}
          </div>
          <PickBar />
        </div>
        <ActionSheet target={target} onClose={() => setTarget(undefined)} />
        <CommandPalette
          open={commands.open}
          opening={commands.opening}
          mode={mode}
          wires={view.wires}
          onClose={commands.close}
          onRun={commands.run}
        />
        <HostSheet target={hostTarget} onClose={() => setHostTarget(undefined)} />
      </Toaster>
    </PageProvider>
  );
}
