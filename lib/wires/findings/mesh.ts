import { onlyBy } from '../only.ts';
import type { MeshBridge, MeshNetwork, MeshPart, MeshTunnel } from './mesh-part.ts';

/** Bridges over several hosts, and what joins each two of them. */
export interface Mesh {
  bridges: ReadonlyMap<string, { bridge: MeshBridge; part: MeshPart }>;
  /** Wires within hosts, and tunnels that both ends have. */
  edges: readonly MeshEdge[];
  networks: readonly { network: MeshNetwork; part: MeshPart }[];
}

export interface MeshEdge {
  from: string;
  to: string;
  /** Both ends' of a tunnel; none of a wire within a host. */
  tunnels: readonly MeshTunnel[];
}

/** The separate meshes that the hosts' parts make: everything in one is one wire, as far as it is not blocked. */
export function meshesOf(parts: readonly MeshPart[]): Mesh[] {
  const bridges = new Map(
    parts.flatMap((part) => part.bridges.map((bridge) => [bridge.id, { bridge, part }] as const)),
  );
  const edges = [
    ...parts.flatMap(({ joins }) => joins.map(([from, to]): MeshEdge => ({ from, to, tunnels: [] }))),
    ...tunnelEdges(parts),
  ];
  const networks = parts.flatMap((part) => part.networks.map((network) => ({ network, part })));
  const groupOf = groups([...bridges.keys()], edges);
  const bridgesOf = Map.groupBy(bridges, ([id]) => groupOf(id));
  const networksOf = Map.groupBy(networks, ({ network }) => groupOf(network.bridgeId));
  return [...Map.groupBy(edges, ({ from }) => groupOf(from))].map(([group, own]) => ({
    bridges: new Map(bridgesOf.get(group)),
    edges: own,
    networks: networksOf.get(group) ?? [],
  }));
}

/** A tunnel joins two bridges if each host has its end of it: same kind and key, each to an address of the other. */
function tunnelEdges(parts: readonly MeshPart[]): MeshEdge[] {
  const hosts = onlyBy(
    parts.flatMap((part) => [...new Set(part.addresses)].map((address) => ({ address, part }))),
    ({ address }) => address,
  );
  const farOf = ({ remote }: MeshTunnel) => hosts.get(remote)?.part;
  const ends = Map.groupBy(
    parts.flatMap((part) => part.tunnels.map((tunnel) => ({ part, tunnel }))),
    ({ part, tunnel }) => endKey(part, tunnel, farOf(tunnel)),
  );
  return parts.flatMap((near) =>
    near.tunnels.flatMap((tunnel): MeshEdge[] => {
      const far = farOf(tunnel);
      // Each is found from both ends.
      if (!far || near.hostId >= far.hostId) return [];
      const others = ends.get(endKey(far, tunnel, near)) ?? [];
      const other = others.length > 1 ? others.find((one) => one.tunnel.remote === tunnel.local) : others[0];
      return other
        ? [{ from: tunnel.bridgeId, to: other.tunnel.bridgeId, tunnels: [tunnel, other.tunnel] }]
        : [];
    }),
  );
}

function endKey(from: MeshPart, { kind, key }: MeshTunnel, to: MeshPart | undefined): string {
  return `${from.hostId} ${to?.hostId} ${kind} ${key}`;
}

/** For each of the ids, one of those that it is joined with, the same for all of these. */
export function groups(
  ids: readonly string[],
  edges: readonly Pick<MeshEdge, 'from' | 'to'>[],
): (id: string) => string {
  const parent = new Map(ids.map((id) => [id, id]));
  const rootOf = (id: string): string => {
    const next = parent.get(id) ?? id;
    if (next === id) return id;
    const root = rootOf(next);
    parent.set(id, root);
    return root;
  };
  for (const { from, to } of edges) parent.set(rootOf(from), rootOf(to));
  return rootOf;
}
