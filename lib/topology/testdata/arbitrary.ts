import fc from 'fast-check';
import { arbitraryWires } from '../../wires/testdata/arbitrary-wires.ts';
import { arbitraryWorld } from '../../wires/testdata/world.ts';
import type {
  AttachmentFact,
  ContainerFact,
  HostReading,
  MemberFact,
  NetworkFact,
  ServiceFact,
  Snapshot,
  SwarmFact,
} from '../snapshot.ts';
import { nativeId, reading } from './facts.ts';
import { optional, plain } from './records.ts';

/**
 * Readings of all kinds, odd ones above all: names and ids come from small pools, so that they clash,
 * dangle, form circles and turn up where they should not.
 */

/** The same runs each time; a failure prints its own seed and path. */
export const runs = { seed: 20_260_101, numRuns: 200 };

const hostIds = ['alpha', 'beta', 'gamma', 'constructor'];
const containerNames = ['web', 'db', 'cache', 'proxy', 'host', 'lb-mesh'];
const networkNames = [
  'bridge',
  'host',
  'none',
  'front',
  'back',
  'mesh',
  'ingress',
  'docker_gwbridge',
  'default',
];
const nodeIds = ['node1', 'node2', 'node3', 'node4'];
const foreignKeys = ['ingress-sbox', 'gateway_ingress-sbox', 'lb-mesh', 'ep-1234', 'host', 'gateway_', ''];

const containerNativeId = fc.constantFrom(...containerNames).map(nativeId);
const ipv4 = fc.constantFrom('172.18.0.2', '172.18.0.3', '10.0.0.5/24', '', 'nonsense', 'fd00::2');
const ipv6 = fc.constantFrom('fd00::2', 'fd00::3/64', '', '172.18.0.2');
const mac = fc.constantFrom('02:42:ac:12:00:02', '');
const labels = fc.constantFrom(
  {},
  { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web' },
  { 'com.docker.compose.project': 'shop' },
  { 'com.docker.swarm.service.name': 'api', 'com.docker.swarm.task.id': 'x1' },
);

const subnet = fc.constantFrom(
  { subnet: '172.18.0.0/16' },
  { subnet: '172.18.0.0/16', gateway: '172.18.0.1', excluded: { router: '172.18.0.9' } },
  { subnet: 'fd00::/64', ipRange: 'fd00::/72' },
  { subnet: 'nonsense' },
);

const attachment: fc.Arbitrary<AttachmentFact> = plain({
  networkName: fc.constantFrom(...networkNames, 'gone'),
  id: fc.constantFrom('right', 'right', 'right', 'empty', 'name', 'gone'),
  endpointId: fc.constantFrom('', 'e1', 'e2'),
  ipv4,
  ipv6,
  mac,
  gateway: fc.constantFrom('172.18.0.1', '', 'fd00::1'),
}).map(({ id, ...rest }) => {
  const ids = {
    right: nativeId(`n-${rest.networkName}`),
    empty: '',
    name: rest.networkName,
    gone: nativeId('gone'),
  };
  return { ...rest, networkNativeId: ids[id as keyof typeof ids] };
});

const networkMode = fc.oneof(
  fc.constantFrom(...networkNames),
  fc
    .oneof(containerNativeId, fc.constantFrom(...containerNames, 'gone', '', '7'))
    .map((target) => `container:${target}`),
);

const container: fc.Arbitrary<ContainerFact> = plain({
  name: fc.constantFrom(...containerNames),
  twin: fc.constantFrom('', '', '', '2'),
  image: fc.constant('busybox'),
  state: fc.constantFrom(
    'created',
    'running',
    'running',
    'paused',
    'restarting',
    'removing',
    'exited',
    'dead',
  ),
  networkMode,
  labels,
  ports: fc.array(
    plain({
      hostAddress: fc.constantFrom('0.0.0.0', '::'),
      hostPort: fc.constantFrom(80, 8080),
      containerPort: fc.constant(80),
      protocol: fc.constantFrom('tcp', 'udp'),
    }),
    { maxLength: 2 },
  ),
  attachments: fc.array(attachment, { maxLength: 3 }),
}).map(({ twin, ...rest }) => ({ ...rest, nativeId: nativeId(rest.name + twin) }) as ContainerFact);

const member: fc.Arbitrary<MemberFact> = plain({
  key: fc.oneof(containerNativeId, fc.constantFrom(...foreignKeys)),
  name: fc.constantFrom('', 'web', 'gateway_776562ffffff', 'mesh-endpoint'),
  endpointId: fc.constantFrom('', 'e1'),
  ipv4,
  ipv6,
  mac,
});

const network: fc.Arbitrary<NetworkFact> = plain({
  name: fc.constantFrom(...networkNames),
  twin: fc.constantFrom('', '', '', '2'),
  driver: fc.constantFrom('bridge', 'bridge', 'host', 'null', 'overlay', 'macvlan'),
  scope: fc.constantFrom('local', 'swarm', 'swarm', 'global'),
  internal: fc.boolean(),
  attachable: fc.boolean(),
  ingress: fc.boolean(),
  configOnly: fc.boolean(),
  configFrom: fc.constantFrom('', 'config'),
  ipam: plain({ driver: fc.constant('default'), subnets: fc.array(subnet, { maxLength: 2 }) }),
  options: fc.constantFrom(
    {},
    { 'com.docker.network.driver.mtu': '1400', 'com.docker.network.bridge.name': 'br0' },
    {
      'com.docker.network.driver.overlay.vxlanid_list': '4097,4098',
      'com.docker.network.driver.mtu': 'big',
    },
  ),
  labels,
  peers: fc.subarray(['10.0.0.1', '10.0.0.2', '10.0.0.3']),
  members: fc.array(member, { maxLength: 4 }),
}).map(({ twin, configFrom, ...rest }) => ({
  ...rest,
  ...(configFrom ? { configFrom } : {}),
  nativeId: nativeId(`n-${rest.name}${twin}`),
})) as fc.Arbitrary<NetworkFact>;

const service: fc.Arbitrary<ServiceFact> = plain({
  nativeId: fc.constantFrom('s1', 's2'),
  name: fc.constantFrom('web', 'api'),
  mode: fc.constantFrom('replicated', 'global'),
  replicas: fc.constant(2),
  endpointMode: fc.constantFrom('vip', 'dnsrr'),
  networks: fc.subarray([...networkNames, nativeId('n-mesh'), nativeId('n-back')], { maxLength: 3 }),
  virtualAddresses: fc.subarray([
    { networkNativeId: nativeId('n-mesh'), address: '10.0.1.2' },
    { networkNativeId: nativeId('gone'), address: '10.0.2.2' },
  ]),
  ports: fc.constant([]),
  tasks: fc.array(
    plain({
      nativeId: fc.constantFrom('t1', 't2', 't3'),
      state: fc.constantFrom('running', 'pending'),
      nodeId: fc.constantFrom('', 'elsewhere', ...nodeIds),
      containerNativeId: fc.oneof(containerNativeId, fc.constant('')),
    }),
    { maxLength: 3 },
  ),
});

const swarm: fc.Arbitrary<SwarmFact> = optional<SwarmFact>(
  {
    clusterId: fc.constantFrom('', 'c1', 'c2'),
    nodeId: fc.constantFrom(...nodeIds),
    role: fc.constantFrom('manager', 'worker'),
    address: fc.constantFrom('10.0.0.1', '10.0.0.2', ''),
    managerNodeIds: fc.subarray(nodeIds),
  },
  ['nodeId', 'role', 'address', 'managerNodeIds'],
);

const arbitrarySnapshot: fc.Arbitrary<Snapshot> = optional<Snapshot>(
  {
    engine: plain({
      flavour: fc.constantFrom('docker', 'docker', 'docker', 'podman'),
      version: fc.constant('29.0.0'),
      apiVersion: fc.constant('1.52'),
    }),
    swarm,
    clusterStore: fc.constantFrom('', 'etcd://10.0.0.9:2379', 'consul://a/b'),
    drivers: fc.constant(['bridge']),
    rootless: fc.boolean(),
    warnings: fc.constant([]),
    networks: fc.array(network, { maxLength: 8 }),
    containers: fc.array(container, { maxLength: 6 }),
    services: fc.array(service, { maxLength: 2 }),
  },
  ['engine', 'drivers', 'rootless', 'warnings', 'networks', 'containers'],
);

/** A reading of one host. */
const readingOf = (id: string): fc.Arbitrary<HostReading> =>
  optional<HostReading>(
    {
      id: fc.constant(id),
      name: fc.constant(id),
      url: fc.constant(`ssh://${id}`),
      status: fc.constantFrom('live', 'live', 'stale', 'connecting', 'unreachable'),
      reason: fc.constant('It does not answer.'),
      lastSeen: fc.constantFrom(null, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:01.000Z'),
      snapshot: arbitrarySnapshot,
      wires: arbitraryWires,
    },
    ['id', 'name', 'url', 'status', 'lastSeen'],
  );

/** A reading of one host whose links and whose engine agree. */
const readingOfWorld = (id: string): fc.Arbitrary<HostReading> =>
  arbitraryWorld.map((world) => ({ ...reading(id, world.snapshot), wires: world.reading }));

/** A reading of some host. */
const arbitraryReading: fc.Arbitrary<HostReading> = fc
  .constantFrom(...hostIds)
  .chain((id) => fc.oneof({ weight: 3, arbitrary: readingOf(id) }, readingOfWorld(id)));

/** Readings of several hosts, each host once, in any order. */
export const arbitraryReadings: fc.Arbitrary<HostReading[]> = fc.uniqueArray(arbitraryReading, {
  selector: ({ id }) => id,
  maxLength: hostIds.length,
});

/** One thing that happens to a set of readings: a host is read anew, or taken off the list. */
export type Step = { read: HostReading } | { drop: string };

/** What happens to a set of readings over time. */
export const arbitraryWalk: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: arbitraryReading.map((read): Step => ({ read })) },
    { weight: 1, arbitrary: fc.constantFrom(...hostIds).map((drop): Step => ({ drop })) },
  ),
  { maxLength: 12 },
);
