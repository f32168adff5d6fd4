'use client';

import { usePage } from '#components/page-context.tsx';
import { LinkState } from '#components/wires/link-state.tsx';
import { thingName } from '#components/words/thing-name.ts';
import type { Interface } from '#lib/topology/model-wires.ts';
import { wiresOf } from '#lib/topology/wires-of.ts';
import { InterfaceLink } from './links.tsx';
import { ThingLink } from './thing-link.tsx';

/** The ports of a bridge: the veths of endpoints, each with its endpoint, and other interfaces. */
export function PortMembers({ bridge }: { bridge: Interface }) {
  const { topology } = usePage();
  const wires = wiresOf(topology);
  const endpoints = wires.endpointsOfBridge(bridge.id);
  const ports = wires.portsOf(bridge.id);
  if (endpoints.length + ports.length === 0) return <p className="text-xs text-muted">It has no ports.</p>;
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-0.5 text-xs" aria-label={`Ports of ${bridge.name}`}>
      {endpoints.map(({ id, veth }) => (
        <li key={id} className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 wrap-anywhere">
            <span className="font-mono">{veth?.name}</span>{' '}
            <ThingLink to={{ kind: 'endpoint', id }}>
              {thingName(topology, { kind: 'endpoint', id })}
            </ThingLink>
          </span>
          {veth && <PortWord state={veth.state} port={veth.port} />}
        </li>
      ))}
      {ports.map((link) => (
        <li key={link.id} className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 font-mono">
            <InterfaceLink link={link} />
          </span>
          <PortWord state={link.state} port={link.port?.state} />
        </li>
      ))}
    </ul>
  );
}

/** A port's state: that of the link, and whether the bridge forwards for it where it does not. */
function PortWord({ state, port }: { state: string; port: string | undefined }) {
  return (
    <span className="whitespace-nowrap text-muted">
      {port !== undefined && port !== 'forwarding' && <span className="text-warn">{port}, </span>}
      <LinkState state={state} />
    </span>
  );
}
