'use client';

import { PanelLeftClose, PanelLeftOpen, Plus } from 'lucide-react';
import { usePage } from '#components/page-context.tsx';
import { cx } from '#components/ui/cx.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { indexOf } from '#lib/topology/index-of.ts';
import { addsHost } from './focus-hosts.ts';
import { HostItem } from './host-item.tsx';
import { HostKnob } from './host-knob.tsx';
import { shortNames } from './short-names.ts';

/** The hosts at the page's left edge, wide with all that counts or folded to a strip of lamps. */
export function HostList({ folded, onFold }: { folded: boolean; onFold(folded: boolean): void }) {
  const { topology } = usePage();
  const { hosts } = indexOf(topology);
  const short = shortNames(hosts.map((host) => host.name));
  return (
    <nav
      aria-label="Hosts"
      className={cx(
        'flex shrink-0 flex-col border-r border-line bg-panel max-sm:hidden',
        folded ? 'w-11' : 'w-54',
      )}
    >
      <div className={cx('flex h-9 items-center', folded ? 'justify-center' : 'justify-between pr-1.5 pl-4')}>
        {!folded && <h2 className="flex-1 text-2xs text-muted">Hosts</h2>}
        {!folded && <AddHostButton />}
        <IconButton
          label={folded ? 'Show the list of hosts' : 'Fold the list of hosts'}
          onClick={() => onFold(!folded)}
        >
          {folded ? <PanelLeftOpen className="size-3.5" /> : <PanelLeftClose className="size-3.5" />}
        </IconButton>
      </div>
      {folded && (
        <div className="flex justify-center pb-1">
          <AddHostButton />
        </div>
      )}
      <ul className="min-h-0 flex-1 overflow-y-auto">
        {hosts.map((host, position) => (
          <li key={host.id}>
            {folded ? <HostKnob host={host} short={short[position] ?? ''} /> : <HostItem host={host} />}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function AddHostButton() {
  const { manageHost } = usePage();
  return (
    <IconButton {...addsHost} label="Add host" onClick={() => manageHost({ kind: 'add' })}>
      <Plus className="size-3.5" />
    </IconButton>
  );
}
