import type { TableTab } from '#lib/store/view.ts';
import type { Topology } from '#lib/topology/model.ts';
import { containerRows, endpointRows, hostRows, networkRows, portRows, serviceRows } from './rows.ts';
import { findingRows, interfaceRows, tunnelRows } from './wire-rows.ts';

/** The rows of all tables. */
export function allRows(topology: Topology) {
  return {
    hosts: hostRows(topology),
    networks: networkRows(topology),
    containers: containerRows(topology),
    services: serviceRows(topology),
    endpoints: endpointRows(topology),
    ports: portRows(topology),
    interfaces: interfaceRows(topology),
    tunnels: tunnelRows(topology),
    findings: findingRows(topology),
  } satisfies Record<TableTab, unknown>;
}

export type AllRows = ReturnType<typeof allRows>;

/** The rows that a search found; all of them while nothing is searched for. */
export function foundRows(all: AllRows, found: ReadonlySet<string> | undefined): AllRows {
  if (!found) return all;
  const entries = Object.entries(all).map(([tab, rows]) => [tab, rows.filter(({ id }) => found.has(id))]);
  return Object.fromEntries(entries) as AllRows;
}
