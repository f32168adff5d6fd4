'use client';

import { usePage } from '#components/page-context.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { WiresNote } from '#components/wires/wires-note.tsx';
import { allowedText, probePlace, wantsSettings, wayText, wiresText } from '#components/words/wires.ts';
import type { Host } from '#lib/topology/model.ts';
import type { Interface } from '#lib/topology/model-wires.ts';
import { wiresOf } from '#lib/topology/wires-of.ts';
import { InterfaceItem } from './interface-item.tsx';
import { PortMembers } from './port-members.tsx';
import { Section } from './section.tsx';
import { TunnelList } from './tunnel-list.tsx';

/** How a host's wires are read, its own interfaces, what Open vSwitch has, and its tunnels. */
export function HostWires({ host }: { host: Host }) {
  const wires = wiresOf(usePage().topology);
  const links = wires.interfacesOfHost(host.id);
  const at = (place: Interface['place']) => links.filter((link) => link.place === place);
  const [own, inOverlays, inOvs] = [at('host'), at('overlay'), at('openvswitch')];
  const bridges = inOvs.filter(({ kind }) => kind === 'openvswitch');
  const tunnels = wires.tunnelsOfHost(host.id);
  const allowed = allowedText(host);
  const place = probePlace(host);
  return (
    <>
      <Section title="Wires">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {host.wires?.state === 'live' && <p className="text-xs text-muted">{wiresText(host)}</p>}
          <WiresNote host={host} />
          <Facts>
            <Fact name="Read">{host.wires?.state !== 'off' && wayText(host)}</Fact>
            <Fact name="Kernel">{allowed.directly}</Fact>
            <Fact name="Helper">{allowed.helper}</Fact>
          </Facts>
          {place !== undefined && !wantsSettings(host) && <p className="text-xs text-muted">{place}</p>}
        </div>
      </Section>
      {own.length > 0 && (
        <Section title="Interfaces" count={own.length}>
          <Items links={own} />
        </Section>
      )}
      {bridges.length > 0 && (
        <Section title="Open vSwitch" count={bridges.length}>
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
            {bridges.map((bridge) => (
              <InterfaceItem key={bridge.id} link={bridge}>
                <PortMembers bridge={bridge} />
              </InterfaceItem>
            ))}
          </ul>
        </Section>
      )}
      {inOverlays.length > 0 && (
        <div className="border-t border-line px-4 py-3">
          <Disclosure summary={`Inside its overlays · ${inOverlays.length}`}>
            <Items links={inOverlays} />
          </Disclosure>
        </div>
      )}
      {tunnels.length > 0 && (
        <Section title="Tunnels" count={tunnels.length}>
          <TunnelList tunnels={tunnels} />
        </Section>
      )}
    </>
  );
}

function Items({ links }: { links: readonly Interface[] }) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {links.map((link) => (
        <InterfaceItem key={link.id} link={link} />
      ))}
    </ul>
  );
}
