'use client';

import { usePage } from '#components/page-context.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { LinkRates } from '#components/wires/link-rates.tsx';
import { WiresNote } from '#components/wires/wires-note.tsx';
import { tunnelName } from '#components/words/thing-name.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import type { Tunnel } from '#lib/topology/model-wires.ts';
import { FindingNotes } from './finding-notes.tsx';
import { Frame } from './frame.tsx';
import { HostLink, InterfaceLink, NetworkLink } from './links.tsx';
import { Section } from './section.tsx';
import { ThingLink } from './thing-link.tsx';

/** Everything known of a tunnel, from its near end. */
export function TunnelPanel({ tunnel }: { tunnel: Tunnel }) {
  const { topology } = usePage();
  const host = entityOf(topology.hosts, tunnel.from.hostId);
  const device =
    tunnel.interfaceId === undefined ? undefined : entityOf(topology.interfaces, tunnel.interfaceId);
  const back = wayBack(topology, tunnel);
  return (
    <Frame
      kind={
        <>
          Tunnel from <HostLink id={tunnel.from.hostId} />
        </>
      }
      title={tunnelName(topology, tunnel)}
      status={
        tunnel.blocked && <p className="text-warn">blocked by the spanning tree: it would close a loop</p>
      }
    >
      <FindingNotes ids={[tunnel.id]} />
      {host && (
        <div className="px-4 pb-3 empty:hidden">
          <WiresNote host={host} />
        </div>
      )}
      <Section title="Ends">
        <Facts>
          <Fact name="From">
            <HostLink id={tunnel.from.hostId} />
            <span className="block font-mono text-xs">{tunnel.from.address}</span>
          </Fact>
          <Fact name="To">
            {tunnel.to.hostId === undefined ? (
              <span className="text-muted">a host that Patchbay does not read</span>
            ) : (
              <HostLink id={tunnel.to.hostId} />
            )}
            <span className="block font-mono text-xs">{tunnel.to.address}</span>
          </Fact>
          <Fact name="The way back">
            {back && <ThingLink to={{ kind: 'tunnel', id: back.id }}>{tunnelName(topology, back)}</ThingLink>}
          </Fact>
        </Facts>
      </Section>
      <Section title="Tunnel">
        <Facts>
          <Fact name="Kind" mono>
            {tunnel.kind}
          </Fact>
          <Fact name={tunnel.kind === 'vxlan' ? 'VNI' : 'Key'} mono>
            {tunnel.key}
          </Fact>
          <Fact name="Network">
            {tunnel.networkId !== undefined && <NetworkLink id={tunnel.networkId} />}
          </Fact>
          <Fact name="Device" mono>
            {device && <InterfaceLink link={device} />}
          </Fact>
          <Fact name="MTU" mono>
            {tunnel.mtu}
          </Fact>
          <Fact name="Serves">{tunnel.endpoints !== undefined && servesText(tunnel.endpoints)}</Fact>
          <Fact name="Known by">
            {tunnel.source === 'declared'
              ? 'the engine alone, which lists the peer: the wires do not show it'
              : 'the wires themselves'}
          </Fact>
        </Facts>
      </Section>
      {tunnel.source === 'observed' && host?.wires?.state === 'live' && (
        <Section title={device ? `Traffic of ${device.name}` : 'Traffic'}>
          <LinkRates id={tunnel.id} />
        </Section>
      )}
    </Frame>
  );
}

function servesText(endpoints: number): string {
  return endpoints === 1 ? '1 endpoint at its far end' : `${endpoints} endpoints at its far end`;
}

/** The tunnel that leads from the far end to the near one, of the same kind, network and key. */
function wayBack({ tunnels }: Topology, { kind, networkId, key, from, to }: Tunnel): Tunnel | undefined {
  return Object.values(tunnels).find(
    (other) =>
      other.kind === kind &&
      other.key === key &&
      other.from.hostId === to.hostId &&
      other.to.hostId === from.hostId &&
      // A local network is another one on each host.
      (kind !== 'vxlan' || other.networkId === networkId),
  );
}
