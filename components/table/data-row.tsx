'use client';

import { type KeyboardEvent, type MouseEvent, memo, type ReactNode, useEffect, useRef } from 'react';
import { focusInspector } from '#components/inspector/focus.ts';
import { cx } from '#components/ui/cx.ts';
import type { Column, Row, Ticks } from './column.ts';
import { moveRow } from './move.ts';
import { PickBox } from './pick-box.tsx';

export interface DataRowProps<R extends Row> {
  row: R;
  columns: readonly Column<R>[];
  /** Its place on the page, and how many lines there are before the page's first. */
  position: number;
  before: number;
  selected: boolean;
  reachable: boolean;
  onReach(id: string, position: number): void;
  onSelect(id: string): void;
  picked: boolean;
  /** What is picked with this row, in words; without it rows are not picked. */
  pickName?: string | undefined;
  onPick?: ((ids: readonly string[], on: boolean) => void) | undefined;
  actions?: ((row: R, reachable: boolean) => ReactNode) | undefined;
  ticks?: Ticks<R> | undefined;
}

/** The selected row’s first cell. */
const mark = 'shadow-[inset_2px_0_0_var(--accent)]';

function PlainRow<R extends Row>(props: DataRowProps<R>) {
  const { picked, pickName, onPick } = props;
  const { row, columns, position, before, selected, reachable, onReach, onSelect, actions, ticks } = props;

  const element = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    const own = event.target === event.currentTarget;
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-actions] button')];
    if (!own) {
      // In a button of the row: left leads back, everything else is the button's.
      if (event.key !== 'ArrowLeft' && event.key !== 'Escape') return;
      event.preventDefault();
      event.currentTarget.focus();
      return;
    }
    if (event.key === ' ' && event.shiftKey && onPick) {
      event.preventDefault();
      onPick([row.id], !picked);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (selected && event.key === 'Enter') focusInspector();
      else onSelect(row.id);
    } else if (event.key === 'ArrowRight') {
      buttons[0]?.focus();
    } else {
      const rows = [...(event.currentTarget.parentElement?.children ?? [])];
      const to = moveRow(event.key, rows.indexOf(event.currentTarget), rows.length);
      if (to === undefined) return;
      event.preventDefault();
      const next = rows[to];
      if (next instanceof HTMLElement) next.focus();
    }
  };
  const onClick = (event: MouseEvent<HTMLTableRowElement>) => {
    // A click that marks text to copy, or hits a button, is not meant for the row.
    if (event.target instanceof Element && event.target.closest('button, a, input, [data-row-pick]')) return;
    if (event.shiftKey && onPick) return onPick([row.id], !picked);
    if (getSelection()?.isCollapsed === false) return;
    onSelect(row.id);
  };

  return (
    <tr
      ref={element}
      data-testid={row.testId}
      data-id={row.id}
      aria-rowindex={before + position + 1}
      aria-selected={selected}
      tabIndex={reachable ? 0 : -1}
      onFocus={() => onReach(row.id, position)}
      onKeyDown={onKeyDown}
      onClick={onClick}
      // Shift and a click pick the row: the browser would mark text up to here.
      onMouseDown={(event) => event.shiftKey && onPick && event.preventDefault()}
      className={cx(
        'group/row scroll-mt-8 -outline-offset-2 max-sm:scroll-mb-[70dvh]',
        selected ? 'bg-panel' : 'hover:bg-panel',
      )}
    >
      {onPick && (
        <td data-row-pick className={cx('border-b border-line py-0 pr-0 pl-4', selected && mark)}>
          <PickBox
            label={`Pick ${pickName}`}
            picked={picked}
            tabIndex={reachable ? 0 : -1}
            onPick={(on) => onPick([row.id], on)}
          />
        </td>
      )}
      {ticks && (
        <td className={cx('border-b border-line pl-4', selected && mark)}>
          <input
            type="checkbox"
            aria-label={ticks.label(row)}
            tabIndex={reachable ? 0 : -1}
            checked={ticks.can(row) && ticks.ticked.has(row.id)}
            disabled={!ticks.can(row)}
            onChange={(event) => ticks.onTick(row.id, event.target.checked)}
            className="block size-3.5 accent-accent disabled:invisible"
          />
        </td>
      )}
      {columns.map((column, index) => (
        <td
          key={column.id}
          className={cx(
            'h-8 border-b border-line px-3 py-1 align-middle first:pl-4',
            index === 0 && !ticks && !onPick && selected && mark,
            column.className,
          )}
        >
          {column.cell(row)}
        </td>
      ))}
      {actions && (
        <td data-row-actions className="border-b border-line py-0.5 pr-3 pl-1 text-right whitespace-nowrap">
          {/* Always there for fingers, the keyboard and the selected row; for a mouse only where it is. */}
          <span
            className={cx(
              'group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100 has-data-popup-open:opacity-100',
              !selected && 'opacity-0',
            )}
          >
            {actions(row, reachable)}
          </span>
        </td>
      )}
    </tr>
  );
}

/**
 * A row that takes the focus. Enter selects it, once more leads to the inspector; Shift and Space pick it; right
 * leads to its buttons.
 */
export const DataRow = memo(PlainRow) as typeof PlainRow;
