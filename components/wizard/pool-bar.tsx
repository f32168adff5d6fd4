'use client';

import { usePage } from '#components/page-context.tsx';
import { poolUse } from './pool-use.ts';

/** How much an engine has left to choose from: a cell for each of its default pools. */
export function PoolBar({ hostId, name }: { hostId: string; name: string }) {
  const { topology } = usePage();
  const pools = poolUse(topology, hostId);
  const taken = pools.filter(({ takenBy }) => takenBy !== undefined);
  return (
    <div className="grid gap-1">
      <p className={taken.length === pools.length ? 'text-xs text-bad' : 'text-2xs text-muted'}>
        {name}: {pools.length - taken.length} of {pools.length} default pools are free
        {taken.length === pools.length && ': give a subnet, or remove what nobody uses'}.
      </p>
      <svg
        role="img"
        aria-label={`Taken: ${taken.map(({ subnet, takenBy }) => `${subnet} by ${takenBy}`).join(', ') || 'none'}`}
        width="100%"
        height={12}
      >
        {pools.map(({ subnet, takenBy }, at) => (
          <rect
            key={subnet}
            y={1}
            height={10}
            style={{ x: `${(at / pools.length) * 100}%`, width: `${84 / pools.length}%` }}
            className={takenBy === undefined ? 'fill-ink/8' : 'fill-bridge'}
          >
            <title>{takenBy === undefined ? `${subnet}: free` : `${subnet}: ${takenBy}`}</title>
          </rect>
        ))}
      </svg>
    </div>
  );
}
