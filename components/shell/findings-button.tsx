'use client';

import { Tooltip } from '#components/ui/tooltip.tsx';
import { FindingCount } from '#components/wires/finding-count.tsx';
import { count } from '#components/words/counts.ts';
import type { Topology } from '#lib/topology/model.ts';
import { wiresOf } from '#lib/topology/wires-of.ts';

/** How much is not as it should be, leading to the list of it; nothing while there is nothing. */
export function FindingsButton({ topology, onOpen }: { topology: Topology; onOpen(): void }) {
  const { findings } = wiresOf(topology);
  if (findings.length === 0) return null;
  const text = `Show ${count(findings.length, 'finding')}`;
  return (
    <Tooltip text={text}>
      <button
        type="button"
        aria-label={text}
        data-testid="findings-count"
        onClick={onOpen}
        className="inline-flex h-7 items-center rounded-sm px-1.5 hover:bg-ink/5"
      >
        <FindingCount findings={findings} />
      </button>
    </Tooltip>
  );
}
