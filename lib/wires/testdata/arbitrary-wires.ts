import fc from 'fast-check';
import { nativeId } from '../../topology/testdata/facts.ts';
import { optional, plain } from '../../topology/testdata/records.ts';
import type {
  Counters,
  LinkFact,
  OpenVswitchFact,
  OpenVswitchPort,
  StackFact,
  WireFacts,
  WireReading,
} from '../facts.ts';

/**
 * What was read of a host's links, odd readings above all: indices, numbers, names and addresses come from small pools, so
 * that they clash, dangle, lead in circles, and meet those of `lib/topology/testdata/arbitrary.ts`.
 */

const containers = ['web', 'db', 'cache'];
const overlays = ['mesh', 'ingress'].map((name) => nativeId(`n-${name}`));
const handles = [
  ...containers,
  ...overlays.map((id) => `1-${id.slice(0, 10)}`),
  `2-${nativeId('n-mesh').slice(0, 10)}`,
  `lb_${nativeId('n-mesh').slice(0, 9)}`,
  'ingress_sbox',
];
const names = ['lo', 'eth0', 'eth1', 'docker0', 'br0', 'vxlan0', 'veth1', 'gre0', 'gre2', '__proto__'];
const index = fc.integer({ min: 1, max: 5 });
const stackId = fc.constantFrom('4:1', '4:2', '4:3', '4:4');
const peer = fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', '0.0.0.0', 'flow', '');
const mac = fc.constantFrom(
  '02:42:ac:12:00:02',
  '02:42:AC:12:00:02',
  '00:00:00:00:00:00',
  '33:33:00:00:00:01',
  '',
);

const counters: fc.Arbitrary<Counters> = fc.nat().map((n) => ({
  ...{ rxBytes: n, rxPackets: n, rxErrors: 0, rxDropped: 0 },
  ...{ txBytes: n, txPackets: n, txErrors: 0, txDropped: 0 },
}));

const link: fc.Arbitrary<LinkFact> = optional<LinkFact>(
  {
    index,
    name: fc.constantFrom(...names, `br-${nativeId('n-front').slice(0, 12)}`),
    kind: fc.constantFrom(
      ...['veth', 'veth', 'veth', 'bridge', 'vxlan', 'macvlan', 'gretap', 'tun', 'loopback', 'device'],
    ),
    mtu: fc.constantFrom(1500, 1450),
    up: fc.boolean(),
    state: fc.constantFrom('up', 'down', 'unknown'),
    mac,
    peerIndex: index,
    peerNamespace: fc.nat({ max: 2 }),
    master: index,
    addresses: fc.subarray(['172.18.0.2/16', '10.0.0.1/24', '10.0.0.2/24', '127.0.0.1/8', 'fd00::2/64', '']),
    bridge: fc.constant({ stp: false, vlanFiltering: false }),
    port: plain({ state: fc.constantFrom('forwarding', 'blocking', 'disabled') }),
    vxlan: plain({ vni: fc.constantFrom(4097, 4098), port: fc.constant(4789), local: peer }),
    tunnel: plain({ local: peer, remote: peer, key: fc.constantFrom(1, 2) }),
    counters,
  },
  ['index', 'name', 'kind', 'mtu', 'up', 'state', 'addresses'],
);

const device = fc.constantFrom('vxlan0', 'eth0');

const stack: fc.Arbitrary<StackFact> = optional<StackFact>(
  {
    id: stackId,
    host: fc.constantFrom(true, false, false),
    handles: fc.subarray(handles, { maxLength: 2 }),
    namespaces: fc.dictionary(fc.constantFrom('0', '1', '2'), stackId),
    links: fc.array(link, { maxLength: 5 }),
    defaultRoutes: fc.array(optional({ gateway: peer, device, metric: fc.nat({ max: 2 }) }, ['device']), {
      maxLength: 2,
    }),
    forwarding: fc.array(plain({ device, mac, to: peer, permanent: fc.boolean() }), { maxLength: 3 }),
    neighbours: fc.array(plain({ device, address: peer, mac }), { maxLength: 2 }),
  },
  ['id', 'host', 'handles', 'links', 'defaultRoutes', 'forwarding', 'neighbours'],
);

const port: fc.Arbitrary<OpenVswitchPort> = optional<OpenVswitchPort>(
  {
    name: fc.constantFrom('br0', 'eth0', 'docker0', 'veth1', 'gre2', 'patch1', 'patch2', '__proto__'),
    type: fc.constantFrom('internal', 'gre', 'vxlan', 'patch', 'system', ''),
    tag: fc.constant(10),
    mtu: fc.constant(1462),
    mac,
    up: fc.boolean(),
    remote: peer,
    local: peer,
    key: fc.constant(7),
    peer: fc.constantFrom('patch1', 'patch2', 'gone'),
    stp: plain({ state: fc.constantFrom('forwarding', 'blocking', 'odd'), role: fc.constant('root') }),
    counters,
  },
  ['name', 'type', 'up'],
);

const openVswitch: fc.Arbitrary<OpenVswitchFact> = plain({
  bridges: fc.array(
    plain({
      name: fc.constantFrom('br0', 'brphy', 'eth1'),
      datapath: fc.constantFrom('system', 'netdev'),
      stp: fc.boolean(),
      ports: fc.array(port, { maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
});

const facts: fc.Arbitrary<WireFacts> = optional<WireFacts>(
  {
    reader: fc.constantFrom('netlink', 'iproute2', 'sysfs'),
    stacks: fc.array(stack, { maxLength: 5 }),
    openVswitch,
    gaps: fc.constant([]),
  },
  ['reader', 'stacks', 'gaps'],
);

export const arbitraryWires: fc.Arbitrary<WireReading> = optional<WireReading>(
  {
    facts,
    handles: fc.constant(Object.fromEntries(containers.map((name) => [nativeId(name), name]))),
    status: fc.constantFrom(
      { state: 'live', way: 'local', reader: 'netlink' } as const,
      { state: 'stale', way: 'helper', reason: 'It does not answer.' } as const,
      { state: 'off' } as const,
    ),
  },
  ['handles', 'status'],
);
