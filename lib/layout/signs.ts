import { entityOf } from '../topology/entity-of.ts';
import { type Collection, collections, type Topology } from '../topology/model.ts';
import type { Finding } from '../topology/model-wires.ts';
import { wiresOf } from '../topology/wires-of.ts';
import { metrics, textWidth } from './metrics.ts';
import type { Backplane, HostBox, Point, Sign } from './model.ts';

/** What of a layout signs are put on. */
interface Places {
  hosts: readonly HostBox[];
  backplanes: readonly Backplane[];
}

/**
 * A sign for the findings about each thing: on the foremost thing of a finding that is drawn and on its others of that
 * kind, else in its host's head.
 */
export function signsOf(topology: Topology, places: Places): Sign[] {
  const signs = new Map<string, Sign>();
  const spots = spotsIn(topology, places);
  for (const finding of wiresOf(topology).findings) {
    for (const spot of spotsOf(topology, spots, finding)) {
      const there = signs.get(spot.key);
      // The worst come first.
      if (!there) signs.set(spot.key, { ...spot, findingIds: [finding.id], severity: finding.severity });
      else if (!there.findingIds.includes(finding.id)) there.findingIds.push(finding.id);
    }
  }
  return [...signs.values()];
}

interface Spot extends Point {
  key: string;
  /** The thing that is marked. */
  about: string;
  hostId: string | undefined;
}

interface Spots {
  jack(endpointId: string): Spot | undefined;
  column(networkId: string, hostId: string): Spot | undefined;
  head(hostId: string): Spot | undefined;
  tunnel(tunnelId: string): Spot | undefined;
  bar(networkId: string): Spot | undefined;
}

function spotsOf(topology: Topology, spots: Spots, { about, hostId }: Finding): Spot[] {
  const drawn = about.flatMap((id) => {
    const spot = spotOf(topology, spots, id, hostId);
    return spot ? [{ ...spot, about: id }] : [];
  });
  const [foremost] = drawn;
  const kind = foremost && collectionOf(topology, foremost.about);
  if (foremost) return drawn.filter(({ about: id }) => collectionOf(topology, id) === kind);
  const head = spots.head(hostId);
  return head ? [{ ...head, about: about[0] ?? hostId }] : [];
}

function collectionOf(topology: Topology, id: string): Collection | undefined {
  return collections.find((name) => Object.hasOwn(topology[name], id));
}

function spotOf(topology: Topology, spots: Spots, id: string, hostId: string): Spot | undefined {
  // A network that is one host's own is marked there, whichever host the finding is told of.
  const [own, ...more] = entityOf(topology.networks, id)?.hostIds ?? [];
  const there = more.length === 0 && own !== undefined ? own : hostId;
  const spot =
    spots.jack(id) ?? spots.column(id, there) ?? spots.tunnel(id) ?? interfaceSpot(topology, spots, id);
  return spot ?? (id === hostId ? spots.head(id) : spots.bar(id));
}

/** A bridge and its ports are marked on its network's column, a tunnel's device on the tunnel. */
function interfaceSpot(topology: Topology, spots: Spots, id: string): Spot | undefined {
  const link = entityOf(topology.interfaces, id);
  if (!link) return undefined;
  const master = link.masterId === undefined ? undefined : entityOf(topology.interfaces, link.masterId);
  const networkId = link.networkId ?? master?.networkId;
  const column = networkId === undefined ? undefined : spots.column(networkId, link.hostId);
  const [tunnel] = wiresOf(topology).tunnelsOfInterface(id);
  return column ?? (tunnel && spots.tunnel(tunnel.id)) ?? spots.head(link.hostId);
}

function spotsIn(topology: Topology, { hosts, backplanes }: Places): Spots {
  const jacks = new Map<string, Spot>();
  const columns = new Map<string, Spot>();
  const heads = new Map<string, Spot>();
  const put = (map: Map<string, Spot>, key: string, at: Point, hostId: string | undefined) => {
    if (!map.has(key)) map.set(key, { ...at, key, about: key, hostId });
  };
  for (const { hostId, title, banks, chips } of hosts) {
    const name = textWidth(topology.hosts[hostId]?.name ?? '', 14, 'sans');
    put(heads, hostId, { x: title.x + name + 11, y: title.y + 13 }, hostId);
    for (const { columns: own, rows } of banks) {
      for (const { networkId, x, y, width } of own)
        if (networkId) put(columns, `${networkId} ${hostId}`, { x: x + width - 7, y }, hostId);
      for (const jack of rows.flatMap((row) => row.jacks))
        put(jacks, jack.endpointId, { x: jack.x - 7.5, y: jack.y + 8.5 }, hostId);
    }
    for (const { networkId, x, y, width } of chips)
      put(columns, `${networkId} ${hostId}`, { x: x + width - 8, y: y + 1 }, hostId);
  }
  const bar = (networkId: string): Spot | undefined => {
    const [first] = backplanes.filter((each) => each.networkId === networkId);
    return first && onBar(first);
  };
  return {
    jack: (id) => jacks.get(id),
    column: (networkId, hostId) => columns.get(`${networkId} ${hostId}`),
    head: (hostId) => heads.get(hostId),
    tunnel: (id) => {
      const tunnel = entityOf(topology.tunnels, id);
      const own = backplanes.filter((each) =>
        each.networkId === undefined ? each.tunnelIds.includes(id) : each.networkId === tunnel?.networkId,
      );
      const [first] = own;
      if (!tunnel || !first) return undefined;
      const drop = own
        .flatMap((each) => each.drops)
        .find(({ hostId, strands }) =>
          first.networkId === undefined
            ? strands.some((strand) => strand.state !== 'missing' && strand.tunnelIds.includes(id))
            : hostId === tunnel.from.hostId,
        );
      if (!drop) return onBar(first);
      const at = { x: drop.line.x + drop.line.width / 2, y: drop.line.y };
      return { ...at, key: `${first.id} ${drop.key}`, about: id, hostId: undefined };
    },
    bar,
  };
}

/** At the end of a bar. */
const onBar = ({ id, bar }: Backplane): Spot => ({
  x: bar.x + bar.width,
  y: bar.y + metrics.barHeight / 2,
  key: id,
  about: id,
  hostId: undefined,
});
