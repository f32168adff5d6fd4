'use client';

import { useMemo, useState } from 'react';
import { JoinMenu } from '#components/actions/join-menu.tsx';
import { isRemovable, NetworkMenu } from '#components/actions/network-actions.tsx';
import { usePage } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { Driver, DriverSwatch } from '#components/words/driver.tsx';
import { networkTraits } from '#components/words/network-traits.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Column, Ticks } from './column.ts';
import { DataTable } from './data-table.tsx';
import type { NetworkRow } from './rows.ts';

const columns: readonly Column<NetworkRow>[] = [
  {
    id: 'name',
    header: 'Network',
    value: (row) => row.network.name,
    cell: ({ network, subnets }) => (
      <>
        <span className="flex items-center gap-2 font-medium">
          <DriverSwatch driver={network.driver} className="@lg:hidden" />
          {network.name}
        </span>
        <span className="block font-mono text-xs text-muted @lg:hidden">{subnets.join(', ')}</span>
      </>
    ),
  },
  {
    id: 'driver',
    header: 'Driver',
    value: (row) => row.network.driver,
    cell: (row) => <Driver driver={row.network.driver} />,
    className: 'whitespace-nowrap @max-lg:hidden',
  },
  {
    id: 'host',
    header: 'Host',
    value: (row) => row.hosts,
    cell: (row) => row.hosts,
  },
  {
    id: 'subnet',
    header: 'Subnet',
    value: (row) => row.subnets.join(', '),
    cell: (row) =>
      row.subnets.map((subnet) => (
        <span key={subnet} className="block font-mono text-xs">
          {subnet}
        </span>
      )),
    className: '@max-lg:hidden',
  },
  {
    id: 'traits',
    header: 'Traits',
    value: (row) => networkTraits(row.network).join(', '),
    cell: (row) => <span className="text-xs text-muted">{networkTraits(row.network).join(', ')}</span>,
    className: '@max-2xl:hidden',
  },
  {
    id: 'members',
    header: 'Members',
    value: (row) => row.members,
    cell: (row) => row.members,
    className: 'tabular-nums',
  },
];

const actions = (row: NetworkRow, reachable: boolean) => (
  <>
    <JoinMenu networkId={row.id} look="bare" align="end" tabIndex={reachable ? 0 : -1} />
    <NetworkMenu network={row.network} tabIndex={reachable ? 0 : -1} />
  </>
);

/** The networks, with what can be done with several of them at once. */
export function NetworkTable({ rows }: { rows: readonly NetworkRow[] }) {
  const { topology, act } = usePage();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  // What is gone meanwhile, or filtered away, is no longer meant.
  const chosen = rows.filter(({ id, network }) => ticked.has(id) && isRemovable(network));
  const ticks = useMemo<Ticks<NetworkRow>>(
    () => ({
      ticked,
      can: ({ network }) => isRemovable(network),
      label: ({ network }) => `Select ${network.name}`,
      onTick: (id, on) =>
        setTicked((last) => new Set(on ? [...last, id] : [...last].filter((each) => each !== id))),
    }),
    [ticked],
  );
  const live = indexOf(topology)
    .hosts.filter(({ status }) => status === 'live')
    .map(({ id }) => id);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
        {chosen.length > 0 && (
          <>
            <span role="status" className="text-xs text-muted">
              {chosen.length} selected
            </span>
            <Button onClick={() => act({ kind: 'remove-network', networkIds: chosen.map(({ id }) => id) })}>
              Remove…
            </Button>
            <Button look="bare" onClick={() => setTicked(new Set())}>
              Select none
            </Button>
          </>
        )}
        <span className="ml-auto flex gap-2">
          <Button disabled={live.length === 0} onClick={() => act({ kind: 'prune-networks', hostIds: live })}>
            Prune…
          </Button>
          <Button disabled={live.length === 0} onClick={() => act({ kind: 'create-network' })}>
            Create network…
          </Button>
        </span>
      </div>
      <DataTable
        label="Networks"
        columns={columns}
        rows={rows}
        kind="network"
        actions={actions}
        ticks={ticks}
      />
    </>
  );
}
