import { cx } from '#components/ui/cx.ts';
import type { TopologyState } from '#lib/store/topology-store.ts';

const words = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…' } as const;

/** Whether what shows is what is: a word, with a lamp that is full only when live. */
export function StreamState({ state }: { state: TopologyState }) {
  const { connection } = state;
  return (
    <p
      role="status"
      data-testid="stream-state"
      data-state={connection}
      className={cx(
        'flex items-center gap-1.5 text-xs whitespace-nowrap max-sm:mr-1 max-sm:ml-auto',
        connection === 'live' && 'text-ok',
        connection === 'connecting' && 'text-muted',
        connection === 'reconnecting' && 'text-warn',
      )}
    >
      <span
        aria-hidden="true"
        className={cx(
          'size-2 rounded-full border border-current',
          connection === 'live' ? 'bg-current' : 'animate-pulse',
        )}
      />
      {words[connection]}
    </p>
  );
}
