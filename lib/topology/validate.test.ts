import { describe, expect, it } from 'vitest';
import { storeNetworkId } from './ids.ts';
import { mergeOnce } from './merge.ts';
import type { Service, Topology } from './model.ts';
import type { Finding, Interface, Tunnel } from './model-wires.ts';
import {
  attachmentFact,
  containerFact,
  nativeId,
  networkFact,
  overlayFact,
  reading,
  swarmFact,
} from './testdata/facts.ts';
import { validate } from './validate.ts';

const port = { hostAddress: '0.0.0.0', hostPort: 80, containerPort: 80, protocol: 'tcp' } as const;
const attachments = [attachmentFact('front', { ipv4: '172.18.0.2' })];

/** Two hosts with a network, a container and a port each, and an overlay over both. */
function sound(): Topology {
  const hosts = ['alpha', 'beta'].map((id) =>
    reading(id, {
      swarm: swarmFact({ clusterId: 'c1', nodeId: id }),
      networks: [networkFact('front'), overlayFact('mesh')],
      containers: [
        containerFact('web', { attachments, ports: [port] }),
        containerFact('side', { networkMode: 'host' }),
      ],
    }),
  );
  return structuredClone(mergeOnce(hosts));
}

const front = `network:alpha/${nativeId('n-front')}`;
const frontBeta = `network:beta/${nativeId('n-front')}`;
const mesh = `network:swarm/c1/${nativeId('n-mesh')}`;
const web = `container:alpha/${nativeId('web')}`;
const webBeta = `container:beta/${nativeId('web')}`;
const sandbox = `sandbox:alpha/${nativeId('web')}`;
const endpoint = `endpoint:alpha/${nativeId('web')}/${nativeId('n-front')}`;
const webPort = `port:alpha/${nativeId('web')}/0.0.0.0/80-80/tcp`;
const gone = 'gone';

const serviceKey = 'service:c1/s';

/** A sound service but for what is given. */
function service(more: Partial<Service>): Service {
  return {
    id: serviceKey,
    nativeId: 's',
    clusterId: 'c1',
    name: 'web',
    mode: 'global',
    endpointMode: 'vip',
    networkIds: [mesh],
    virtualAddresses: [],
    ports: [],
    tasks: [],
    ...more,
  };
}

/** The entity, to be damaged. */
function of<T>(map: Record<string, T>, id: string): T {
  const entity = map[id];
  if (entity === undefined) throw new Error(`The sound topology has no ${id}.`);
  return entity;
}

const eth0 = 'interface:alpha/host/2';
const eth0Beta = 'interface:beta/host/2';

function link(hostId: string, more: Partial<Interface> = {}): Interface {
  const id = `interface:${hostId}/host/2`;
  const kinds = { place: 'host', kind: 'device', state: 'up' } as const;
  return { id, hostId, name: 'eth0', index: 2, addresses: [], ...kinds, ...more };
}

function withLinks(topology: Topology, more: Partial<Interface> = {}): void {
  Object.assign(topology.interfaces, { [eth0]: link('alpha', more), [eth0Beta]: link('beta') });
}

function withTunnel(topology: Topology, more: Partial<Tunnel> = {}): void {
  withLinks(topology);
  const id = 'tunnel:alpha/gre/gre2/10.0.0.2';
  const ends = { from: { hostId: 'alpha', address: '' }, to: { address: '10.0.0.2' } };
  topology.tunnels[id] = { id, kind: 'gre', source: 'observed', ...ends, ...more };
}

const device = { name: 'eth0', index: 2, mtu: 1500, state: 'up', kind: 'veth' };
const veth = { name: 'veth1', index: 9, mtu: 1500, state: 'up', bridge: '' };

const wireDamages: [string, (topology: Topology) => void, string][] = [
  ['V2', (t) => withLinks(t, { index: 3 }), `${eth0} should have the id interface:alpha/host/3`],
  ['V2', (t) => withTunnel(t, { kind: 'vxlan' }), 'is not named after its near host'],
  ['V3', (t) => withLinks(t, { networkId: gone }), 'names the network gone'],
  ['V3', (t) => withLinks(t, { masterId: gone }), 'names the master gone'],
  ['V3', (t) => withLinks(t, { peerId: gone }), 'names the peer gone'],
  ['V3', (t) => withTunnel(t, { interfaceId: gone }), 'names the interface gone'],
  [
    'V3',
    (t) => Object.assign(of(t.endpoints, endpoint), { veth: { ...veth, bridgeId: gone } }),
    'the bridge gone',
  ],
  [
    'V3',
    (t) => Object.assign(of(t.endpoints, endpoint), { interface: { ...device, parentId: gone } }),
    'the parent gone',
  ],
  ['V10', (t) => withLinks(t, { masterId: eth0Beta }), `${eth0} hangs on ${eth0Beta}, of another host.`],
  ['V10', (t) => withLinks(t, { networkId: frontBeta }), `${eth0} is of ${frontBeta}, which alpha does not`],
  [
    'V10',
    (t) => {
      const id = 'interface:alpha//2';
      t.interfaces[id] = link('alpha', { id, place: 'overlay' });
    },
    'is of an overlay that it does not name',
  ],
  ['V11', (t) => Object.assign(of(t.endpoints, endpoint), { veth }), 'has a veth, but no interface'],
  [
    'V11',
    (t) => Object.assign(of(t.endpoints, endpoint), { interface: device, attached: false }),
    'but is not attached',
  ],
  [
    'V11',
    (t) => {
      withLinks(t);
      const far = { ...veth, bridgeId: eth0Beta };
      Object.assign(of(t.endpoints, endpoint), { interface: device, veth: far });
    },
    `hangs on ${eth0Beta}, of another host.`,
  ],
  ['V12', (t) => withTunnel(t, { networkId: frontBeta }), 'which alpha does not have'],
  ['V12', (t) => withTunnel(t, { interfaceId: eth0Beta }), `is ${eth0Beta}, of another host.`],
  ['V12', (t) => withTunnel(t, { to: { hostId: 'alpha', address: '10.0.0.2' } }), 'leads back to its host.'],
  ['V13', (t) => withFinding(t, { about: [gone] }), 'is about gone, which does not exist'],
  ['V2', (t) => withFinding(t, { code: 'other' }), 'is not named after its code other'],
];

function withFinding(topology: Topology, more: Partial<Finding>): void {
  const id = 'finding:odd/alpha';
  const words = { message: 'Odd.', remedy: 'Look.' };
  topology.findings[id] = {
    ...{ id, code: 'odd', severity: 'error', hostId: 'alpha', about: ['alpha'] },
    ...words,
    ...more,
  };
}

describe('validate', () => {
  it('[V1] finds nothing wrong with what is right', () => {
    expect(validate(sound())).toEqual([]);
  });

  it.each<[string, (topology: Topology) => void, string]>([
    ['V2', (t) => Object.assign(of(t.networks, front), { nativeId: gone }), `${front} should have the id`],
    ['V2', (t) => Object.assign(of(t.networks, mesh), { nativeId: gone }), `${mesh} should have the id`],
    ['V2', (t) => Object.assign(of(t.containers, web), { nativeId: gone }), `${web} should have the id`],
    ['V2', (t) => Object.assign(of(t.ports, webPort), { hostPort: 81 }), `${webPort} should have the id`],
    [
      'V2',
      (t) => Object.assign(t.hosts, { gamma: t.hosts.alpha }),
      'hosts: the entry gamma has the id alpha.',
    ],
    [
      'V2',
      (t) => Object.assign(of(t.endpoints, endpoint), { networkId: mesh }),
      `${endpoint} is not named after`,
    ],
    [
      'V2',
      (t) => Object.assign(of(t.sandboxes, sandbox), { hostId: 'beta' }),
      `${sandbox} is not named after`,
    ],
    ['V3', (t) => Object.assign(of(t.networks, front), { hostIds: [gone] }), 'names the host gone'],
    [
      'V3',
      (t) => Object.assign(of(t.networks, mesh), { peers: [{ address: '', hostId: gone }] }),
      'the peer host gone',
    ],
    ['V3', (t) => delete t.hosts.beta, 'names the host beta'],
    ['V3', (t) => delete t.sandboxes[sandbox], `names the sandbox ${sandbox}`],
    ['V3', (t) => delete t.networks[front], `names the network ${front}`],
    ['V3', (t) => delete t.containers[web], `names the container ${web}`],
    ['V3', (t) => Object.assign(of(t.sandboxes, sandbox), { ownerId: gone }), 'names the owner gone'],
    [
      'V3',
      (t) => Object.assign(of(t.endpoints, endpoint), { containerId: 'constructor' }),
      'container constructor',
    ],
    [
      'V3',
      (t) => Object.assign(t.interfaces, { i1: { id: 'i1', hostId: gone, name: 'eth0' } }),
      'i1 names the host',
    ],
    [
      'V3',
      (t) => {
        const from = { hostId: 'alpha', address: '10.0.0.1' };
        t.tunnels.t1 = {
          id: 't1',
          kind: 'vxlan',
          networkId: gone,
          from,
          to: { address: '' },
          source: 'declared',
        };
      },
      't1 names the network gone',
    ],
    [
      'V2',
      (t) => Object.assign(t.services, { [serviceKey]: service({ nativeId: gone }) }),
      'should have the id',
    ],
    [
      'V3',
      (t) => Object.assign(t.services, { [serviceKey]: service({ networkIds: [gone] }) }),
      'the network gone',
    ],
    [
      'V3',
      (t) =>
        Object.assign(t.services, {
          [serviceKey]: service({ tasks: [{ id: 't', state: '', containerId: gone }] }),
        }),
      'the container gone',
    ],
    [
      'V9',
      (t) =>
        Object.assign(t.services, {
          [serviceKey]: service({
            clusterId: 'c1',
            tasks: [{ id: 't', state: '', hostId: 'alpha', containerId: webBeta }],
          }),
        }),
      'of another host',
    ],
    [
      'V9',
      (t) =>
        Object.assign(t.services, {
          'service:c2/s': service({
            id: 'service:c2/s',
            clusterId: 'c2',
            tasks: [{ id: 't', state: '', hostId: 'alpha' }],
          }),
        }),
      'not of its cluster',
    ],
    ['V4', (t) => Object.assign(of(t.networks, mesh), { hostIds: [] }), `${mesh} is on no host`],
    ['V4', (t) => Object.assign(of(t.networks, front), { hostIds: ['alpha', 'beta'] }), "is one host's"],
    ['V4', (t) => Object.assign(of(t.networks, mesh), { hostIds: ['beta', 'alpha'] }), 'in order'],
    [
      'V4',
      (t) => {
        const id = storeNetworkId('etcd', 'w');
        t.networks[id] = { ...of(t.networks, front), id, nativeId: 'w', hostIds: ['beta'] };
      },
      'w is on beta, which is not of its store.',
    ],
    ['V4', (t) => delete of(t.hosts, 'beta').swarm, `${mesh} is on beta, which is not of its cluster.`],
    ...wireDamages,
    ['V5', (t) => Object.assign(of(t.sandboxes, sandbox), { kind: 'host' }), 'which its id denies'],
    [
      'V5',
      (t) => Object.assign(of(t.sandboxes, 'sandbox:alpha/host'), { kind: 'private' }),
      'which its id denies',
    ],
    ['V5', (t) => Object.assign(of(t.sandboxes, 'sandbox:alpha/host'), { ownerId: web }), 'and has an owner'],
    [
      'V5',
      (t) => delete Object.assign(of(t.sandboxes, sandbox), { kind: 'none' }).ownerId,
      'and has no owner',
    ],
    [
      'V5',
      (t) => Object.assign(of(t.containers, web), { sandboxId: 'sandbox:alpha/host' }),
      'which lives elsewhere',
    ],
    ['V6', (t) => Object.assign(of(t.sandboxes, sandbox), { ownerId: webBeta }), 'of another host'],
    ['V6', (t) => Object.assign(of(t.containers, webBeta), { sandboxId: sandbox }), 'of another host'],
    ['V6', (t) => Object.assign(of(t.endpoints, endpoint), { hostId: 'beta' }), 'which beta does not have'],
    ['V6', (t) => Object.assign(of(t.ports, webPort), { containerId: webBeta }), 'of another host'],
    ['V7', (t) => Object.assign(of(t.endpoints, endpoint), { sandboxId: 'sandbox:alpha/host' }), 'is not.'],
    ['V7', (t) => Object.assign(of(t.containers, web), { state: 'exited' }), 'is not up'],
    ['V8', (t) => delete of(t.endpoints, endpoint).containerId, 'neither a container nor a name'],
    [
      'V8',
      (t) => Object.assign(of(t.endpoints, endpoint), { ipv4: '172.18.0.2/16' }),
      'has the IPv4 address',
    ],
    ['V8', (t) => Object.assign(of(t.endpoints, endpoint), { ipv6: '172.18.0.2' }), 'has the IPv6 address'],
  ])('[%s] finds a fault (%#)', (_, damage, sentence) => {
    const topology = sound();
    damage(topology);
    expect(validate(topology).join('\n')).toContain(sentence);
  });
});
