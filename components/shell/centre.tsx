'use client';

import dynamic from 'next/dynamic';
import { usePage, usePicks, useSelection } from '#components/page-context.tsx';
import { Tables } from '#components/table/tables.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { type Selection, selectionOf } from '#lib/store/selection.ts';
import type { TopologyState } from '#lib/store/topology-store.ts';
import type { TableTab } from '#lib/store/view.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import { LegendStrip } from './legend-strip.tsx';
import { LostBanner } from './lost-banner.tsx';
import { NoHosts } from './no-hosts.tsx';
import { NothingFound } from './nothing-found.tsx';

// The picture is drawn on a canvas: there is nothing of it to render on the server.
const PatchBay = dynamic(() => import('#components/graph/patch-bay.tsx').then((room) => room.PatchBay), {
  ssr: false,
});

export interface CentreProps {
  state: TopologyState;
  lost: boolean;
  mode: 'picture' | 'table';
  tab: TableTab;
  onTab(tab: TableTab): void;
  /** Whether the picture's layer of wires is on. */
  wires: boolean;
  onWires(on: boolean): void;
  query: string;
  onQuery(query: string): void;
  found: ReadonlySet<string> | undefined;
}

/** A finding has no place of its own in the picture: what it concerns first has. */
function inPicture(topology: Topology, selection: Selection | undefined): Selection | undefined {
  if (selection?.kind !== 'finding') return selection;
  const [foremost] = entityOf(topology.findings, selection.id)?.about ?? [];
  return foremost === undefined ? undefined : selectionOf(topology, foremost);
}

/** The middle of the page: the picture or the table, or why there is none. */
export function Centre(props: CentreProps) {
  const { state, lost, mode, tab, onTab, wires, onWires, query, onQuery, found } = props;
  const { topology, select, act } = usePage();
  const selection = useSelection();
  const { picks, add, remove } = usePicks();
  const pick = (ids: readonly string[]) => (ids.every((id) => picks.includes(id)) ? remove(ids) : add(ids));
  const started = state.epoch !== undefined;
  const hasHosts = Object.keys(topology.hosts).length > 0;
  return (
    <main className="relative flex min-w-0 flex-1 flex-col">
      <LostBanner state={state} lost={lost} over={mode === 'picture'} />
      {!started && (
        <div className="grid flex-1 place-items-center p-6">
          <EmptyState title="Connecting to Patchbay…">
            {state.trouble === 'unreadable'
              ? 'The server speaks another version than this page. Reload the page.'
              : 'The picture appears as soon as the server has told what it knows.'}
          </EmptyState>
        </div>
      )}
      {started && !hasHosts && <NoHosts />}
      {started && hasHosts && mode === 'picture' && (
        <>
          <div className="relative min-h-0 flex-1">
            <PatchBay
              topology={topology}
              selection={inPicture(topology, selection)}
              found={found}
              picks={picks}
              wires={wires}
              onWires={onWires}
              onSelect={select}
              onPick={pick}
              onBoxed={add}
              onConnect={(containerIds, networkId) => act({ kind: 'connect', networkId, containerIds })}
            />
            {found?.size === 0 && <NothingFound query={query} onClear={() => onQuery('')} />}
          </div>
          <LegendStrip />
        </>
      )}
      {started && hasHosts && mode === 'table' && (
        <Tables tab={tab} onTab={onTab} found={found} query={query} onClear={() => onQuery('')} />
      )}
    </main>
  );
}
