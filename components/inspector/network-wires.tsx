'use client';

import { usePage } from '#components/page-context.tsx';
import { WiresNote } from '#components/wires/wires-note.tsx';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Host, Network } from '#lib/topology/model.ts';
import { wiresOf } from '#lib/topology/wires-of.ts';
import { InterfaceItem } from './interface-item.tsx';
import { HostLink } from './links.tsx';
import { PortMembers } from './port-members.tsx';
import { Section } from './section.tsx';
import { TunnelList } from './tunnel-list.tsx';

/** What a network is in the kernels of its hosts: bridges with their ports, VXLAN devices, parents, tunnels. */
export function NetworkWires({ network }: { network: Network }) {
  const { topology } = usePage();
  const tunnels = wiresOf(topology).tunnelsOfNetwork(network.id);
  // The host's own network is all of the host's interfaces, none is nothing at all.
  if (network.driver === 'host' || network.driver === 'null' || network.configOnly) return null;
  const hosts = network.hostIds.flatMap((id) => entityOf(topology.hosts, id) ?? []);
  return (
    <>
      <Section title="In the kernel">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          {hosts.map((host) => (
            <OnHost key={host.id} network={network} host={host} named={hosts.length > 1} />
          ))}
        </div>
      </Section>
      {tunnels.length > 0 && (
        <Section title="Tunnels" count={tunnels.length}>
          <TunnelList tunnels={tunnels} />
        </Section>
      )}
    </>
  );
}

function OnHost({ network, host, named }: { network: Network; host: Host; named: boolean }) {
  const { topology } = usePage();
  const links = wiresOf(topology)
    .interfacesOfNetwork(network.id)
    .filter(({ hostId }) => hostId === host.id);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {named && (
        <p className="text-xs text-muted">
          <HostLink id={host.id} />
        </p>
      )}
      {links.length > 0 && (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {links.map((link) => (
            <InterfaceItem key={link.id} link={link}>
              {link.bridge && <PortMembers bridge={link} besides={links} />}
            </InterfaceItem>
          ))}
        </ul>
      )}
      {links.length === 0 && host.wires?.state === 'live' && (
        <p className="text-xs text-muted">
          {network.driver === 'overlay'
            ? 'Nothing of it: an overlay is set up on a host while a container there is on it.'
            : 'Nothing of it was found.'}
        </p>
      )}
      <WiresNote host={host} />
    </div>
  );
}
