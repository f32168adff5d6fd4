import type { ListedLinks } from './listed-links.ts';
import { kernelMaster } from './masters.ts';
import { only } from './only.ts';
import { isVeth } from './pairs.ts';
import type { Place } from './stacks.ts';
import type { Switch } from './switches.ts';

/** What frames pass through: a device of the kernel, or a bridge of Open vSwitch without one. */
type Part = Place | Switch;

/** Finds the one local network whose bridge a part of the host is joined to, on whatever way. */
export type FindBridged = (part: Part) => string | undefined;

/**
 * Devices are joined that are a bridge and its port, or the two ends of a veth pair, in the host's own namespace; and
 * bridges of Open vSwitch that a patch leads between. A part that is joined to several networks is no one's.
 */
export function bridgedNetworks(listed: ListedLinks): FindBridged {
  const joined = new Map<Part, Set<Part>>();
  const join = (a: Part, b: Part) => {
    joined.set(a, (joined.get(a) ?? new Set()).add(b));
    joined.set(b, (joined.get(b) ?? new Set()).add(a));
  };
  const { wires, switches } = listed;
  const { host } = wires.stacks;
  for (const place of host ? wires.stacks.placesIn(host) : []) {
    const master = kernelMaster(listed, place);
    // The kernel has one master for all of Open vSwitch: its tables tell more.
    if (master && !switches.portAt(place)) join(place, master);
    const other = isVeth(place) ? wires.pairs.get(place) : undefined;
    if (other && other.stack === host) join(place, other);
  }
  const patches = new Map<string, Switch>();
  for (const one of switches.all) {
    if (one.place) join(one, one.place);
    for (const { port, place } of one.ports) {
      if (place) join(one, place);
      if (port.type === 'patch') patches.set(port.name, one);
    }
  }
  for (const one of switches.all) {
    for (const { port } of one.ports) {
      const other = port.type === 'patch' ? patches.get(port.peer ?? '') : undefined;
      if (other) join(one, other);
    }
  }
  const networkAt = new Map<Part, string>();
  for (const [id, { stack, bridges }] of wires.homes) {
    if (stack === host) for (const place of bridges) networkAt.set(place, id);
  }
  return (part) => only([...reachable(joined, part)].flatMap((each) => networkAt.get(each) ?? []));
}

function reachable(joined: ReadonlyMap<Part, ReadonlySet<Part>>, from: Part): Set<Part> {
  const seen = new Set([from]);
  // A set hands out what is added to it on the way.
  for (const part of seen) for (const next of joined.get(part) ?? []) seen.add(next);
  return seen;
}
