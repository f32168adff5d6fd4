'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import type { AuditHead } from '#lib/wire/audit.ts';
import { AuditRow } from './audit-row.tsx';

const head =
  'sticky top-0 z-10 h-8 border-b border-line bg-ground px-3 text-2xs font-normal text-muted whitespace-nowrap';

export interface AuditTableProps {
  entries: readonly AuditHead[];
  /** The entries are of what was chosen before. */
  outdated: boolean;
  older: boolean;
  readingOlder: boolean;
  onOlder(): void;
}

/** The entries, the newest first, and the way to older ones. */
export function AuditTable({ entries, outdated, older, readingOlder, onOlder }: AuditTableProps) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const onOpen = (id: number, opened: boolean) =>
    setOpen((last) => new Set(opened ? [...last, id] : [...last].filter((each) => each !== id)));
  return (
    <div className={cx('transition-opacity', outdated && 'opacity-50')} aria-busy={outdated}>
      <table aria-label="Audit log" className="w-full border-separate border-spacing-0 text-left">
        <thead>
          <tr>
            <th scope="col" className={cx(head, 'pl-4')}>
              Action
            </th>
            <th scope="col" className={cx(head, 'w-px')}>
              Outcome
            </th>
            <th scope="col" className={cx(head, 'max-md:hidden')}>
              Verbs
            </th>
            <th scope="col" className={cx(head, 'max-sm:hidden')}>
              Hosts
            </th>
            <th scope="col" className={cx(head, 'max-sm:hidden')}>
              Who
            </th>
            <th scope="col" className={cx(head, 'w-px max-sm:hidden')}>
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} open={open.has(entry.id)} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
      {older && (
        <p className="p-4">
          {/* Not disabled: it would lose the focus. */}
          <Button aria-disabled={readingOlder} onClick={() => !readingOlder && onOlder()}>
            {readingOlder ? 'Reading…' : 'Show older entries'}
          </Button>
        </p>
      )}
    </div>
  );
}
