import { describe, expect, it } from 'vitest';
import { storeNetworkId } from './ids.ts';
import type { Service, Topology } from './model.ts';
import { endpoint, front, gone, mesh, of, sandbox, sound, web, webBeta, webPort } from './testdata/sound.ts';
import { validate } from './validate.ts';

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
