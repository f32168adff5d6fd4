import type { StackFact } from '../facts.ts';

type Entry = StackFact['forwarding'][number];

export interface Forwarding {
  /** Every MAC address that something is forwarded for, lower case. */
  macs: ReadonlySet<string>;
  /** Entries that somebody set, by the address they lead to: what was learned fades by itself. */
  lasting: ReadonlyMap<string, readonly Entry[]>;
}

const known = new WeakMap<readonly Entry[], Forwarding>();

/** Look-ups in the entries of one device, made once: they are compared with what every other host has. */
export function indexForwarding(entries: readonly Entry[]): Forwarding {
  const made = known.get(entries) ?? {
    macs: new Set(entries.map(({ mac }) => mac.toLowerCase())),
    lasting: Map.groupBy(
      entries.filter(({ permanent }) => permanent),
      ({ to }) => to,
    ),
  };
  known.set(entries, made);
  return made;
}
