'use client';

import { useCallback } from 'react';
import { ConnectMenu } from '#components/actions/connect-menu.tsx';
import { usePicks } from '#components/page-context.tsx';
import { cx } from '#components/ui/cx.ts';
import { ContainerState } from '#components/words/container-state.tsx';
import { DriverSwatch } from '#components/words/driver.tsx';
import { isUp } from '#lib/topology/container-state.ts';
import { shortName } from '#lib/topology/short-name.ts';
import type { Column } from './column.ts';
import { DataTable } from './data-table.tsx';
import type { ContainerRow } from './rows.ts';

const columns: readonly Column<ContainerRow>[] = [
  {
    id: 'name',
    header: 'Container',
    value: (row) => row.container.name,
    cell: ({ container, places }) => (
      <>
        <span
          title={container.name}
          className={isUp(container.state) ? 'font-medium' : 'font-medium text-muted'}
        >
          {shortName(container)}
        </span>
        {container.compose && <span className="ml-2 text-xs text-muted">{container.compose.project}</span>}
        {places.length > 0 && (
          <span className="block text-xs text-muted @lg:hidden">
            {places
              .filter((place) => place.endpoint.role === 'container')
              .map((place) => place.network)
              .join(', ')}
          </span>
        )}
      </>
    ),
  },
  {
    id: 'state',
    header: 'State',
    value: (row) => row.container.state,
    cell: (row) => <ContainerState state={row.container.state} />,
    className: 'whitespace-nowrap',
  },
  { id: 'host', header: 'Host', value: (row) => row.host, cell: (row) => row.host },
  {
    id: 'networks',
    header: 'Networks',
    value: (row) => [...row.places.map((place) => place.network), ...row.missing].join(' '),
    cell: (row) => <Places row={row} />,
    className: '@max-lg:hidden',
  },
  {
    id: 'ports',
    header: 'Published ports',
    value: (row) => row.ports.join(' '),
    cell: (row) =>
      row.ports.map((port) => (
        <span key={port} className="block font-mono text-xs whitespace-nowrap">
          {port}
        </span>
      )),
    className: '@max-2xl:hidden',
  },
  {
    id: 'image',
    header: 'Image',
    value: (row) => row.container.image,
    cell: (row) => (
      <span className="block max-w-56 truncate font-mono text-xs text-muted" title={row.container.image}>
        {row.container.image}
      </span>
    ),
    className: '@max-4xl:hidden',
  },
];

function Places({ row }: { row: ContainerRow }) {
  const { networkMode } = row.container;
  if (row.places.length === 0 && row.missing.length === 0) {
    const shared = networkMode.startsWith('container:');
    return <span className="text-xs text-muted">{shared ? 'shares a sandbox' : 'no network'}</span>;
  }
  return (
    <ul>
      {row.places.map(({ endpoint, network, driver }) => (
        <li key={endpoint.id} className="flex items-center gap-1.5 whitespace-nowrap">
          <DriverSwatch driver={driver} />
          <span className={cx(endpoint.role !== 'container' && 'text-muted')}>{network}</span>
          <span className="font-mono text-xs text-muted">{endpoint.ipv4 ?? endpoint.ipv6}</span>
        </li>
      ))}
      {row.missing.map((network) => (
        <li key={network} className="whitespace-nowrap">
          {network} <span className="text-xs text-bad">{row.missingWord}</span>
        </li>
      ))}
    </ul>
  );
}

const actions = (row: ContainerRow, reachable: boolean) => (
  <ConnectMenu containerId={row.id} look="bare" align="end" tabIndex={reachable ? 0 : -1} />
);

const nameOf = (row: ContainerRow) => `${row.container.name} on ${row.host}`;

export function ContainerTable({ rows }: { rows: readonly ContainerRow[] }) {
  const { picks, add, remove } = usePicks();
  const onPick = useCallback(
    (ids: readonly string[], on: boolean) => (on ? add(ids) : remove(ids)),
    [add, remove],
  );
  return (
    <DataTable
      label="Containers"
      columns={columns}
      rows={rows}
      kind="container"
      picking={{ picks, nameOf, onPick }}
      actions={actions}
    />
  );
}
