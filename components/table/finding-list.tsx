'use client';

import { useState } from 'react';
import { useSelection } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { CheckedHosts } from '#components/wires/checked-hosts.tsx';
import { FindingView } from '#components/wires/finding-view.tsx';
import { count } from '#components/words/counts.ts';
import type { FindingRow } from './wire-rows.ts';

/** One after another, as each is a few sentences to read: so many at once. */
const pageSize = 100;

/** The findings, the worst first, each with its remedy and links to what it concerns; then what was looked at for them. */
export function FindingList({ rows }: { rows: readonly FindingRow[] }) {
  const selection = useSelection();
  const [shown, setShown] = useState(pageSize);
  const errors = rows.filter(({ finding }) => finding.severity === 'error').length;
  const parts = [
    errors > 0 && count(errors, 'error'),
    rows.length > errors && count(rows.length - errors, 'warning'),
  ];
  return (
    <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <p className="px-4 pt-3 text-xs text-muted">{parts.filter(Boolean).join(', ')}</p>
      <ul aria-label="Findings" className="max-w-3xl">
        {rows.slice(0, shown).map(({ id, testId, finding }) => (
          <li
            key={id}
            data-testid={testId}
            className={cx(
              'border-b border-line px-4 py-3',
              selection?.id === id && 'bg-panel shadow-[inset_2px_0_0_var(--accent)]',
            )}
          >
            <FindingView finding={finding} />
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <div className="px-4 py-3">
          <Button onClick={() => setShown(shown + pageSize)}>
            Show more: {count(rows.length - shown, 'finding')} left
          </Button>
        </div>
      )}
      <div className="max-w-3xl px-4 py-3">
        <Disclosure summary="What was looked at">
          <CheckedHosts />
        </Disclosure>
      </div>
    </div>
  );
}
