'use client';

import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import { moveRow } from '#components/table/move.ts';
import { dateText } from '#components/ui/ago-text.ts';
import { Badge } from '#components/ui/badge.tsx';
import { cx } from '#components/ui/cx.ts';
import type { AuditHead } from '#lib/wire/audit.ts';
import { AuditEntryView } from './audit-entry-view.tsx';
import { outcomeTones, progressText, verbWord } from './audit-words.ts';

export interface AuditRowProps {
  entry: AuditHead;
  open: boolean;
  onOpen(id: number, open: boolean): void;
}

/** An entry's line, which opens to all of it. The arrow keys lead from line to line. */
export function AuditRow({ entry, open, onOpen }: AuditRowProps) {
  const detail = useId();
  const { id, time, who, verbs, outcome, hosts, summary } = entry;
  const where = hosts.map(({ name }) => name).join(', ');
  const far = progressText(entry);
  const cell = cx('px-3 py-1.5 align-top', !open && 'border-b border-line');
  return (
    <>
      <tr data-testid={`audit-${id}`} className={open ? 'bg-panel' : 'hover:bg-panel'}>
        <td className={cx(cell, 'pl-4')}>
          <button
            type="button"
            data-audit-row
            aria-expanded={open}
            aria-controls={open ? detail : undefined}
            onClick={() => onOpen(id, !open)}
            onKeyDown={moveFocus}
            className="flex w-full items-start gap-1.5 text-left"
          >
            <ChevronRight
              aria-hidden="true"
              className={cx('mt-0.5 size-3.5 shrink-0 text-muted transition-transform', open && 'rotate-90')}
            />
            <span className="min-w-0 font-medium wrap-anywhere">{summary}</span>
          </button>
          <p className="mt-0.5 pl-5 text-2xs text-muted wrap-anywhere sm:hidden">
            <span className="tabular-nums">{dateText(time)}</span> · {who}
            {where && ` · ${where}`}
          </p>
        </td>
        <td className={cx(cell, 'whitespace-nowrap')}>
          <Badge tone={outcomeTones[outcome]}>{outcome}</Badge>
          {far && <span className="mt-0.5 block text-2xs text-muted">{far}</span>}
        </td>
        <td className={cx(cell, 'text-muted max-md:hidden')}>{verbs.map(verbWord).join(', ')}</td>
        <td className={cx(cell, 'wrap-anywhere max-sm:hidden')}>{where}</td>
        <td className={cx(cell, 'wrap-anywhere max-sm:hidden')}>{who}</td>
        <td className={cx(cell, 'pr-4 font-mono text-xs whitespace-nowrap max-sm:hidden')}>
          <time dateTime={time}>{dateText(time)}</time>
        </td>
      </tr>
      {open && (
        <tr id={detail} className="bg-panel">
          <td colSpan={6} className="border-b border-line px-4 pt-1 pb-4 pl-9 max-sm:pl-4">
            <AuditEntryView id={id} />
          </td>
        </tr>
      )}
    </>
  );
}

function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-audit-row]')];
  const to = moveRow(event.key, all.indexOf(event.currentTarget), all.length);
  if (to === undefined) return;
  event.preventDefault();
  all[to]?.focus();
}
