import type { LinkFact, StackFact, WireFacts, WireReading } from '../facts.ts';

/** Facts for tests: ordinary ones, of which a test says only what it is about. */

export function linkFact(index: number, name: string, more: Partial<LinkFact> = {}): LinkFact {
  return { index, name, kind: 'device', mtu: 1500, up: true, state: 'up', addresses: [], ...more };
}

/** One end of a veth pair: the index of the other, and the number of its namespace (none: beside it). */
export function vethFact(
  index: number,
  name: string,
  peerIndex: number,
  peerNamespace?: number,
  more: Partial<LinkFact> = {},
): LinkFact {
  return linkFact(index, name, {
    kind: 'veth',
    peerIndex,
    ...(peerNamespace === undefined ? {} : { peerNamespace }),
    ...more,
  });
}

export function stackFact(id: string, links: LinkFact[], more: Partial<StackFact> = {}): StackFact {
  return {
    id,
    host: id === 'host',
    handles: id === 'host' ? [] : [id],
    links,
    defaultRoutes: [],
    forwarding: [],
    neighbours: [],
    ...more,
  };
}

export function wireFacts(stacks: StackFact[], more: Partial<WireFacts> = {}): WireFacts {
  return { reader: 'netlink', stacks, gaps: [], ...more };
}

export function wireReading(
  facts: WireFacts,
  handles: WireReading['handles'] = {},
  more: Partial<WireReading> = {},
): WireReading {
  return { facts, handles, status: { state: 'live', way: 'local', reader: facts.reader }, ...more };
}
