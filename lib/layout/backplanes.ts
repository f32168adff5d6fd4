import { indexOf } from '../topology/index-of.ts';
import type { Topology } from '../topology/model.ts';
import { joinsOf, type Reachable } from './joins.ts';
import type { Lane } from './lanes.ts';
import type { MeshEnd } from './meshes.ts';
import { metrics, textWidth } from './metrics.ts';
import type { Backplane, Drop, HostBox, Join, Point } from './model.ts';
import { strandsOf } from './strands.ts';
import { unknownPeers } from './unknown-peers.ts';

/** Where a drop of a lane ends: which of a mesh's ends on a host it is. */
interface Landing extends Reachable {
  host: HostBox;
  end(laneId: string): MeshEnd | undefined;
}

/** The labelled bars above each shelf of hosts, for what reaches over several of them. */
export function backplanesOf(
  topology: Topology,
  lanes: readonly Lane[],
  shelves: readonly (readonly HostBox[])[],
  tops: readonly number[],
): Backplane[] {
  const landings = shelves.map((shelf) => shelf.flatMap((host) => landingsOf(topology, lanes, host)));
  const byKey = new Map(landings.flat().map((landing) => [landing.key, landing]));
  const joins = joinsOf(
    lanes.map(({ id }) => id),
    landings,
    {
      tops,
      left: 0,
      thickness: metrics.barHeight,
      stroke: metrics.dropWidth,
      lanePitch: metrics.barHeight + metrics.barGap,
      trunkPitch: metrics.trunkPitch,
      overhang: 24,
    },
  );
  return joins.flatMap((join) => {
    const number = lanes.findIndex(({ id }) => id === join.networkId);
    const lane = lanes[number];
    if (!lane) return [];
    const room = textWidth(lane.label, 11, 'sans') + 24;
    // Clear of the trunks of the lanes after this one, which cross its bar.
    const clear = shelves.length > 1 ? (lanes.length - 1 - number) * metrics.trunkPitch : 0;
    const x = labelPlace(
      join.bar.x + clear,
      join.drops.map((drop) => drop.line.x),
      room,
    );
    const width = Math.max(join.bar.width, x + room - join.bar.x);
    return [
      {
        id: lane.id,
        networkId: lane.network?.id,
        ...belongings(lane),
        shelf: join.shelf,
        bar: { ...join.bar, width },
        drops: join.drops.flatMap((drop) => dropOf(topology, lane, byKey.get(drop.key), drop)),
        label: { x, y: join.bar.y + metrics.barHeight / 2, text: lane.label },
        ...(join.trunk ? { trunk: join.trunk } : {}),
      },
    ];
  });
}

function belongings({ network, mesh }: Lane): Pick<Backplane, 'tunnelIds' | 'networkIds'> {
  if (!mesh) return { tunnelIds: [], networkIds: network ? [network.id] : [] };
  const ids = mesh.ends.flatMap(({ strands }) => strands.map(({ tunnelId }) => tunnelId));
  return {
    tunnelIds: [...new Set(ids)],
    networkIds: [...new Set(mesh.ends.flatMap(({ networkId }) => networkId ?? []))],
  };
}

/** The places in a host where lanes are reached: one for each, and more for a mesh that is led out of several bridges. */
function landingsOf(topology: Topology, lanes: readonly Lane[], host: HostBox): Landing[] {
  const ends = new Map(
    lanes.flatMap(({ id, mesh }) =>
      mesh ? [[id, mesh.ends.filter(({ hostId }) => hostId === host.hostId)] as const] : [],
    ),
  );
  const most = Math.max(1, ...[...ends.values()].map(({ length }) => length));
  return Array.from({ length: most }, (_, number) => {
    const end = (laneId: string) => ends.get(laneId)?.[number];
    return {
      key: number === 0 ? host.hostId : `${host.hostId} ${number}`,
      host,
      end,
      reach: (laneId: string) => {
        if (!ends.has(laneId)) return number === 0 ? reachIn(topology, host, laneId) : undefined;
        const own = end(laneId);
        return own && (placeIn(host, own.networkId) ?? topOf(host));
      },
    };
  });
}

function dropOf(
  topology: Topology,
  lane: Lane,
  landing: Landing | undefined,
  { key, line }: Join['drops'][number],
): Drop[] {
  if (!landing) return [];
  const { host, end } = landing;
  const networkId = lane.network ? lane.network.id : end(lane.id)?.networkId;
  return [
    {
      key,
      line,
      hostId: host.hostId,
      networkId: networkId && placeIn(host, networkId) ? networkId : undefined,
      oneSided: lane.network !== undefined && unknownPeers(topology, lane.network.id, host.hostId).length > 0,
      strands: strandsOf(end(lane.id)?.strands ?? [], line),
    },
  ];
}

/** Where a network's drop ends in a host: on its bus or column, else on the folded host. */
function reachIn(topology: Topology, host: HostBox, networkId: string): Point | undefined {
  if (!host.collapsed) return placeIn(host, networkId);
  const plugged = indexOf(topology)
    .endpointsOfHost(host.hostId)
    .some((endpoint) => endpoint.networkId === networkId);
  return plugged ? topOf(host) : undefined;
}

/** Where a network is reached from above in an open host. */
function placeIn(host: HostBox, networkId: string | undefined): Point | undefined {
  const bus = host.buses.find((each) => each.networkId === networkId);
  if (bus) return { x: (bus.drops[0]?.line.x ?? bus.bar.x) + metrics.busHeight / 2, y: bus.bar.y };
  const column =
    networkId === undefined
      ? undefined
      : host.banks.flatMap((bank) => bank.columns).find((each) => each.networkId === networkId);
  return column && { x: column.x + column.width / 2, y: column.y };
}

const topOf = (host: HostBox): Point => ({ x: host.x + host.width / 2, y: host.y });

/** In the first gap between drops that has the room, else after the last one. */
function labelPlace(left: number, drops: readonly number[], room: number): number {
  const starts = [left, ...drops];
  const gap = starts.findIndex((start, i) => (drops[i] ?? Number.POSITIVE_INFINITY) - start >= room);
  return (starts[gap] ?? left) + 12;
}
