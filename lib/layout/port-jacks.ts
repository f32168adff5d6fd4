import type { Port } from '../topology/model.ts';
import { metrics } from './metrics.ts';
import type { PortJack } from './model.ts';

const anywhere = new Set(['', '0.0.0.0', '::']);

/**
 * A container's published ports as jacks: one for the same port on IPv4 and IPv6, and at most `portSlots`, of which
 * the last stands for all that found no room.
 */
export function portJacksOf(ports: readonly Port[]): Pick<PortJack, 'portIds' | 'label'>[] {
  const byLabel = new Map<string, string[]>();
  for (const port of ports) {
    const label = labelOf(port);
    const ids = byLabel.get(label);
    if (ids) ids.push(port.id);
    else byLabel.set(label, [port.id]);
  }
  const jacks = [...byLabel].map(([label, portIds]) => ({ portIds, label }));
  if (jacks.length <= metrics.portSlots) return jacks;
  const rest = jacks.slice(metrics.portSlots - 1);
  return [
    ...jacks.slice(0, metrics.portSlots - 1),
    { portIds: rest.flatMap((jack) => jack.portIds), label: `${rest.length} more` },
  ];
}

function labelOf(port: Port): string {
  const protocol = port.protocol === 'tcp' ? '' : `/${port.protocol}`;
  const address = anywhere.has(port.hostAddress)
    ? ''
    : port.hostAddress === '127.0.0.1'
      ? 'lo:'
      : `${port.hostAddress}:`;
  return `${address}${port.hostPort}→${port.containerPort}${protocol}`;
}
