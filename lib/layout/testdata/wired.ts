import { interfaceId, tunnelId } from '../../topology/ids.ts';
import type { Topology } from '../../topology/model.ts';
import type { Interface, Tunnel } from '../../topology/model-wires.ts';
import { sampleTopology } from './sample.ts';

/**
 * A sample with the wires of all its hosts read: a veth pair for each attached endpoint of a bridge or an overlay,
 * the bridges, the hosts' own interfaces, the overlay's tunnels, and GRE tunnels between the hosts' default bridges.
 */
export function wiredTopology(hosts: number, containersPerHost: number): Topology {
  const topology = sampleTopology(hosts, containersPerHost);
  const ids = Object.keys(topology.hosts).sort();
  for (const hostId of ids) {
    Object.assign(topology.hosts[hostId] ?? {}, {
      wires: { state: 'live', way: 'local', reader: 'netlink' },
    });
    addLinks(topology, hostId);
  }
  plugPairs(topology);
  for (const from of ids) {
    for (const to of ids.filter((id) => id !== from)) {
      addTunnel(topology, from, to, 'vxlan', networkOf(topology, 'mesh', from));
      addTunnel(topology, from, to, 'gre', networkOf(topology, 'bridge', from));
    }
  }
  return topology;
}

/** The address that the tunnels of a host start from. */
export const addressOf = (hostId: string) => `10.98.0.${hostId.slice(1)}`;

const networkOf = ({ networks }: Topology, name: string, hostId: string) =>
  Object.values(networks).find((each) => each.name === name && each.hostIds.includes(hostId))?.id ?? '';

function addLinks(topology: Topology, hostId: string): void {
  const put = (link: Omit<Interface, 'hostId' | 'state' | 'addresses'> & Partial<Interface>) => {
    topology.interfaces[link.id] = { hostId, state: 'up', addresses: [], ...link };
  };
  const eth0 = { name: 'eth0', kind: 'device', mtu: 1500, addresses: [`${addressOf(hostId)}/24`] };
  const own = { place: 'host', index: 2, defaultGateway: '10.98.0.254' } as const;
  put({ id: interfaceId(hostId, 'host', 2), ...eth0, ...own });
  const bridges = Object.values(topology.networks).filter(
    ({ driver, hostIds }) => ['bridge', 'overlay'].includes(driver) && hostIds.includes(hostId),
  );
  for (const [at, network] of bridges.entries()) {
    const place = network.driver === 'overlay' ? 'overlay' : 'host';
    const bridge = { stp: network.name === 'bridge', vlanFiltering: false };
    const id = interfaceId(hostId, place === 'host' ? 'host' : network.nativeId, 3 + at);
    const name =
      place === 'overlay' ? 'br0' : network.builtin ? 'docker0' : `br-${network.nativeId.slice(0, 12)}`;
    put({ id, name, place, kind: 'bridge', networkId: network.id, index: 3 + at, mtu: 1500, bridge });
  }
  put({ id: interfaceId(hostId, 'ovs', 'br0'), name: 'br0', place: 'openvswitch', kind: 'openvswitch' });
}

function plugPairs({ endpoints, networks, interfaces }: Topology): void {
  for (const [at, endpoint] of Object.values(endpoints).entries()) {
    const bridge = Object.values(interfaces).find(
      ({ networkId, hostId }) => networkId === endpoint.networkId && hostId === endpoint.hostId,
    );
    if (!endpoint.attached || !bridge || networks[endpoint.networkId] === undefined) continue;
    const mtu = bridge.mtu ?? 1500;
    const name = `veth${(0x1a2b3c0 + at).toString(16)}`;
    endpoint.interface = { name: 'eth0', index: 4 + 2 * at, mtu, state: 'up', kind: 'veth' };
    endpoint.veth = {
      name,
      index: 5 + 2 * at,
      bridge: bridge.name,
      bridgeId: bridge.id,
      mtu,
      state: 'up',
      port: 'forwarding',
    };
  }
}

function addTunnel(topology: Topology, from: string, to: string, kind: string, networkId: string): void {
  const device = kind === 'gre' ? interfaceId(from, 'ovs', `gre-${to}`) : undefined;
  const tunnel: Tunnel = {
    id: tunnelId(from, kind, kind === 'gre' ? `gre-${to}` : 'mesh', addressOf(to)),
    kind,
    networkId,
    from: { hostId: from, address: addressOf(from) },
    to: { hostId: to, address: addressOf(to) },
    source: 'observed',
    mtu: kind === 'gre' ? 1462 : 1450,
    ...(kind === 'vxlan' ? { key: 4097, endpoints: 3 } : {}),
    ...(device ? { interfaceId: device } : {}),
  };
  topology.tunnels[tunnel.id] = tunnel;
  if (!device) return;
  topology.interfaces[device] = {
    id: device,
    hostId: from,
    name: `gre-${to}`,
    place: 'openvswitch',
    kind: 'gre',
    state: 'up',
    addresses: [],
    masterId: interfaceId(from, 'ovs', 'br0'),
  };
}
