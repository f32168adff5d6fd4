'use client';

import { usePage } from '#components/page-context.tsx';
import { DriverSwatch } from '#components/words/driver.tsx';
import { HostStatusWord } from '#components/words/host-status.tsx';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Network, Service } from '#lib/topology/model.ts';
import type { Interface } from '#lib/topology/model-wires.ts';
import { shortName } from '#lib/topology/short-name.ts';
import { ThingLink } from './thing-link.tsx';

/** A host's name, leading to it. */
export function HostLink({ id }: { id: string }) {
  const host = entityOf(usePage().topology.hosts, id);
  if (!host) return id;
  return (
    <>
      <ThingLink to={{ kind: 'host', id }}>{host.name}</ThingLink>
      {host.status !== 'live' && (
        <>
          {' '}
          (<HostStatusWord host={host} />)
        </>
      )}
    </>
  );
}

/** A container's name, leading to it; a task's is short, and whole to whoever rests on it. */
export function ContainerLink({ id }: { id: string }) {
  const container = entityOf(usePage().topology.containers, id);
  if (!container) return 'a container that is gone';
  return (
    <ThingLink to={{ kind: 'container', id }} title={container.name}>
      {shortName(container)}
    </ThingLink>
  );
}

/** A network's name with its driver's hue, leading to it. */
export function NetworkLink({ id }: { id: string }) {
  const network = entityOf(usePage().topology.networks, id);
  if (!network) return 'a network that is gone';
  return (
    <span className="inline-flex max-w-full items-baseline gap-1.5">
      <DriverSwatch driver={network.driver} />
      <ThingLink to={{ kind: 'network', id }}>{network.name}</ThingLink>
    </span>
  );
}

/** A service's name, leading to it. */
export function ServiceLink({ service }: { service: Service }) {
  return <ThingLink to={{ kind: 'service', id: service.id }}>{service.name}</ThingLink>;
}

/** Several networks, one under another, with their host where they are on several. */
export function NetworkLinks({ networks }: { networks: readonly Network[] }) {
  const apart = new Set(networks.flatMap(({ hostIds }) => hostIds)).size > 1;
  return networks.map(({ id, hostIds }) => (
    <span key={id} className="block">
      <NetworkLink id={id} />
      {apart && hostIds.length === 1 && (
        <span className="text-xs text-muted">
          {' '}
          on <HostLink id={hostIds[0] ?? ''} />
        </span>
      )}
    </span>
  ));
}

/** An interface's name, leading to it. */
export function InterfaceLink({ link }: { link: Interface }) {
  return <ThingLink to={{ kind: 'interface', id: link.id }}>{link.name}</ThingLink>;
}
