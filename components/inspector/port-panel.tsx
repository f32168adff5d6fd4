'use client';

import { usePage } from '#components/page-context.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { portText } from '#lib/store/search-entries.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Port } from '#lib/topology/model.ts';
import { reachText } from './address-text.ts';
import { Frame } from './frame.tsx';
import { ContainerLink, HostLink } from './links.tsx';
import { Section } from './section.tsx';

/** Everything known of a published port. */
export function PortPanel({ port }: { port: Port }) {
  const { topology } = usePage();
  const host = entityOf(topology.hosts, port.hostId)?.name ?? 'the host';
  return (
    <Frame
      kind={
        <>
          Published port of <HostLink id={port.hostId} />
        </>
      }
      title={`${port.hostPort} → ${port.containerPort}/${port.protocol}`}
      status={<p className="text-xs text-muted">{reachText(port.hostAddress, host)}</p>}
    >
      <Section title="Leads to">
        <Facts>
          <Fact name="Container">
            <ContainerLink id={port.containerId} />
          </Fact>
          <Fact name="Port" mono>
            {port.containerPort}/{port.protocol}
          </Fact>
        </Facts>
      </Section>
      <Section title="On the host">
        <Facts>
          <Fact name="Address" mono copy={port.hostAddress}>
            {port.hostAddress}
          </Fact>
          <Fact name="Port" mono copy={`${port.hostPort}`}>
            {port.hostPort}
          </Fact>
          <Fact name="As Docker says" mono copy={portText(port)}>
            {portText(port)}
          </Fact>
        </Facts>
      </Section>
    </Frame>
  );
}
