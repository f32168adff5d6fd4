import { describe, expect, it } from 'vitest';
import {
  attachmentFact,
  containerFact,
  networkFact,
  overlayFact,
  swarmFact,
} from '../topology/testdata/facts.ts';
import { validate } from '../topology/validate.ts';
import type { LinkFact, OpenVswitchFact, OpenVswitchPort, StackFact } from './facts.ts';
import { linkFact, stackFact, vethFact } from './testdata/facts.ts';
import { topologyOf } from './testdata/hosts.ts';

function interfacesOf(stacks: StackFact[], more: { ovs?: OpenVswitchFact; snapshot?: object } = {}) {
  const topology = topologyOf([
    'alpha',
    { networks: [networkFact('bridge')], ...more.snapshot },
    stacks,
    { handles: { web: 'c' }, facts: more.ovs ? { openVswitch: more.ovs } : {} },
  ]);
  expect(validate(topology)).toEqual([]);
  return topology.interfaces;
}

const host = (links: LinkFact[], more: Partial<StackFact> = {}) =>
  stackFact('host', links, { namespaces: {}, ...more });
const names = (interfaces: Record<string, { name: string }>) =>
  Object.values(interfaces).map(({ name }) => name);

describe('the interfaces of the host', () => {
  it('[B3] are its links as the kernel tells them', () => {
    const eth0 = linkFact(2, 'eth0', { mac: '02:00:00:00:00:01', addresses: ['10.0.0.1/24'] });
    expect(interfacesOf([host([eth0])])).toEqual({
      'interface:alpha/host/2': {
        id: 'interface:alpha/host/2',
        hostId: 'alpha',
        name: 'eth0',
        place: 'host',
        kind: 'device',
        index: 2,
        mtu: 1500,
        mac: '02:00:00:00:00:01',
        state: 'up',
        addresses: ['10.0.0.1/24'],
      },
    });
  });

  it('[B3] are not the ends of endpoints’ veth pairs, but other veths are', () => {
    const mac = '02:42:ac:11:00:02';
    const stacks = [
      host([vethFact(7, 'veth1', 2, 0), vethFact(8, 'uplink', 2, 5)], { namespaces: { 0: 'c' } }),
      stackFact('c', [vethFact(2, 'eth0', 7, 1, { mac })], { namespaces: { 1: 'host' } }),
    ];
    const containers = [containerFact('web', { attachments: [attachmentFact('bridge', { mac })] })];
    const networks = [networkFact('bridge')];
    expect(names(interfacesOf(stacks, { snapshot: { networks, containers } }))).toEqual(['uplink']);
    expect(names(interfacesOf(stacks))).toEqual(['veth1', 'uplink']);
  });

  it('[B3] leave out loopback without an address of its own, and what the kernel makes for itself', () => {
    const lo = (addresses: string[]) => linkFact(1, 'lo', { kind: 'loopback', addresses });
    const tunnels = [
      linkFact(4, 'gre0', { kind: 'gre', up: false }),
      linkFact(5, 'tunl0'),
      linkFact(6, 'ovs-netdev', { up: false }),
    ];
    expect(names(interfacesOf([host([lo(['127.0.0.1/8', '::1/128']), ...tunnels])]))).toEqual(['tunl0']);
    expect(names(interfacesOf([host([lo(['127.0.0.1/8', '10.9.9.9/32'])])]))).toEqual(['lo']);
  });

  it('[B4] name their bridge, their network, and what they hang on', () => {
    const links = [
      linkFact(2, 'eth0', { master: 4 }),
      linkFact(3, 'eth0.10', { kind: 'vlan', peerIndex: 2 }),
      linkFact(4, 'docker0', { kind: 'bridge', bridge: { stp: true, vlanFiltering: false } }),
      vethFact(5, 'a', 6),
      vethFact(6, 'b', 5, undefined, { master: 4, port: { state: 'blocking' } }),
    ];
    const id = (index: number) => `interface:alpha/host/${index}`;
    const found = interfacesOf([host(links)]);
    expect(found[id(2)]).toMatchObject({ masterId: id(4) });
    expect(found[id(3)]).toMatchObject({ peerId: id(2) });
    expect(found[id(4)]).toMatchObject({ bridge: { stp: true, vlanFiltering: false } });
    expect(found[id(4)]?.networkId).toMatch(/^network:alpha\//);
    expect(found[id(5)]).toMatchObject({ peerId: id(6) });
    expect(found[id(6)]).toMatchObject({ peerId: id(5), masterId: id(4), port: { state: 'blocking' } });
  });

  it('[B4] find Podman’s bridge by the gateway’s address', () => {
    const networks = [
      networkFact('podman', {
        ipam: { driver: 'default', subnets: [{ subnet: '10.88.0.0/16', gateway: '10.88.0.1' }] },
      }),
    ];
    const engine = { flavour: 'podman', version: '5', apiVersion: '1.41' };
    const bridges = [
      linkFact(3, 'podman7', { kind: 'bridge', addresses: ['10.88.0.1/16'] }),
      linkFact(4, 'podman8', { kind: 'bridge', addresses: ['10.89.0.1/16'] }),
    ];
    const found = interfacesOf([host(bridges)], { snapshot: { networks, engine } });
    expect(Object.values(found).map(({ name, networkId }) => [name, networkId !== undefined])).toEqual([
      ['podman7', true],
      ['podman8', false],
    ]);
  });

  it('[B5] name the gateway on the device that the way out leads through', () => {
    const links = [linkFact(2, 'eth0'), linkFact(3, 'wlan0')];
    const defaultRoutes = [
      { gateway: '192.168.1.1', device: 'wlan0', metric: 600 },
      { gateway: '10.0.0.254', device: 'eth0', metric: 100 },
    ];
    const found = Object.values(interfacesOf([host(links, { defaultRoutes })]));
    expect(found.map(({ defaultGateway }) => defaultGateway)).toEqual(['10.0.0.254', undefined]);
  });
});

it('[B6] an overlay’s devices are of that overlay', () => {
  const mesh = overlayFact('mesh');
  const inner = stackFact(
    'o',
    [
      linkFact(1, 'lo', { kind: 'loopback', addresses: ['10.1.1.1/32'] }),
      linkFact(2, 'br0', { kind: 'bridge', addresses: ['10.0.1.1/24'] }),
      linkFact(11, 'vxlan0', { kind: 'vxlan', master: 2, vxlan: { vni: 4097, port: 4789 } }),
    ],
    { handles: [`1-${mesh.nativeId.slice(0, 10)}`] },
  );
  const snapshot = { swarm: swarmFact({ clusterId: 'c1' }), networks: [mesh] };
  const found = interfacesOf([host([]), inner], { snapshot });
  const id = (index: number) => `interface:alpha/${mesh.nativeId}/${index}`;
  expect(Object.keys(found)).toEqual([id(2), id(11)]);
  expect(found[id(11)]).toMatchObject({
    ...{ place: 'overlay', networkId: `network:swarm/c1/${mesh.nativeId}`, masterId: id(2) },
    vxlan: { vni: 4097, port: 4789 },
  });
});

describe('Open vSwitch', () => {
  const port = (name: string, type: string, more: Partial<OpenVswitchPort> = {}) => ({
    ...{ name, type, up: true },
    ...more,
  });
  const ovs: OpenVswitchFact = {
    bridges: [
      {
        ...{ name: 'br0', datapath: 'netdev', stp: true },
        ports: [
          port('br0', 'internal'),
          port('gre2', 'gre', { remote: '10.0.0.2', stp: { state: 'blocking', role: 'alternate' } }),
          port('tap1', 'internal', { tag: 10 }),
          port('p1', 'patch', { peer: 'p2' }),
        ],
      },
      {
        ...{ name: 'brphy', datapath: 'netdev', stp: false },
        ports: [port('eth0', 'system'), port('p2', 'patch', { peer: 'p1', up: false })],
      },
    ],
  };
  const found = interfacesOf(
    [
      host([
        vethFact(2, 'eth0', 9, 4),
        linkFact(5, 'br0', { kind: 'tun', mtu: 1462, master: 7 }),
        linkFact(6, 'tap1', { kind: 'tun' }),
        linkFact(7, 'docker0', { kind: 'bridge' }),
      ]),
    ],
    { ovs },
  );
  const id = (key: string | number) =>
    typeof key === 'number' ? `interface:alpha/host/${key}` : `interface:alpha/ovs/${key}`;

  it('[B7] its bridge and the kernel’s device of that name are one interface', () => {
    expect(found[id(5)]).toMatchObject({
      ...{ name: 'br0', place: 'host', kind: 'openvswitch', index: 5, mtu: 1462, masterId: id(7) },
      bridge: { stp: true, vlanFiltering: true },
    });
    expect(found[id('brphy')]).toMatchObject({ place: 'openvswitch', kind: 'openvswitch' });
    expect(names(found).filter((name) => name === 'br0')).toHaveLength(1);
  });

  it('[B8] its ports are the kernel’s devices where they are, and else its own', () => {
    expect(found[id(6)]).toMatchObject({ kind: 'tun', masterId: id(5), port: { tag: 10 } });
    expect(found[id(2)]).toMatchObject({
      kind: 'veth',
      masterId: id('brphy'),
      port: { state: 'forwarding' },
    });
    expect(found[id('gre2')]).toMatchObject({
      ...{ place: 'openvswitch', kind: 'gre', masterId: id(5), state: 'up' },
      port: { state: 'blocking', role: 'alternate' },
    });
    expect(found[id('p2')]).toMatchObject({ peerId: id('p1'), port: { state: 'disabled' }, state: 'down' });
  });
});
