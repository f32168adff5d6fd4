'use client';

import { bridgeText, linkKindText } from '#components/words/wires.ts';
import type { Column } from './column.ts';
import { DataTable } from './data-table.tsx';
import { NetworkOf } from './network-of.tsx';
import type { InterfaceRow } from './wire-rows.ts';

const columns: readonly Column<InterfaceRow>[] = [
  {
    id: 'name',
    header: 'Interface',
    value: (row) => row.link.name,
    cell: ({ link, place }) => (
      <>
        <span className="font-mono text-xs font-medium">{link.name}</span>
        {place && <span className="ml-2 text-xs text-muted">{place}</span>}
      </>
    ),
  },
  {
    id: 'kind',
    header: 'Kind',
    value: (row) => linkKindText(row.link.kind),
    cell: ({ link }) => (
      <>
        {linkKindText(link.kind)}
        {link.bridge && <span className="block text-xs text-muted">{bridgeText(link.bridge)}</span>}
        {link.vxlan && <span className="block text-xs text-muted">VNI {link.vxlan.vni}</span>}
      </>
    ),
    className: '@max-lg:hidden',
  },
  {
    id: 'state',
    header: 'State',
    value: (row) => row.link.state,
    cell: ({ link }) => (
      <>
        {link.state}
        {link.port && link.port.state !== 'forwarding' && (
          <span className="block text-xs text-warn">{link.port.state}</span>
        )}
      </>
    ),
  },
  { id: 'host', header: 'Host', value: (row) => row.host, cell: (row) => row.host },
  {
    id: 'addresses',
    header: 'Addresses',
    value: (row) => row.link.addresses.join(' '),
    cell: ({ link }) => (
      <>
        {link.addresses.map((address) => (
          <span key={address} className="block font-mono text-xs">
            {address}
          </span>
        ))}
        {link.defaultGateway !== undefined && (
          <span className="block text-xs text-muted">
            default route by <span className="font-mono">{link.defaultGateway}</span>
          </span>
        )}
      </>
    ),
    className: '@max-xl:hidden',
  },
  {
    id: 'master',
    header: 'Port of',
    value: (row) => row.master ?? '',
    cell: (row) => <span className="font-mono text-xs">{row.master}</span>,
    className: '@max-2xl:hidden',
  },
  {
    id: 'network',
    header: 'Network',
    value: (row) => row.network ?? '',
    cell: NetworkOf,
    className: '@max-lg:hidden',
  },
  {
    id: 'mtu',
    header: 'MTU',
    value: (row) => row.link.mtu ?? '',
    cell: (row) => row.link.mtu,
    className: 'tabular-nums @max-xl:hidden',
  },
  {
    id: 'index',
    header: 'Index',
    value: (row) => row.link.index ?? '',
    cell: (row) => row.link.index,
    className: 'tabular-nums @max-4xl:hidden',
  },
];

export function InterfaceTable({ rows }: { rows: readonly InterfaceRow[] }) {
  return <DataTable label="Interfaces" columns={columns} rows={rows} kind="interface" />;
}
