import type { OwnReach } from '#lib/actions/own-reach.ts';
import { parseAddress } from '#lib/cidr/numbers.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Container, Endpoint, Port, Topology } from '#lib/topology/model.ts';

/** How Patchbay speaks to a host: the addresses that its URL stands for; none where that is a socket's path. */
export interface HostWay {
  hostId: string;
  addresses: readonly string[];
  port: number | undefined;
  /** The engine is on Patchbay's own machine. */
  local: boolean;
}

/** What is known of Patchbay's own place. */
export interface OwnPlace {
  /** Engine's ids, or beginnings of them, of the container that Patchbay runs in; empty outside of one. */
  containerIds: readonly string[];
  /** The addresses of the machine, or the container, that it runs on. */
  addresses: readonly string[];
  ways: readonly HostWay[];
  /** Where the request came from, if that is known and is not this machine. */
  remoteAddress?: string | undefined;
}

/**
 * The containers that Patchbay needs: the one it runs in, those through which it reaches a host, and the one through
 * which the request came. A private address may be in use on several hosts: what is nearest to Patchbay counts, and
 * where that can't be told, all of them.
 */
export function findOwnReach(topology: Topology, place: OwnPlace): OwnReach[] {
  const own = Object.values(topology.containers).filter(({ nativeId }) =>
    place.containerIds.some((id) => nativeId.startsWith(id)),
  );
  const found = own.map((container) => ({
    containerId: container.id,
    reason: `Patchbay itself runs in ${container.name}, and may lose its hosts or you by this.`,
  }));
  return [...found, ...hostReach(topology, place, own), ...frontReach(topology, place, own)];
}

function hostReach(topology: Topology, place: OwnPlace, own: readonly Container[]): OwnReach[] {
  const places = placesOf(topology, place);
  return place.ways.flatMap((way) => {
    const { hostId, addresses, port } = way;
    const host = topology.hosts[hostId]?.name ?? hostId;
    const reason = (containerId: string) =>
      `Patchbay reaches the host ${host} through ${topology.containers[containerId]?.name ?? containerId}.`;
    const direct = nearest(topology, endpointsAt(topology, addresses), place, own).flatMap(
      ({ containerId, networkId }) =>
        containerId === undefined ? [] : [{ containerId, networkId, reason: reason(containerId) }],
    );
    const published = port === undefined ? [] : publishedAt(topology, port, addresses, places);
    return [...direct, ...published.map(({ containerId }) => ({ containerId, reason: reason(containerId) }))];
  });
}

/** Those to whom comes what is sent to this port of one of these addresses. */
function publishedAt(
  topology: Topology,
  port: number,
  addresses: readonly string[],
  places: ReadonlyMap<string, ReadonlySet<string>>,
): Port[] {
  const keys = addresses.map(keyOf);
  return (lookUpIn(topology).ports.get(port) ?? []).filter(({ hostId, hostAddress }) => {
    const anywhere = hostAddress === '0.0.0.0' || hostAddress === '::';
    const own = places.get(hostId);
    return keys.some((key) => own?.has(key) && (anywhere || keyOf(hostAddress) === key));
  });
}

/** The addresses that are known of each host's machine. */
function placesOf(topology: Topology, { ways, addresses }: OwnPlace): Map<string, ReadonlySet<string>> {
  const here = addresses.map(keyOf);
  const wayTo = new Map(ways.map((way) => [way.hostId, way]));
  return new Map(
    Object.values(topology.hosts).map(({ id, swarm }) => {
      const way = wayTo.get(id);
      const known = [...(way?.addresses ?? []), ...(swarm === undefined ? [] : [swarm.address])].map(keyOf);
      return [id, new Set([...known, ...(way?.local ? here : [])])];
    }),
  );
}

function frontReach(topology: Topology, place: OwnPlace, own: readonly Container[]): OwnReach[] {
  if (place.remoteAddress === undefined) return [];
  return nearest(topology, endpointsAt(topology, [place.remoteAddress]), place, own).flatMap(
    ({ containerId }) => {
      if (containerId === undefined) return [];
      const name = topology.containers[containerId]?.name ?? containerId;
      // Which of its networks it is reached over itself is not known: any may be it.
      return [{ containerId, reason: `You reach Patchbay through ${name}.` }];
    },
  );
}

interface LookUp {
  endpoints: ReadonlyMap<string, Endpoint[]>;
  /** Of TCP, by their numbers on the hosts. */
  ports: ReadonlyMap<number, Port[]>;
}

const memo = new WeakMap<Topology, LookUp>();

/** Plans are made while a pointer moves, so this is made once for a topology. */
function lookUpIn(topology: Topology): LookUp {
  const known = memo.get(topology) ?? {
    endpoints: byAddress(topology),
    ports: Map.groupBy(
      Object.values(topology.ports).filter(({ protocol }) => protocol === 'tcp'),
      ({ hostPort }) => hostPort,
    ),
  };
  memo.set(topology, known);
  return known;
}

/** Who has one of these addresses. */
function endpointsAt(topology: Topology, addresses: readonly string[]): Endpoint[] {
  const { endpoints } = lookUpIn(topology);
  return addresses.flatMap((address) => endpoints.get(keyOf(address)) ?? []);
}

function byAddress(topology: Topology): Map<string, Endpoint[]> {
  const found = Object.values(topology.endpoints)
    .filter(({ attached }) => attached)
    .flatMap((endpoint) =>
      [endpoint.ipv4, endpoint.ipv6].flatMap((address) =>
        address === undefined ? [] : [{ key: keyOf(address), endpoint }],
      ),
    );
  const groups = Map.groupBy(found, ({ key }) => key);
  return new Map([...groups].map(([key, group]) => [key, group.map(({ endpoint }) => endpoint)]));
}

/** The same for all ways in which an address can be written: an IPv4 address has one. */
function keyOf(address: string): string {
  if (!address.includes(':')) return address;
  const parsed = parseAddress(address);
  return parsed ? `${parsed.family}/${parsed.value}` : address;
}

function nearest(
  topology: Topology,
  endpoints: readonly Endpoint[],
  { ways }: OwnPlace,
  own: readonly Container[],
): readonly Endpoint[] {
  const index = indexOf(topology);
  const stacks = new Set(own.map(({ sandboxId }) => sandboxId));
  const beside = endpoints.filter(({ networkId }) =>
    index.endpointsOfNetwork(networkId).some(({ sandboxId }) => stacks.has(sandboxId)),
  );
  if (beside.length > 0) return beside;
  const local = new Set(ways.filter((way) => way.local).map(({ hostId }) => hostId));
  const here = endpoints.filter(({ hostId }) => local.has(hostId));
  return here.length > 0 ? here : endpoints;
}
