'use client';

import { Tabs } from '@base-ui/react/tabs';
import { type ReactNode, useMemo } from 'react';
import { usePage } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { CheckedHosts } from '#components/wires/checked-hosts.tsx';
import { FindingCount } from '#components/wires/finding-count.tsx';
import { StatusLamp } from '#components/words/host-status.tsx';
import { type TableTab, tableTabs } from '#lib/store/view.ts';
import type { Topology } from '#lib/topology/model.ts';
import { allRows, foundRows } from './all-rows.ts';
import { ContainerTable } from './container-table.tsx';
import { EndpointTable } from './endpoint-table.tsx';
import { FindingList } from './finding-list.tsx';
import { HostTable } from './host-table.tsx';
import { InterfaceTable } from './interface-table.tsx';
import { NetworkTable } from './network-table.tsx';
import { PortTable } from './port-table.tsx';
import { ServiceTable } from './service-table.tsx';
import { nothingYet, titles } from './table-words.ts';
import { TunnelTable } from './tunnel-table.tsx';

export interface TablesProps {
  tab: TableTab;
  onTab(tab: TableTab): void;
  found: ReadonlySet<string> | undefined;
  query: string;
  onClear(): void;
}

/** The same data as plain tables: all that the picture shows, for the keyboard and for screen readers. */
export function Tables({ tab, onTab, found, query, onClear }: TablesProps) {
  const { topology } = usePage();
  const all = useMemo(() => allRows(topology), [topology]);
  const left = useMemo(() => foundRows(all, found), [all, found]);

  const table: Record<TableTab, () => ReactNode> = {
    hosts: () => <HostTable rows={left.hosts} />,
    networks: () => <NetworkTable rows={left.networks} />,
    containers: () => <ContainerTable rows={left.containers} />,
    services: () => <ServiceTable rows={left.services} />,
    endpoints: () => <EndpointTable rows={left.endpoints} />,
    ports: () => <PortTable rows={left.ports} />,
    interfaces: () => <InterfaceTable rows={left.interfaces} />,
    tunnels: () => <TunnelTable rows={left.tunnels} />,
    findings: () => <FindingList rows={left.findings} />,
  };

  // Where there is no swarm there are no services to speak of, and most hosts have no tunnels.
  const inSwarm = Object.values(topology.hosts).some(({ swarm }) => swarm !== undefined);
  const spared: Partial<Record<TableTab, boolean>> = {
    services: !inSwarm,
    tunnels: all.tunnels.length === 0,
  };
  const tabs = tableTabs.filter((each) => !spared[each] || each === tab);

  return (
    <Tabs.Root
      value={tab}
      onValueChange={(value) => onTab(tableTabs.find((each) => each === value) ?? 'containers')}
      className="flex min-h-0 flex-1 flex-col"
    >
      <Tabs.List
        aria-label="Tables"
        className="flex shrink-0 gap-4 overflow-x-auto border-b border-line bg-panel px-4 max-sm:gap-2.5 max-sm:px-3 max-sm:text-xs"
      >
        {tabs.map((each) => (
          <Tabs.Tab
            key={each}
            value={each}
            className="flex h-9 cursor-default items-center gap-1.5 border-b-2 border-transparent whitespace-nowrap text-muted -outline-offset-2 hover:text-ink data-active:border-accent data-active:text-ink"
          >
            {titles[each]}
            {each === 'hosts' && <Trouble topology={topology} />}
            {each === 'findings' && left.findings.length > 0 ? (
              <FindingCount findings={left.findings.map(({ finding }) => finding)} />
            ) : (
              <span className="text-2xs tabular-nums">{left[each].length}</span>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((each) => (
        <Tabs.Panel
          key={each}
          value={each}
          tabIndex={-1}
          className="flex min-h-0 flex-1 flex-col outline-none data-hidden:hidden"
        >
          {each === tab && left[each].length > 0 && table[each]()}
          {each === tab && left[each].length === 0 && (
            <div className="p-6">
              {found && all[each].length > 0 ? (
                <EmptyState
                  title="Nothing found here"
                  action={<Button onClick={onClear}>Clear the search</Button>}
                >
                  None of the {all[each].length} {titles[each].toLowerCase()} matches{' '}
                  <span className="font-medium break-all text-ink">{query}</span>.
                </EmptyState>
              ) : (
                <EmptyState title={`No ${titles[each].toLowerCase()}`}>
                  {nothingYet[each]}
                  {(each === 'interfaces' || each === 'findings') && (
                    <div className="mt-4">
                      <CheckedHosts />
                    </div>
                  )}
                </EmptyState>
              )}
            </div>
          )}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

/** On a phone the list of hosts is in its tab alone: a host that is not live shows there. */
function Trouble({ topology }: { topology: Topology }) {
  const troubled = Object.values(topology.hosts).filter((host) => host.status !== 'live');
  if (!troubled[0]) return null;
  return (
    <>
      <StatusLamp status={troubled[0].status} />
      <span className="sr-only">{troubled.length} not live</span>
    </>
  );
}
