'use client';

import { JoinMenu } from '#components/actions/join-menu.tsx';
import { Driver, DriverSwatch } from '#components/words/driver.tsx';
import { networkTraits } from '#components/words/network-traits.ts';
import type { Column } from './column.ts';
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
  <JoinMenu networkId={row.id} look="bare" align="end" tabIndex={reachable ? 0 : -1} />
);

export function NetworkTable({ rows }: { rows: readonly NetworkRow[] }) {
  return <DataTable label="Networks" columns={columns} rows={rows} kind="network" actions={actions} />;
}
