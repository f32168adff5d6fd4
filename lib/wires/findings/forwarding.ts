import type { StackFact } from '../facts.ts';

type Entry = StackFact['forwarding'][number];
type Neighbour = StackFact['neighbours'][number];

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

const knownNeighbours = new WeakMap<readonly Neighbour[], ReadonlyMap<string, readonly Neighbour[]>>();

/** The neighbours of one device by MAC address, lower case, in the same way. */
export function neighboursByMac(neighbours: readonly Neighbour[]): ReadonlyMap<string, readonly Neighbour[]> {
  const made = knownNeighbours.get(neighbours) ?? Map.groupBy(neighbours, ({ mac }) => mac.toLowerCase());
  knownNeighbours.set(neighbours, made);
  return made;
}
