'use client';

import { useTable } from '@tanstack/react-table';
import { type ReactNode, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { usePage, useSelection } from '#components/page-context.tsx';
import { cx } from '#components/ui/cx.ts';
import { useKeepFocus } from '#components/ui/use-keep-focus.ts';
import type { Picks } from '#lib/store/picks.ts';
import type { Selection } from '#lib/store/selection.ts';
import { type Column, columnDefs, features, type Row, type Ticks } from './column.ts';
import { DataRow } from './data-row.tsx';
import { HeaderCell } from './header-cell.tsx';
import { Pager } from './pager.tsx';
import { PickBox } from './pick-box.tsx';

/** More rows at once make the page slow to lay out; fewer would be a nuisance. */
const pageSize = 200;

export interface DataTableProps<R extends Row> {
  label: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  /** What its rows are. */
  kind: Selection['kind'];
  /** Rows can be picked, several of them: each has a box to tick, called by what this gives. */
  picking?: { picks: Picks; nameOf(row: R): string; onPick(ids: readonly string[], on: boolean): void };
  /** The buttons at the end of a row. `reachable`: the row is the one the Tab key stops at. */
  actions?: ((row: R, reachable: boolean) => ReactNode) | undefined;
  ticks?: Ticks<R>;
}

/** A table to sort and walk with the keyboard: one row is in the Tab order, the arrow keys move it. */
export function DataTable<R extends Row>({
  label,
  columns,
  rows,
  kind,
  picking,
  actions,
  ticks,
}: DataTableProps<R>) {
  const { select } = usePage();
  const selection = useSelection();
  const selectedId = selection?.kind === kind ? selection.id : undefined;
  const onSelect = useCallback((id: string) => select({ kind, id }), [kind, select]);
  const onReach = useCallback((id: string, position: number) => setActive({ id, at: position }), []);
  const defs = useMemo(() => columnDefs(columns), [columns]);
  const data = useMemo(() => [...rows], [rows]);
  // The row that has or had the focus, and where it was: if it goes, its neighbour takes its place.
  const [active, setActive] = useState<{ id: string; at: number }>();
  const table = useTable({
    features,
    columns: defs,
    data,
    getRowId: (row) => row.id,
    initialState: {
      sorting: [{ id: columns[0]?.id ?? '', desc: false }],
      pagination: { pageIndex: 0, pageSize },
    },
    enableSortingRemoval: false,
    // A push from the server must not throw the reader back to the first page.
    autoResetPageIndex: false,
  });
  const shown = table.getRowModel().rows.map((row) => row.original);
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const at = table.state.pagination.pageIndex;
  const scroller = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (at >= pages) table.setPageIndex(pages - 1);
  }, [at, pages, table]);
  const turn = (to: number) => {
    table.setPageIndex(to);
    scroller.current?.scrollTo({ top: 0 });
  };

  // What was selected elsewhere shows here, on whatever page it is. A reader may page on while it stays selected.
  const showPageOf = useEffectEvent((id: string | undefined) => {
    const position = table.getSortedRowModel().rows.findIndex((row) => row.id === id);
    if (position >= 0) table.setPageIndex(Math.floor(position / pageSize));
  });
  useEffect(() => showPageOf(selectedId), [selectedId]);

  const picked = useMemo(() => new Set(picking?.picks), [picking?.picks]);
  const reachable =
    shown.find((row) => row.id === active?.id)?.id ??
    (active && shown[Math.min(active.at, shown.length - 1)]?.id) ??
    shown.find((row) => row.id === selectedId)?.id ??
    shown[0]?.id;
  useKeepFocus(scroller, () => scroller.current?.querySelector<HTMLElement>('tr[tabindex="0"]'));

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div ref={scroller} className="@container min-h-0 flex-1 overflow-auto overscroll-contain">
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows take the focus and are selected: a grid
          role="grid"
          aria-label={label}
          aria-rowcount={rows.length + 1}
          className="w-full border-separate border-spacing-0 text-left"
        >
          <thead>
            <tr aria-rowindex={1}>
              {picking && (
                <th scope="col" className={cx(headStyle, 'w-px py-0 pr-0 pl-4')}>
                  <PickBox
                    label={`Pick all ${rows.length} ${label.toLowerCase()} of this table`}
                    picked={rows.every(({ id }) => picked.has(id))}
                    some={rows.some(({ id }) => picked.has(id))}
                    onPick={(on) =>
                      picking.onPick(
                        rows.map(({ id }) => id),
                        on,
                      )
                    }
                  />
                </th>
              )}
              {ticks && (
                <th scope="col" className={cx(headStyle, 'w-px')}>
                  <span className="sr-only">Selected</span>
                </th>
              )}
              {table.getFlatHeaders().map((header, position) => (
                <HeaderCell
                  key={header.id}
                  text={columns[position]?.header ?? ''}
                  sorted={header.column.getIsSorted()}
                  onSort={() => header.column.toggleSorting()}
                  className={columns[position]?.className}
                />
              ))}
              {actions && (
                <th scope="col" className={cx(headStyle, 'w-px')}>
                  <span className="sr-only">Actions</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, position) => (
              <DataRow
                key={row.id}
                row={row}
                columns={columns}
                position={position}
                before={at * pageSize + 1}
                selected={row.id === selectedId}
                reachable={row.id === reachable}
                onReach={onReach}
                onSelect={onSelect}
                picked={picked.has(row.id)}
                pickName={picking?.nameOf(row)}
                onPick={picking?.onPick}
                actions={actions}
                ticks={ticks}
              />
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && <Pager at={at} pageSize={pageSize} count={rows.length} onTurn={turn} />}
    </div>
  );
}

const headStyle = 'sticky top-0 z-10 border-b border-line bg-ground';
