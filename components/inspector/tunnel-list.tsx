'use client';

import { usePage } from '#components/page-context.tsx';
import { count } from '#components/words/counts.ts';
import { tunnelName } from '#components/words/thing-name.ts';
import type { Tunnel } from '#lib/topology/model-wires.ts';
import { ThingLink } from './thing-link.tsx';

/** Tunnels, each with its kind and how many endpoints it serves. */
export function TunnelList({ tunnels }: { tunnels: readonly Tunnel[] }) {
  const { topology } = usePage();
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {tunnels.map((tunnel) => (
        <li key={tunnel.id}>
          <ThingLink to={{ kind: 'tunnel', id: tunnel.id }}>{tunnelName(topology, tunnel)}</ThingLink>
          <span className="block text-xs text-muted">{tunnelText(tunnel)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What is told of a tunnel in a line. */
function tunnelText({ kind, to, endpoints, source, blocked, mtu }: Tunnel): string {
  const parts = [
    `${kind} to ${to.address}`,
    endpoints !== undefined && `serves ${count(endpoints, 'endpoint')}`,
    mtu !== undefined && `MTU ${mtu}`,
    source === 'declared' && 'declared, not seen',
    blocked && 'blocked by the spanning tree',
  ];
  return parts.filter(Boolean).join(', ');
}
