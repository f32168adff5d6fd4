'use client';

import type { Column } from './column.ts';
import { DataTable } from './data-table.tsx';
import type { PortRow } from './rows.ts';

const columns: readonly Column<PortRow>[] = [
  {
    id: 'port',
    header: 'Port on the host',
    value: (row) => row.port.hostPort,
    cell: ({ port }) => (
      <span className="font-mono text-xs">
        <span className="font-medium">{port.hostPort}</span>
        <span className="block text-muted @lg:hidden">{port.hostAddress}</span>
      </span>
    ),
  },
  {
    id: 'address',
    header: 'Address',
    value: (row) => row.port.hostAddress,
    cell: (row) => <span className="font-mono text-xs">{row.port.hostAddress}</span>,
    className: '@max-lg:hidden',
  },
  {
    id: 'to',
    header: 'In the container',
    value: (row) => row.port.containerPort,
    cell: (row) => (
      <span className="font-mono text-xs">
        {row.port.containerPort}/{row.port.protocol}
      </span>
    ),
  },
  {
    id: 'container',
    header: 'Container',
    value: (row) => row.container,
    cell: (row) => <span className="font-medium">{row.container}</span>,
  },
  {
    id: 'host',
    header: 'Host',
    value: (row) => row.host,
    cell: (row) => row.host,
    className: '@max-lg:hidden',
  },
];

export function PortTable({ rows }: { rows: readonly PortRow[] }) {
  return <DataTable label="Published ports" columns={columns} rows={rows} kind="port" />;
}
