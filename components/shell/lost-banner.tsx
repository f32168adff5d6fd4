'use client';

import { clockText } from '#components/ui/ago-text.ts';
import { useNow } from '#components/ui/use-now.ts';
import type { TopologyState } from '#lib/store/topology-store.ts';

/** A reconnect this short is nobody's business. */
const patience = 2_000;

/** Says that the stream is lost and from when the picture is. */
export function LostBanner({ state }: { state: TopologyState }) {
  const now = useNow();
  const lost = state.connection === 'reconnecting' && now - state.since >= patience;
  return (
    <div role="status">
      {lost && (
        <p className="border-b border-line bg-raised px-4 py-2 text-warn">
          {state.trouble === 'unreadable' ? (
            <>The server now speaks another version than this page: reload the page.</>
          ) : (
            <>The connection to Patchbay is lost. Trying again…</>
          )}{' '}
          <span className="text-muted">
            The picture is as of <span className="tabular-nums">{clockText(state.since)}</span>.
          </span>
        </p>
      )}
    </div>
  );
}
