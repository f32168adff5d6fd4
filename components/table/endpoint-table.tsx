'use client';

import { DisconnectButton } from '#components/actions/disconnect-button.tsx';
import { LinkState } from '#components/wires/link-state.tsx';
import { isDown, wireText } from '#components/words/wires.ts';
import type { Endpoint } from '#lib/topology/model.ts';
import type { Column } from './column.ts';
import { DataTable } from './data-table.tsx';
import { NetworkOf } from './network-of.tsx';
import type { EndpointRow } from './rows.ts';

const mono = (text: string | undefined) => <span className="font-mono text-xs">{text}</span>;

const columns: readonly Column<EndpointRow>[] = [
  {
    id: 'member',
    header: 'Container',
    value: (row) => row.member,
    cell: (row) => (
      <>
        <span title={row.member} className="font-medium">
          {row.short}
        </span>
        {row.endpoint.role !== 'container' && (
          <span className="ml-2 text-xs text-muted">{row.endpoint.role}</span>
        )}
        {!row.endpoint.attached && <span className="ml-2 text-xs text-muted">stopped</span>}
      </>
    ),
  },
  {
    id: 'network',
    header: 'Network',
    value: (row) => row.network,
    cell: NetworkOf,
  },
  {
    id: 'ipv4',
    header: 'IPv4',
    value: (row) => row.endpoint.ipv4 ?? '',
    cell: (row) => mono(row.endpoint.ipv4),
  },
  {
    id: 'ipv6',
    header: 'IPv6',
    value: (row) => row.endpoint.ipv6 ?? '',
    cell: (row) => mono(row.endpoint.ipv6),
    className: '@max-2xl:hidden',
  },
  {
    id: 'mac',
    header: 'MAC',
    value: (row) => row.endpoint.mac ?? '',
    cell: (row) => mono(row.endpoint.mac),
    className: '@max-4xl:hidden',
  },
  {
    id: 'wire',
    header: 'Wire',
    value: (row) => wireText(row.endpoint) ?? '',
    cell: ({ endpoint }) => <Wire endpoint={endpoint} />,
    className: '@max-3xl:hidden',
  },
  {
    id: 'host',
    header: 'Host',
    value: (row) => row.host,
    cell: (row) => row.host,
    className: '@max-lg:hidden',
  },
];

/** The wire in a line, and what is the matter with it. */
function Wire({ endpoint }: { endpoint: Endpoint }) {
  const { interface: device, veth } = endpoint;
  const states = [device?.state, veth?.state].filter((state) => state !== undefined && isDown(state));
  return (
    <span className="font-mono text-xs">
      {wireText(endpoint)}
      {states[0] !== undefined && (
        <>
          {' '}
          <LinkState state={states[0]} />
        </>
      )}
    </span>
  );
}

const actions = (row: EndpointRow, reachable: boolean) => (
  <DisconnectButton endpoint={row.endpoint} look="bare" tabIndex={reachable ? 0 : -1} />
);

export function EndpointTable({ rows }: { rows: readonly EndpointRow[] }) {
  return <DataTable label="Endpoints" columns={columns} rows={rows} kind="endpoint" actions={actions} />;
}
