'use client';

import { DriverSwatch } from '#components/words/driver.tsx';
import { runningTasks, servicePorts, tasksText } from '#components/words/service-text.ts';
import type { Column } from './column.ts';
import { DataTable } from './data-table.tsx';
import type { ServiceRow } from './rows.ts';

const columns: readonly Column<ServiceRow>[] = [
  {
    id: 'name',
    header: 'Service',
    value: (row) => row.service.name,
    cell: (row) => <span className="font-medium">{row.service.name}</span>,
  },
  {
    id: 'mode',
    header: 'Mode',
    value: (row) => row.service.mode,
    cell: (row) => row.service.mode,
    className: '@max-lg:hidden',
  },
  {
    id: 'tasks',
    header: 'Tasks',
    value: (row) => runningTasks(row.service),
    cell: (row) => tasksText(row.service),
  },
  {
    id: 'host',
    header: 'Hosts',
    value: (row) => row.hosts,
    cell: (row) => row.hosts,
    className: '@max-xl:hidden',
  },
  {
    id: 'networks',
    header: 'Networks',
    value: (row) => row.networks.map(({ name }) => name).join(' '),
    cell: (row) => (
      <ul>
        {row.networks.map(({ id, name, driver }) => (
          <li key={id} className="flex items-center gap-1.5 whitespace-nowrap">
            <DriverSwatch driver={driver} />
            {name}
          </li>
        ))}
      </ul>
    ),
    className: '@max-lg:hidden',
  },
  {
    id: 'ports',
    header: 'Published ports',
    value: (row) => servicePorts(row.service).join(' '),
    cell: (row) =>
      servicePorts(row.service).map((port) => (
        <span key={port} className="block font-mono text-xs">
          {port}
        </span>
      )),
    className: '@max-3xl:hidden',
  },
];

export function ServiceTable({ rows }: { rows: readonly ServiceRow[] }) {
  return <DataTable label="Services" columns={columns} rows={rows} kind="service" />;
}
