'use client';

import type { ReactNode } from 'react';
import { usePage } from '#components/page-context.tsx';
import { bridgeText, linkKindText } from '#components/words/wires.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Interface } from '#lib/topology/model-wires.ts';
import { InterfaceLink } from './links.tsx';

/** An interface in a list: its name, kind and state, its addresses, the bridge it is a port of, and what is put below. */
export function InterfaceItem({ link, children }: { link: Interface; children?: ReactNode }) {
  const { topology } = usePage();
  const master = link.masterId === undefined ? undefined : entityOf(topology.interfaces, link.masterId);
  const facts = [
    linkKindText(link.kind),
    link.mtu !== undefined && `MTU ${link.mtu}`,
    link.bridge && bridgeText(link.bridge),
    link.vxlan && `VNI ${link.vxlan.vni}, port ${link.vxlan.port}`,
    link.port?.tag !== undefined && `VLAN ${link.port.tag}`,
    link.port && link.port.state !== 'forwarding' && link.port.state,
  ].filter(Boolean);
  return (
    <li>
      <p className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 font-mono text-xs">
          <InterfaceLink link={link} />
        </span>
        <span className="text-xs text-muted">{link.state}</span>
      </p>
      <p className="text-xs text-muted">
        {facts.join(', ')}
        {master && (
          <>
            {', port of '}
            <InterfaceLink link={master} />
          </>
        )}
      </p>
      {link.addresses.length > 0 && (
        <p className="font-mono text-xs wrap-anywhere">{link.addresses.join(', ')}</p>
      )}
      {link.defaultGateway !== undefined && (
        <p className="text-xs">
          default route by <span className="font-mono">{link.defaultGateway}</span>
        </p>
      )}
      {children}
    </li>
  );
}
