'use client';

import { usePage, useSelection } from '#components/page-context.tsx';
import { cx } from '#components/ui/cx.ts';
import { StatusLamp } from '#components/words/host-status.tsx';
import type { Host } from '#lib/topology/model.ts';

/** A host in the folded list: its lamp and a few letters of its name. */
export function HostKnob({ host, short }: { host: Host; short: string }) {
  const { select } = usePage();
  const selection = useSelection();
  const selected = selection?.kind === 'host' && selection.id === host.id;
  return (
    <button
      type="button"
      aria-label={`${host.name}: ${host.status}`}
      title={`${host.name}: ${host.status}`}
      aria-current={selected ? 'true' : undefined}
      onClick={() => select(selected ? undefined : { kind: 'host', id: host.id })}
      className={cx(
        'flex w-full flex-col items-center gap-1 border-l-2 py-2 pr-0.5 -outline-offset-2 hover:bg-ink/5',
        selected ? 'border-accent bg-ink/5' : 'border-transparent',
      )}
    >
      <StatusLamp status={host.status} />
      <span className="max-w-full overflow-hidden font-mono text-2xs text-muted">{short}</span>
    </button>
  );
}
