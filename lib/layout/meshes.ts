import { entityOf } from '../topology/entity-of.ts';
import type { Topology } from '../topology/model.ts';
import type { Tunnel } from '../topology/model-wires.ts';
import { compareText } from '../topology/order.ts';

/** Tunnels between bridges that no network over several hosts owns, as far as they hang together. */
export interface Mesh {
  id: string;
  kind: string;
  key?: number;
  /** Where it is led out of, in the order of hosts. */
  ends: MeshEnd[];
}

/** What a mesh is led out of: a network's bridge, or a host where it is not known which. */
export interface MeshEnd {
  hostId: string;
  networkId?: string;
  strands: MeshStrand[];
}

/** One side of a tunnel. */
export interface MeshStrand {
  /** The tunnel; of a side that is missing, the one that leads here. */
  tunnelId: string;
  /** `missing`: the far side has a tunnel here, and nothing leads back; `unread`: what leads back is not known. */
  state: 'open' | 'blocked' | 'missing' | 'unread';
}

interface Vertex extends MeshEnd {
  key: string;
  group: Vertex[];
}

interface Meshes {
  all: readonly Mesh[];
  /** The networks whose bridges they are led out of. */
  networkIds: ReadonlySet<string>;
}

// A topology has most of its maps in common with the one before it: what they tell is found once for these four.
let last: { of: Topology; meshes: Meshes } | undefined;

/** The meshes of a topology. */
export function meshesOf(topology: Topology): Meshes {
  const same =
    last?.of.tunnels === topology.tunnels &&
    last.of.networks === topology.networks &&
    last.of.interfaces === topology.interfaces &&
    last.of.hosts === topology.hosts;
  if (last && same) return last.meshes;
  const all = findMeshes(topology);
  const networkIds = new Set(all.flatMap(({ ends }) => ends.flatMap(({ networkId }) => networkId ?? [])));
  last = { of: topology, meshes: { all, networkIds } };
  return last.meshes;
}

/** Whether a tunnel belongs to a network over several hosts, whose bar it is part of. */
function isOfNetwork({ networks }: Topology, { networkId }: Tunnel): boolean {
  const network = entityOf(networks, networkId ?? '');
  return network !== undefined && network.scope !== 'local';
}

function findMeshes(topology: Topology): Mesh[] {
  const tunnels = Object.values(topology.tunnels)
    .filter((tunnel) => !isOfNetwork(topology, tunnel))
    .sort((a, b) => compareText(a.id, b.id));
  const vertices = new Map<string, Vertex>();
  const at = (hostId: string, tunnel: Tunnel, outOf: string, networkId: string | undefined) => {
    const key = JSON.stringify([hostId, likeOf(tunnel), outOf]);
    const there = vertices.get(key);
    if (there) return there;
    const made: Vertex = { key, hostId, strands: [], group: [], ...(networkId ? { networkId } : {}) };
    made.group = [made];
    vertices.set(key, made);
    return made;
  };
  const near = (tunnel: Tunnel) =>
    at(tunnel.from.hostId, tunnel, bridgeOf(topology, tunnel), tunnel.networkId);
  for (const tunnel of tunnels)
    near(tunnel).strands.push({ tunnelId: tunnel.id, state: tunnel.blocked ? 'blocked' : 'open' });
  const backs = wayBack(tunnels);
  const likes = Map.groupBy(tunnels, (tunnel) => `${tunnel.from.hostId} ${likeOf(tunnel)}`);
  for (const tunnel of tunnels) {
    const { hostId } = tunnel.to;
    if (hostId === undefined || !entityOf(topology.hosts, hostId)) continue;
    const back = backs(tunnel);
    if (back) {
      join(near(tunnel), near(back));
      continue;
    }
    // Without a way back it ends where the far host's only tunnels of its kind are led out of.
    const others = [...new Set((likes.get(`${hostId} ${likeOf(tunnel)}`) ?? []).map(near))];
    const [only] = others;
    const far = only && others.length === 1 ? only : at(hostId, tunnel, '', undefined);
    const read = entityOf(topology.hosts, hostId)?.wires?.state === 'live';
    far.strands.push({ tunnelId: tunnel.id, state: read ? 'missing' : 'unread' });
    join(near(tunnel), far);
  }
  const groups = new Set([...vertices.values()].map(({ group }) => group));
  return [...groups].map((group) => meshOf(topology, group)).sort((a, b) => compareText(a.id, b.id));
}

/** Tunnels that can be the two sides of one: of one kind and key. */
const likeOf = ({ kind, key }: Tunnel) => `${kind} ${key ?? ''}`;

/** What a tunnel is led out of on its near host. */
function bridgeOf({ interfaces }: Topology, { networkId, interfaceId }: Tunnel): string {
  return networkId ?? entityOf(interfaces, interfaceId ?? '')?.masterId ?? '';
}

/** The other side of a tunnel: from the far host to the near one, between the same addresses if there are several. */
function wayBack(tunnels: readonly Tunnel[]): (tunnel: Tunnel) => Tunnel | undefined {
  const sides = Map.groupBy(tunnels, (tunnel) =>
    JSON.stringify([tunnel.from.hostId, tunnel.to.hostId, likeOf(tunnel)]),
  );
  return (tunnel) => {
    const back = sides.get(JSON.stringify([tunnel.to.hostId, tunnel.from.hostId, likeOf(tunnel)])) ?? [];
    const exact = back.find(
      ({ from, to }) => from.address === tunnel.to.address && to.address === tunnel.from.address,
    );
    return exact ?? back.find((each) => each !== tunnel);
  };
}

function join(a: Vertex, b: Vertex): void {
  if (a.group === b.group) return;
  const [into, from] = a.group.length >= b.group.length ? [a.group, b.group] : [b.group, a.group];
  for (const vertex of from) vertex.group = into;
  into.push(...from);
}

function meshOf({ tunnels }: Topology, group: readonly Vertex[]): Mesh {
  const ends = [...group]
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ hostId, networkId, strands }) => ({
      hostId,
      strands: [...strands].sort(
        (a, b) => compareText(a.tunnelId, b.tunnelId) || compareText(a.state, b.state),
      ),
      ...(networkId ? { networkId } : {}),
    }));
  const ids = ends.flatMap(({ strands }) => strands.map(({ tunnelId }) => tunnelId)).sort(compareText);
  const first = tunnels[ids[0] ?? ''];
  return {
    id: `mesh ${ids[0] ?? ''}`,
    kind: first?.kind ?? '',
    ends,
    ...(first?.key === undefined ? {} : { key: first.key }),
  };
}
