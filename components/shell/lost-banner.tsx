'use client';

import { clockText } from '#components/ui/ago-text.ts';
import { cx } from '#components/ui/cx.ts';
import type { TopologyState } from '#lib/store/topology-store.ts';

/** Says that the stream is lost and from when the picture is. Over the picture, so that it does not move. */
export function LostBanner({ state, lost, over }: { state: TopologyState; lost: boolean; over: boolean }) {
  return (
    <div role="status" className={cx(over && 'absolute inset-x-0 top-0 z-20')}>
      {lost && (
        <p className="border-b border-line bg-raised px-4 py-2 text-warn">
          {state.trouble === 'unreadable'
            ? 'The server now speaks another version than this page: reload the page. '
            : 'The connection to Patchbay is lost. Trying again… '}
          <span className="text-muted">
            {over ? 'The picture' : 'The table'} is as of{' '}
            <span className="tabular-nums">{clockText(state.since)}</span>.
          </span>
        </p>
      )}
    </div>
  );
}
