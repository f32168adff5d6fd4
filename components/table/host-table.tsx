'use client';

import { addsHost } from '#components/hosts/focus-hosts.ts';
import { HostMenu } from '#components/hosts/host-menu.tsx';
import { usePage } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { engineText } from '#components/words/engine.ts';
import { HostStatusWord, StatusLamp } from '#components/words/host-status.tsx';
import type { Column } from './column.ts';
import { DataTable } from './data-table.tsx';
import type { HostRow } from './rows.ts';

const columns: readonly Column<HostRow>[] = [
  {
    id: 'name',
    header: 'Host',
    value: (row) => row.host.name,
    cell: ({ host }) => (
      <span className="flex items-center gap-2 font-medium">
        <StatusLamp status={host.status} />
        {host.name}
      </span>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    value: (row) => row.host.status,
    cell: ({ host }) => (
      <>
        <HostStatusWord host={host} />
        {host.status !== 'live' && host.reason && (
          <span className="mt-0.5 block min-w-48 text-xs text-muted">{host.reason}</span>
        )}
      </>
    ),
  },
  {
    id: 'engine',
    header: 'Engine',
    value: (row) => engineText(row.host) ?? '',
    cell: (row) => engineText(row.host),
    className: 'whitespace-nowrap @max-lg:hidden',
  },
  {
    id: 'swarm',
    header: 'Swarm',
    value: (row) => row.host.swarm?.role ?? '',
    cell: (row) => row.host.swarm?.role,
    className: '@max-xl:hidden',
  },
  {
    id: 'wires',
    header: 'Wires',
    value: (row) => row.host.wires?.state ?? '',
    cell: ({ host: { wires } }) => wires && <span title={wires.reason}>{wires.state}</span>,
    className: '@max-xl:hidden',
  },
  {
    id: 'url',
    header: 'Address',
    value: (row) => row.host.url,
    cell: (row) => <span className="font-mono text-xs">{row.host.url}</span>,
    className: '@max-3xl:hidden',
  },
  {
    id: 'containers',
    header: 'Containers',
    value: (row) => row.containers,
    cell: (row) => row.containers,
    className: 'tabular-nums',
  },
  {
    id: 'networks',
    header: 'Networks',
    value: (row) => row.networks,
    cell: (row) => row.networks,
    className: 'tabular-nums @max-lg:hidden',
  },
];

export function HostTable({ rows }: { rows: readonly HostRow[] }) {
  const { manageHost } = usePage();
  return (
    <>
      {/* Where there is room for the list of hosts, that list has it. */}
      <div className="flex justify-end border-b border-line px-3 py-1.5 sm:hidden">
        <Button {...addsHost} onClick={() => manageHost({ kind: 'add' })}>
          Add host
        </Button>
      </div>
      <DataTable label="Hosts" columns={columns} rows={rows} kind="host" actions={actions} />
    </>
  );
}

const actions = (row: HostRow, reachable: boolean) => (
  <HostMenu host={row.host} tabIndex={reachable ? 0 : -1} />
);
