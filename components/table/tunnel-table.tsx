'use client';

import { cx } from '#components/ui/cx.ts';
import type { Column } from './column.ts';
import { DataTable } from './data-table.tsx';
import { NetworkOf } from './network-of.tsx';
import type { TunnelRow } from './wire-rows.ts';

const columns: readonly Column<TunnelRow>[] = [
  {
    id: 'name',
    header: 'Tunnel',
    value: (row) => row.name,
    cell: ({ name, tunnel }) => (
      <>
        <span className="font-medium">{name}</span>
        <span className="ml-2 font-mono text-xs whitespace-nowrap text-muted">{tunnel.to.address}</span>
      </>
    ),
  },
  {
    id: 'kind',
    header: 'Kind',
    value: (row) => row.tunnel.kind,
    cell: (row) => row.tunnel.kind,
  },
  {
    id: 'state',
    header: 'State',
    value: (row) => row.state,
    cell: ({ state, tunnel }) => (
      <span
        className={cx('whitespace-nowrap', (tunnel.blocked || tunnel.source === 'declared') && 'text-warn')}
      >
        {state}
      </span>
    ),
  },
  {
    id: 'network',
    header: 'Network',
    value: (row) => row.network ?? '',
    cell: NetworkOf,
    className: '@max-lg:hidden',
  },
  {
    id: 'endpoints',
    header: 'Endpoints served',
    value: (row) => row.tunnel.endpoints ?? '',
    cell: (row) => row.tunnel.endpoints,
    className: 'tabular-nums @max-lg:hidden',
  },
  {
    id: 'key',
    header: 'VNI or key',
    value: (row) => row.tunnel.key ?? '',
    cell: (row) => <span className="font-mono text-xs">{row.tunnel.key}</span>,
    className: '@max-2xl:hidden',
  },
  {
    id: 'mtu',
    header: 'MTU',
    value: (row) => row.tunnel.mtu ?? '',
    cell: (row) => row.tunnel.mtu,
    className: 'tabular-nums @max-2xl:hidden',
  },
];

export function TunnelTable({ rows }: { rows: readonly TunnelRow[] }) {
  return <DataTable label="Tunnels" columns={columns} rows={rows} kind="tunnel" />;
}
