import { expect, it } from 'vitest';
import type { Topology } from './model.ts';
import type { Finding, Interface, Tunnel } from './model-wires.ts';
import { endpoint, frontBeta, gone, of, sound } from './testdata/sound.ts';
import { validate } from './validate.ts';

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

function withFinding(topology: Topology, more: Partial<Finding>): void {
  const id = 'finding:odd/alpha';
  const words = { message: 'Odd.', remedy: 'Look.' };
  topology.findings[id] = {
    ...{ id, code: 'odd', severity: 'error', hostId: 'alpha', about: ['alpha'] },
    ...words,
    ...more,
  };
}

it.each<[string, (topology: Topology) => void, string]>([
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
])('[%s] finds a fault of the wires (%#)', (_, damage, sentence) => {
  const topology = sound();
  damage(topology);
  expect(validate(topology).join('\n')).toContain(sentence);
});
