'use client';

import { usePage, useSelection } from '#components/page-context.tsx';
import { cx } from '#components/ui/cx.ts';
import { count } from '#components/words/counts.ts';
import { briefEngineText } from '#components/words/engine.ts';
import { HostStatusWord, StatusLamp } from '#components/words/host-status.tsx';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Host } from '#lib/topology/model.ts';
import { HostMenu } from './host-menu.tsx';

/** A host in the list: its name, how it is and why, what it runs. Clicking selects it. */
export function HostItem({ host }: { host: Host }) {
  const { topology, select } = usePage();
  const selection = useSelection();
  const index = indexOf(topology);
  const selected = selection?.kind === 'host' && selection.id === host.id;
  const facts = [briefEngineText(host), host.swarm?.role].filter(Boolean).join(' · ');
  return (
    <div className="group/host relative">
      <button
        type="button"
        aria-current={selected ? 'true' : undefined}
        onClick={() => select(selected ? undefined : { kind: 'host', id: host.id })}
        className={cx(
          'block w-full border-l-2 py-2 pr-3 pl-3.5 text-left -outline-offset-2 hover:bg-ink/5',
          selected ? 'border-accent bg-ink/5' : 'border-transparent',
        )}
      >
        <span className="flex items-center gap-2">
          <StatusLamp status={host.status} />
          <span className="min-w-0 flex-1 truncate font-medium" title={host.name}>
            {host.name}
          </span>
          <span className="text-2xs">
            <HostStatusWord host={host} />
          </span>
        </span>
        <span className="mt-0.5 block pr-7 pl-4.5 text-2xs text-muted">
          {facts && <span className="block truncate">{facts}</span>}
          <span className="block">
            {count(index.containersOfHost(host.id).length, 'container')} ·{' '}
            {count(index.networksOfHost(host.id).length, 'network')}
          </span>
          {host.warnings.some(({ code }) => code === 'store-silent') && (
            <span className="mt-1 block text-ink">Its key-value store does not answer.</span>
          )}
          {host.status !== 'live' && host.reason && (
            <span className="mt-1 line-clamp-4 text-ink">{host.reason}</span>
          )}
        </span>
      </button>
      {/* Always there for fingers, the keyboard and the selected host; for a mouse only where it is. */}
      <span
        className={cx(
          'absolute right-1.5 bottom-1.5 group-focus-within/host:opacity-100 group-hover/host:opacity-100 pointer-coarse:opacity-100 has-data-popup-open:opacity-100',
          !selected && 'opacity-0',
        )}
      >
        <HostMenu host={host} />
      </span>
    </div>
  );
}
