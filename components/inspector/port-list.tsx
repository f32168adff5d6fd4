'use client';

import { portText } from '#lib/store/search-entries.ts';
import type { Port } from '#lib/topology/model.ts';
import { ContainerLink } from './links.tsx';
import { ThingLink } from './thing-link.tsx';

/** Published ports, each leading to itself; with their containers where those are not obvious. */
export function PortList({ ports, containers = false }: { ports: readonly Port[]; containers?: boolean }) {
  return (
    <ul className="grid gap-1">
      {ports.map((port) => (
        <li key={port.id} className="flex flex-wrap gap-x-2">
          <span className="font-mono text-xs leading-5">
            <ThingLink to={{ kind: 'port', id: port.id }}>{portText(port)}</ThingLink>
          </span>
          {containers && <ContainerLink id={port.containerId} />}
        </li>
      ))}
    </ul>
  );
}
