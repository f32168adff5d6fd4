import { beforeEach, expect, it } from 'vitest';
import { networkId as idOfNetwork } from '#lib/topology/ids.ts';
import type { Endpoint, Topology } from '#lib/topology/model.ts';
import { emptyTopology } from '#lib/topology/model.ts';
import type { Interface, Tunnel } from '#lib/topology/model-wires.ts';
import { reading } from '#lib/topology/testdata/facts.ts';
import type { WireReading } from '#lib/wires/facts.ts';
import { createCounters, type ReadCounters } from './counters.ts';
import { deviceKey, switchPortKey } from './link-key.ts';
import { facts, link, stack } from './testing.ts';

const wires: WireReading = {
  facts: facts([
    stack('4:1', [link(2, 'eth0')], { host: true }),
    stack('4:7', [link(2, 'eth0')], { handles: ['0f3c'] }),
    stack('4:8', [link(2, 'vxlan0')], { handles: ['1-overlay012'] }),
    stack('4:9', [link(2, 'vxlan0')], { handles: ['2-overlay012'] }),
  ]),
  handles: { web: '0f3c' },
  status: { state: 'live' },
};
const common = { hostId: 'a', state: 'up', addresses: [], kind: 'x', name: 'eth0' };
const inside = { name: 'eth0', index: 2, mtu: 1500, state: 'up', kind: 'veth' };
const endpoint: Endpoint = {
  ...{ id: 'endpoint:a/web/n', hostId: 'a', networkId: idOfNetwork('a', 'n'), role: 'container' },
  ...{ sandboxId: 'sandbox:a/web', containerId: 'container:a/web', attached: true, interface: inside },
};
const { interface: _, ...plain } = endpoint;
const things = {
  endpoint,
  bare: { ...plain, id: 'bare' } satisfies Endpoint,
  host: { ...common, id: 'host', place: 'host', index: 2 } satisfies Interface,
  overlay: { ...common, id: 'overlay', place: 'overlay', index: 2, networkId: 'o' } satisfies Interface,
  port: { ...common, id: 'port', place: 'openvswitch', name: 'gre1' } satisfies Interface,
};
const tunnel = (id: string, interfaceId?: string): Tunnel => ({
  ...{ id, kind: 'gre', source: 'observed', from: { hostId: 'a', address: '1' }, to: { address: '2' } },
  ...(interfaceId ? { interfaceId } : {}),
});
const tunnels = [
  tunnel('over', 'overlay'),
  tunnel('through', 'port'),
  tunnel('declared'),
  tunnel('odd', 'gone'),
];

let asked: [string, string | undefined][];
let counters: ReadCounters;
let known: WireReading | undefined;

beforeEach(() => {
  asked = [];
  known = wires;
  const topology: Topology = {
    ...emptyTopology(),
    endpoints: Object.fromEntries([things.endpoint, things.bare].map((one) => [one.id, one])),
    interfaces: Object.fromEntries([things.host, things.overlay, things.port].map((one) => [one.id, one])),
    tunnels: Object.fromEntries(tunnels.map((one) => [one.id, one])),
    networks: { o: { nativeId: 'overlay0123456789' } as Topology['networks'][string] },
    sandboxes: {
      'sandbox:a/web': { id: 'sandbox:a/web', hostId: 'a', kind: 'private', ownerId: 'container:a/web' },
    },
  };
  const hub = {
    current: () => ({ epoch: '', version: 1, topology }),
    readings: () => [{ ...reading('a'), ...(known ? { wires: known } : {}) }],
  };
  counters = createCounters(hub, {
    counters(hostId, key) {
      asked.push([hostId, key]);
      return hostId === 'a' ? { every: 2_000, samples: [] } : undefined;
    },
  });
});

it('leads from a thing to the link that it is', () => {
  for (const id of [endpoint.id, 'host', 'overlay', 'port', 'over', 'through']) counters(id);
  expect(asked.map(([, key]) => key)).toEqual([
    deviceKey('4:7', 2),
    deviceKey('4:1', 2),
    deviceKey('4:9', 2),
    switchPortKey('gre1'),
    deviceKey('4:9', 2),
    switchPortKey('gre1'),
  ]);
});

it('has no samples for what has no link that was read', () => {
  for (const id of ['bare', 'declared', 'odd']) expect(counters(id)).toEqual({ every: 2_000, samples: [] });
  known = undefined;
  counters(endpoint.id);
  expect(asked.map(([, key]) => key)).toEqual([undefined, undefined, undefined, undefined]);
});

it('knows nothing else', () => {
  for (const id of ['', 'nonsense', '__proto__', 'constructor', 'endpoint:a/other/n']) {
    expect(() => counters(id)).toThrow(expect.objectContaining({ status: 404, code: 'unknown-link' }));
  }
});
