'use client';

import { usePage } from '#components/page-context.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { LinkRates } from '#components/wires/link-rates.tsx';
import { PortState } from '#components/wires/link-state.tsx';
import { WiresNote } from '#components/wires/wires-note.tsx';
import { thingName } from '#components/words/thing-name.ts';
import { linkKindText, placeText } from '#components/words/wires.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Interface } from '#lib/topology/model-wires.ts';
import { wiresOf } from '#lib/topology/wires-of.ts';
import { FindingNotes } from './finding-notes.tsx';
import { Frame } from './frame.tsx';
import { HostLink, InterfaceLink, NetworkLink } from './links.tsx';
import { PortMembers } from './port-members.tsx';
import { Section } from './section.tsx';
import { ThingLink } from './thing-link.tsx';
import { TunnelList } from './tunnel-list.tsx';

/** Everything known of an interface of a host, of an overlay's inside, or of Open vSwitch. */
export function InterfacePanel({ link }: { link: Interface }) {
  const { topology } = usePage();
  const wires = wiresOf(topology);
  const host = entityOf(topology.hosts, link.hostId);
  const network = link.networkId === undefined ? undefined : entityOf(topology.networks, link.networkId);
  const place = placeText(link.place, network?.name);
  const endpoints = wires.endpointsOfParent(link.id);
  const tunnels = wires.tunnelsOfInterface(link.id);
  const isBridge = link.bridge !== undefined || wires.portsOf(link.id).length > 0;
  return (
    <Frame
      kind={
        <>
          Interface {place && `${place} `}on <HostLink id={link.hostId} />
        </>
      }
      title={link.name}
      status={`${linkKindText(link.kind)}, ${link.state}`}
    >
      <FindingNotes ids={[link.id]} />
      {host && host.wires?.state !== 'live' && (
        <div className="px-4 pb-3">
          <WiresNote host={host} />
        </div>
      )}
      <Section title="Interface">
        <InterfaceFacts link={link} />
      </Section>
      {isBridge && (
        <Section title="Ports">
          <PortMembers bridge={link} />
        </Section>
      )}
      {endpoints.length > 0 && (
        <Section title="Endpoints that hang on it" count={endpoints.length}>
          <ul className="grid grid-cols-1 gap-1">
            {endpoints.map(({ id }) => (
              <li key={id}>
                <ThingLink to={{ kind: 'endpoint', id }}>
                  {thingName(topology, { kind: 'endpoint', id })}
                </ThingLink>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {tunnels.length > 0 && (
        <Section title="Tunnels" count={tunnels.length}>
          <TunnelList tunnels={tunnels} />
        </Section>
      )}
      {host?.wires?.state === 'live' && (
        <Section title="Traffic">
          <LinkRates id={link.id} />
        </Section>
      )}
    </Frame>
  );
}

function InterfaceFacts({ link }: { link: Interface }) {
  const { interfaces } = usePage().topology;
  const master = link.masterId === undefined ? undefined : entityOf(interfaces, link.masterId);
  const peer = link.peerId === undefined ? undefined : entityOf(interfaces, link.peerId);
  return (
    <Facts>
      <Fact name="Network">{link.networkId !== undefined && <NetworkLink id={link.networkId} />}</Fact>
      <Fact name="Addresses" mono copy={link.addresses.join(' ') || undefined}>
        {link.addresses.length > 0 &&
          link.addresses.map((address) => (
            <span key={address} className="block">
              {address}
            </span>
          ))}
      </Fact>
      <Fact name="Default route" mono copy={link.defaultGateway}>
        {link.defaultGateway !== undefined && `by ${link.defaultGateway}`}
      </Fact>
      <Fact name="Index" mono>
        {link.index}
      </Fact>
      <Fact name="MTU" mono>
        {link.mtu}
      </Fact>
      <Fact name="MAC" mono copy={link.mac}>
        {link.mac}
      </Fact>
      <Fact name="Port of" mono>
        {master && <InterfaceLink link={master} />}
      </Fact>
      <Fact name="As a port" mono>
        {link.port && <PortState state={link.port.state} role={link.port.role} />}
      </Fact>
      <Fact name="VLAN" mono>
        {link.port?.tag}
      </Fact>
      <Fact name="Hangs on" mono>
        {peer && <InterfaceLink link={peer} />}
      </Fact>
      <Fact name="STP">{link.bridge && (link.bridge.stp ? 'on' : 'off')}</Fact>
      <Fact name="VLAN filtering">{link.bridge && (link.bridge.vlanFiltering ? 'on' : 'off')}</Fact>
      <Fact name="VNI" mono>
        {link.vxlan?.vni}
      </Fact>
      <Fact name="VXLAN port" mono>
        {link.vxlan && `${link.vxlan.port}/udp`}
      </Fact>
      <Fact name="VXLAN from" mono>
        {link.vxlan?.local}
      </Fact>
    </Facts>
  );
}
