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
  const meshes = Map.groupBy(edges, ({ from }) => groupOf(from));
  return [...meshes].map(([group, own]) => ({
    bridges: new Map([...bridges].filter(([id]) => groupOf(id) === group)),
    edges: own,
    networks: networks.filter(({ network }) => groupOf(network.bridgeId) === group),
  }));
}

/** A tunnel joins two bridges if each host has its end of it: same kind and key, each to an address of the other. */
function tunnelEdges(parts: readonly MeshPart[]): MeshEdge[] {
  const hosts = onlyBy(
    parts.flatMap((part) => [...new Set(part.addresses)].map((address) => ({ address, part }))),
    ({ address }) => address,
  );
  return parts.flatMap((near) =>
    near.tunnels.flatMap((tunnel): MeshEdge[] => {
      const far = hosts.get(tunnel.remote)?.part;
      // Each is found from both ends.
      if (!far || near.hostId >= far.hostId) return [];
      const others = far.tunnels.filter(
        (other) =>
          other.kind === tunnel.kind && other.key === tunnel.key && hosts.get(other.remote)?.part === near,
      );
      const other = others.length > 1 ? others.find(({ remote }) => remote === tunnel.local) : others[0];
      return other ? [{ from: tunnel.bridgeId, to: other.bridgeId, tunnels: [tunnel, other] }] : [];
    }),
  );
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
