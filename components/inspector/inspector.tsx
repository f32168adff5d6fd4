'use client';

import { type KeyboardEvent, useEffect, useRef } from 'react';
import { usePage, useSelection } from '#components/page-context.tsx';
import { cx } from '#components/ui/cx.ts';
import { useKeepFocus } from '#components/ui/use-keep-focus.ts';
import type { Selection } from '#lib/store/selection.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import { ContainerPanel } from './container-panel.tsx';
import { EndpointPanel } from './endpoint-panel.tsx';
import { FindingPanel } from './finding-panel.tsx';
import { inspectorId, leaveInspector } from './focus.ts';
import { Gone } from './gone.tsx';
import { HostPanel } from './host-panel.tsx';
import { InterfacePanel } from './interface-panel.tsx';
import { NetworkPanel } from './network-panel.tsx';
import { PortPanel } from './port-panel.tsx';
import { ServicePanel } from './service-panel.tsx';
import { TunnelPanel } from './tunnel-panel.tsx';

/**
 * Everything known of the selection, while there is one: a column beside the picture, on a phone a sheet at the
 * foot.
 */
export function Inspector() {
  const { topology, select } = usePage();
  const selection = useSelection();
  const element = useRef<HTMLElement>(null);
  const key = selection && `${selection.kind} ${selection.id}`;

  // What is new is read from its top.
  useEffect(() => {
    if (key !== undefined) element.current?.scrollTo({ top: 0 });
  }, [key]);
  useKeepFocus(element, () => element.current);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    leaveInspector();
    // Where it covers something, leaving it also closes it.
    if (matchMedia('(max-width: 639px)').matches) select(undefined);
  };

  return (
    <aside
      ref={element}
      id={inspectorId}
      tabIndex={-1}
      aria-label="Inspector"
      data-testid="inspector"
      onKeyDown={onKeyDown}
      className={cx(
        'overflow-y-auto overscroll-contain border-l border-line bg-panel outline-none focus-visible:ring-2 focus-visible:ring-focus focus-visible:ring-inset',
        'sm:w-85 sm:shrink-0',
        'max-sm:fixed max-sm:inset-x-0 max-sm:bottom-(--foot,0px) max-sm:z-30 max-sm:max-h-[70dvh] max-sm:border-t max-sm:border-l-0 max-sm:shadow-xl max-sm:shadow-black/20',
        !selection && 'hidden',
      )}
    >
      {selection && <Panel key={key} topology={topology} selection={selection} />}
    </aside>
  );
}

function Panel({ topology, selection }: { topology: Topology; selection: Selection }) {
  switch (selection.kind) {
    case 'host': {
      const host = entityOf(topology.hosts, selection.id);
      return host ? <HostPanel host={host} /> : <Gone kind="host" />;
    }
    case 'network': {
      const network = entityOf(topology.networks, selection.id);
      return network ? <NetworkPanel network={network} /> : <Gone kind="network" />;
    }
    case 'container': {
      const container = entityOf(topology.containers, selection.id);
      return container ? <ContainerPanel container={container} /> : <Gone kind="container" />;
    }
    case 'endpoint': {
      const endpoint = entityOf(topology.endpoints, selection.id);
      return endpoint ? <EndpointPanel endpoint={endpoint} /> : <Gone kind="endpoint" />;
    }
    case 'port': {
      const port = entityOf(topology.ports, selection.id);
      return port ? <PortPanel port={port} /> : <Gone kind="port" />;
    }
    case 'service': {
      const service = entityOf(topology.services, selection.id);
      return service ? <ServicePanel service={service} /> : <Gone kind="service" />;
    }
    case 'interface': {
      const link = entityOf(topology.interfaces, selection.id);
      return link ? <InterfacePanel link={link} /> : <Gone kind="interface" />;
    }
    case 'tunnel': {
      const tunnel = entityOf(topology.tunnels, selection.id);
      return tunnel ? <TunnelPanel tunnel={tunnel} /> : <Gone kind="tunnel" />;
    }
    case 'finding': {
      const finding = entityOf(topology.findings, selection.id);
      return finding ? <FindingPanel finding={finding} /> : <Gone kind="finding" />;
    }
  }
}
