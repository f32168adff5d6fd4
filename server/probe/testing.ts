import type { Counters, LinkFact, StackFact, WireFacts } from '#lib/wires/facts.ts';
import type { WireReader, WireRequest } from './wire-reader.ts';

/** A device of a kernel. For tests. */
export function link(index: number, name: string, more: Partial<LinkFact> = {}): LinkFact {
  return { index, name, kind: 'veth', mtu: 1500, up: true, state: 'up', addresses: [], ...more };
}

/** A namespace. For tests. */
export function stack(id: string, links: LinkFact[], more: Partial<StackFact> = {}): StackFact {
  return { id, host: false, handles: [], links, defaultRoutes: [], forwarding: [], neighbours: [], ...more };
}

export function facts(stacks: StackFact[], more: Partial<WireFacts> = {}): WireFacts {
  return { reader: 'netlink', stacks, gaps: [], ...more };
}

/** What a device counted after so many packets of 100 bytes in each direction. */
export function counters(packets: number): Counters {
  return {
    ...{ rxBytes: 100 * packets, rxPackets: packets, rxErrors: 0, rxDropped: 0 },
    ...{ txBytes: 100 * packets, txPackets: packets, txErrors: 0, txDropped: 0 },
  };
}

/** A reader that answers as a test tells it to. */
export interface FakeReader extends WireReader {
  requests: WireRequest[];
  closed: boolean;
  /** What the next reads give. */
  answer: (request: WireRequest) => Promise<WireFacts>;
}

export function fakeReader(way: WireReader['way']): FakeReader {
  const reader: FakeReader = {
    way,
    requests: [],
    closed: false,
    answer: async () => facts([]),
    async read(request) {
      reader.requests.push(request);
      return await reader.answer(request);
    },
    async close() {
      reader.closed = true;
    },
  };
  return reader;
}
