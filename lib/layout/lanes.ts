import { entityOf } from '../topology/entity-of.ts';
import type { Network, Topology } from '../topology/model.ts';
import type { Tunnel } from '../topology/model-wires.ts';
import { type Mesh, meshesOf } from './meshes.ts';

/** What has a bar of its own above the hosts: a network that reaches over several of them, or a mesh of tunnels. */
export interface Lane {
  id: string;
  label: string;
  network?: Network;
  mesh?: Mesh;
}

/** The lanes of the strips above the hosts, in drawing order. */
export function lanesOf(topology: Topology): Lane[] {
  return [
    ...spanningNetworks(topology).map((network) => ({
      id: network.id,
      label: networkLabel(network),
      network,
    })),
    ...meshesOf(topology).all.map((mesh) => ({ id: mesh.id, label: meshLabel(topology, mesh), mesh })),
  ];
}

function networkLabel(network: Network): string {
  const subnet = network.ipam.subnets.map((each) => each.subnet).join(', ');
  const vni = network.vni === undefined ? '' : `VXLAN ${network.vni}`;
  return [network.name, subnet, vni].filter(Boolean).join('  ');
}

/** `GRE  br0  MTU 1462`. */
function meshLabel(topology: Topology, mesh: Mesh): string {
  const ids = mesh.ends.flatMap(({ strands }) => strands.map(({ tunnelId }) => tunnelId));
  const tunnels = [...new Set(ids)].flatMap((id) => entityOf(topology.tunnels, id) ?? []);
  const bridges = [...new Set(tunnels.flatMap((tunnel) => bridgeName(topology, tunnel) ?? []))].sort();
  const mtus = tunnels.flatMap(({ mtu }) => mtu ?? []);
  const [least, most] = [Math.min(...mtus), Math.max(...mtus)];
  const shown = bridges.length > 3 ? [...bridges.slice(0, 2), `${bridges.length - 2} more`] : bridges;
  return [
    kindName(mesh.kind),
    shown.join(', '),
    mesh.key === undefined ? '' : `key ${mesh.key}`,
    mtus.length === 0 ? '' : `MTU ${least === most ? most : `${least} to ${most}`}`,
  ]
    .filter(Boolean)
    .join('  ');
}

/** A tunnel's kind as people write it: `GRE`, `VXLAN`, `Geneve`. */
export function kindName(kind: string): string {
  if (kind === 'geneve') return 'Geneve';
  return ['gre', 'gretap', 'vxlan', 'ipip', 'sit'].includes(kind)
    ? kind.replace('tap', '').toUpperCase()
    : kind;
}

/** The bridge that a tunnel is led out of. */
function bridgeName({ interfaces, networks }: Topology, tunnel: Tunnel): string | undefined {
  const device = entityOf(interfaces, tunnel.interfaceId ?? '');
  const bridge = entityOf(interfaces, device?.masterId ?? '');
  return bridge?.name ?? entityOf(networks, tunnel.networkId ?? '')?.bridge;
}

/** Networks that are one network over several hosts and have something plugged in somewhere, in name order. */
function spanningNetworks(topology: Topology): Network[] {
  const inUse = new Map<string, Set<string>>();
  for (const endpoint of Object.values(topology.endpoints)) {
    const hosts = inUse.get(endpoint.networkId) ?? new Set();
    inUse.set(endpoint.networkId, hosts.add(endpoint.hostId));
  }
  return Object.values(topology.networks)
    .filter(
      (network) => network.scope !== 'local' && !network.configOnly && (inUse.get(network.id)?.size ?? 0) > 0,
    )
    .sort(
      (a, b) => Number(a.ingress) - Number(b.ingress) || (a.name < b.name ? -1 : 1) || (a.id < b.id ? -1 : 1),
    );
}
