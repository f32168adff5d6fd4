import type { Counters } from '#lib/wires/facts.ts';
import { countersByName } from '../counters-by-name.ts';

/** A tunnel's key or VNI; undefined where each flow sets it (`flow`) or there is none. */
export function greKey(text: string | undefined): number | undefined {
  return text !== undefined && /^(0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : undefined;
}

/** Undefined where it counts nothing. Tunnels and patch ports count bytes and packets alone: nothing is lost in them. */
export function countersOf(statistics: ReadonlyMap<string, number>): Counters | undefined {
  if (!statistics.has('rx_bytes')) return undefined;
  const count = (name: string) => statistics.get(name) ?? 0;
  return countersByName(count);
}
