'use client';

import { usePage } from '#components/page-context.tsx';
import { LinkState } from '#components/wires/link-state.tsx';
import { thingName } from '#components/words/thing-name.ts';
import type { Interface } from '#lib/topology/model-wires.ts';
import { wiresOf } from '#lib/topology/wires-of.ts';
import { InterfaceLink } from './links.tsx';
import { ThingLink } from './thing-link.tsx';

export interface PortMembersProps {
  bridge: Interface;
  /** Interfaces that are told of beside it: they say themselves what they are ports of. */
  besides?: readonly Interface[];
}

/** The ports of a bridge: the veths of endpoints, each with its endpoint, and other interfaces. */
export function PortMembers({ bridge, besides = [] }: PortMembersProps) {
  const { topology } = usePage();
  const wires = wiresOf(topology);
  const endpoints = wires.endpointsOfBridge(bridge.id);
  const all = wires.portsOf(bridge.id);
  const ports = all.filter((port) => !besides.includes(port));
  if (endpoints.length + all.length === 0) return <p className="text-xs text-muted">It has no ports.</p>;
  if (endpoints.length + ports.length === 0) return null;
  return (
    <ul
      className="mt-1 grid grid-cols-[minmax(0,1fr)] gap-0.5 text-xs"
      aria-label={`Ports of ${bridge.name}`}
    >
      {endpoints.map(({ id, veth }) => (
        <li key={id} className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 wrap-anywhere">
            <span className="font-mono">{veth?.name}</span>{' '}
            <ThingLink to={{ kind: 'endpoint', id }}>
              {thingName(topology, { kind: 'endpoint', id })}
            </ThingLink>
          </span>
          {veth && (
            <span className="whitespace-nowrap text-muted">
              <PortWord port={veth.port} />
              <LinkState state={veth.state} />
            </span>
          )}
        </li>
      ))}
      {ports.map((link) => (
        <li key={link.id} className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 font-mono">
            <InterfaceLink link={link} />
          </span>
          <span className="whitespace-nowrap text-muted">
            <PortWord port={link.port?.state} />
            {link.state}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Whether the bridge forwards for a port, where it does not. */
function PortWord({ port }: { port: string | undefined }) {
  if (port === undefined || port === 'forwarding') return null;
  return <span className="text-warn">{port}, </span>;
}
