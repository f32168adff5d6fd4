'use client';

import { usePage } from '#components/page-context.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { nameText, servicePorts, tasksText } from '#components/words/service-text.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Service } from '#lib/topology/model.ts';
import { Frame } from './frame.tsx';
import { HostLink, NetworkLink } from './links.tsx';
import { Section } from './section.tsx';
import { TaskList } from './task-list.tsx';

/** Everything known of a service of a swarm. */
export function ServicePanel({ service }: { service: Service }) {
  const { topology } = usePage();
  const managers = indexOf(topology).hosts.filter(
    ({ swarm }) => swarm?.clusterId === service.clusterId && swarm.role === 'manager',
  );
  const networks = service.networkIds.flatMap((id) => entityOf(topology.networks, id) ?? []);
  const ports = servicePorts(service);
  return (
    <Frame
      kind="Service of a swarm"
      title={service.name}
      status={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {tasksText(service)}
          <Badge>{service.mode}</Badge>
        </span>
      }
    >
      <Section title="Tasks" count={service.tasks.length}>
        {service.tasks.length === 0 ? (
          <p className="text-muted">None: no node is to run it at present.</p>
        ) : (
          <TaskList tasks={service.tasks} />
        )}
      </Section>
      <Section title="Networks" count={networks.length}>
        {networks.length === 0 && <p className="text-muted">It is on no network of the swarm.</p>}
        <ul className="grid grid-cols-1 gap-1.5">
          {networks.map((network) => (
            <li key={network.id}>
              <NetworkLink id={network.id} />
              <p className="text-xs text-muted">{nameText(service, network)}</p>
            </li>
          ))}
        </ul>
      </Section>
      {ports.length > 0 && (
        <Section title="Published ports" count={ports.length}>
          <ul className="grid gap-1">
            {ports.map((port) => (
              <li key={port} className="font-mono text-xs leading-5">
                {port}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Service">
        <Facts>
          <Fact name="Replicas">{service.replicas}</Fact>
          <Fact name="Name leads to">
            {service.endpointMode === 'vip' ? 'one address (vip)' : 'its tasks (dnsrr)'}
          </Fact>
          <Fact name="Managers">
            {managers.length > 0 &&
              managers.map(({ id }) => (
                <span key={id} className="block">
                  <HostLink id={id} />
                </span>
              ))}
          </Fact>
          <Fact name="Cluster" mono copy={service.clusterId}>
            {service.clusterId.slice(0, 12)}
          </Fact>
          <Fact name="Id" mono copy={service.nativeId}>
            {service.nativeId.slice(0, 12)}
          </Fact>
        </Facts>
      </Section>
    </Frame>
  );
}
