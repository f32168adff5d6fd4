import {
  endpointId,
  findingId,
  interfaceId,
  networkId,
  swarmNetworkId,
  tunnelId,
} from '../../topology/ids.ts';
import type { Topology } from '../../topology/model.ts';
import type { Finding, Interface, Tunnel } from '../../topology/model-wires.ts';
import { makeScene, native } from './scene.ts';

const mesh = swarmNetworkId('lab', 'mesh');

/**
 * The scene with its wires read: on h1 live, on h2 a while ago (with Open vSwitch and a tunnel to h3), on h3 not at
 * all, but for the parent of its macvlan. A port of h1's bridge is down, and a tunnel is blocked.
 */
export function makeWiredScene(): Topology {
  const topology = makeScene();
  const [h1, h2, h3] = [topology.hosts.h1, topology.hosts.h2, topology.hosts.h3];
  if (!h1 || !h2 || !h3) throw new Error('The scene lacks a host.');
  h1.wires = { state: 'live', way: 'local', reader: 'netlink' };
  h2.wires = {
    state: 'stale',
    way: 'helper',
    reader: 'sysfs',
    reason: 'The helper container did not start: the image busybox is not on this host. Pull it there.',
    lastSeen: '2026-11-20T11:00:00.000Z',
  };
  h2.origin = 'stored';
  h3.wires = {
    state: 'off',
    reason: 'Nobody allowed a helper container on this host. Allow it in its settings.',
  };
  h3.origin = 'file';
  h3.source = 'patchbay.yaml';

  for (const each of [...ofHost1(), ...ofHost2(), parent()]) topology.interfaces[each.id] = each;
  for (const each of tunnels()) topology.tunnels[each.id] = each;
  plugVeths(topology);
  for (const each of findings()) topology.findings[each.id] = each;
  return topology;
}

const plain = (hostId: string, place: string, key: number | string, name: string): Interface => ({
  id: interfaceId(hostId, place, key),
  hostId,
  name,
  place: 'host',
  kind: 'bridge',
  mtu: 1500,
  state: 'up',
  addresses: [],
  ...(typeof key === 'number' ? { index: key } : {}),
});

const bridge = { stp: false, vlanFiltering: false };

function overlay(hostId: string): Interface[] {
  const inner = plain(hostId, 'mesh', 2, 'br0');
  return [
    { ...inner, place: 'overlay', networkId: mesh, mtu: 1450, addresses: ['10.88.0.1/24'], bridge },
    {
      ...plain(hostId, 'mesh', 5, 'vxlan0'),
      place: 'overlay',
      kind: 'vxlan',
      networkId: mesh,
      mtu: 1450,
      state: 'unknown',
      masterId: inner.id,
      port: { state: 'forwarding' },
      vxlan: { vni: 4097, port: 4789 },
    },
  ];
}

function ofHost1(): Interface[] {
  const front = networkId('h1', 'front');
  const back = networkId('h1', 'back');
  return [
    {
      ...plain('h1', 'host', 2, 'eth0'),
      kind: 'device',
      mac: '02:00:00:00:00:01',
      addresses: ['10.77.0.1/24', 'fe80::1/64'],
      defaultGateway: '10.77.0.254',
    },
    { ...plain('h1', 'host', 3, 'br-front'), networkId: front, addresses: ['192.168.64.1/24'], bridge },
    {
      ...plain('h1', 'host', 4, 'br-back'),
      networkId: back,
      addresses: ['172.19.0.1/16'],
      bridge: { stp: true, vlanFiltering: true },
    },
    { ...plain('h1', 'host', 5, 'docker0'), networkId: networkId('h1', 'bridge'), state: 'down', bridge },
    ...overlay('h1'),
  ];
}

function ofHost2(): Interface[] {
  const ovs = interfaceId('h2', 'ovs', 'br0');
  return [
    { ...plain('h2', 'host', 2, 'eth0'), kind: 'device', addresses: ['10.77.0.2/24'] },
    {
      ...plain('h2', 'host', 3, 'docker0'),
      networkId: networkId('h2', 'bridge'),
      addresses: ['172.17.64.1/18'],
      bridge,
    },
    {
      ...plain('h2', 'ovs', 'br0', 'br0'),
      place: 'openvswitch',
      kind: 'openvswitch',
      mtu: 1462,
      masterId: interfaceId('h2', 'host', 3),
      bridge: { stp: true, vlanFiltering: false },
    },
    {
      ...plain('h2', 'ovs', 'gre3', 'gre3'),
      place: 'openvswitch',
      kind: 'gre',
      masterId: ovs,
      port: { state: 'blocking', role: 'alternate' },
    },
    ...overlay('h2'),
  ];
}

/** The one thing known of h3: what its macvlan hangs on. */
function parent(): Interface {
  return {
    ...plain('h3', 'host', 2, 'eth0'),
    kind: 'device',
    networkId: networkId('h3', 'lan'),
    addresses: ['10.77.0.3/24'],
  };
}

function tunnels(): Tunnel[] {
  const vxlan = (from: string, address: string, to: Tunnel['to'], more: Partial<Tunnel>): Tunnel => ({
    id: tunnelId(from, 'vxlan', 'mesh', to.address),
    kind: 'vxlan',
    networkId: mesh,
    interfaceId: interfaceId(from, 'mesh', 5),
    from: { hostId: from, address },
    to,
    key: 4097,
    source: 'observed',
    mtu: 1450,
    ...more,
  });
  return [
    vxlan('h1', '10.77.0.1', { hostId: 'h2', address: '10.77.0.2' }, { endpoints: 2 }),
    vxlan('h2', '10.77.0.2', { hostId: 'h1', address: '10.77.0.1' }, { endpoints: 1 }),
    vxlan('h1', '10.77.0.1', { address: '10.77.0.9' }, { source: 'declared' }),
    {
      id: tunnelId('h2', 'gre', 'gre3', '10.77.0.3'),
      kind: 'gre',
      networkId: networkId('h2', 'bridge'),
      interfaceId: interfaceId('h2', 'ovs', 'gre3'),
      from: { hostId: 'h2', address: '10.77.0.2' },
      to: { hostId: 'h3', address: '10.77.0.3' },
      source: 'observed',
      mtu: 1462,
      blocked: true,
    },
  ];
}

/** Endpoints on h1's networks hang on its bridges; those of h3's macvlan on its interface. */
function plugVeths({ endpoints, interfaces }: Topology): void {
  for (const endpoint of Object.values(endpoints)) {
    const own = Object.values(interfaces).find(
      ({ networkId: id, hostId, kind }) =>
        id === endpoint.networkId && hostId === endpoint.hostId && kind !== 'vxlan',
    );
    if (endpoint.veth && own?.bridge)
      endpoint.veth = { ...endpoint.veth, bridge: own.name, bridgeId: own.id, port: 'forwarding' };
    if (own?.kind === 'device' && endpoint.attached) {
      endpoint.interface = {
        name: 'eth0',
        index: 7,
        mtu: 1500,
        state: 'up',
        kind: 'macvlan',
        parentId: own.id,
      };
    }
  }
  const down = endpoints[dbOnBack];
  if (down?.veth) down.veth = { ...down.veth, state: 'down', port: 'disabled' };
}

const dbOnBack = endpointId('h1', native('h1', 'db'), native('h1', 'back'));

function findings(): Finding[] {
  const blocked = tunnelId('h2', 'gre', 'gre3', '10.77.0.3');
  return [
    {
      id: findingId('port-down', dbOnBack),
      code: 'port-down',
      severity: 'error',
      hostId: 'h1',
      about: [dbOnBack, networkId('h1', 'back')],
      message: 'veth482d892, the port of db on the bridge of back, is down: db reaches nobody there.',
      remedy: 'Set it up again on the host: ip link set dev veth482d892 up',
    },
    {
      id: findingId('stale-forwarding', blocked),
      code: 'stale-forwarding',
      severity: 'warning',
      hostId: 'h2',
      about: [blocked, 'h2'],
      message: 'h2 still forwards to 10.77.0.9, where no host of ours is.',
      remedy: 'Restart the engine there, or wait until the entry goes.',
    },
  ];
}
