import type { OwnReach } from '#lib/actions/own-reach.ts';
import { parseAddress } from '#lib/cidr/numbers.ts';
import { sameAddress } from '#lib/cidr/subnet.ts';
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
  return place.ways.flatMap((way) => {
    const { hostId, addresses, port } = way;
    const host = topology.hosts[hostId]?.name ?? hostId;
    const reason = (containerId: string) =>
      `Patchbay reaches the host ${host} through ${topology.containers[containerId]?.name ?? containerId}.`;
    const direct = nearest(topology, endpointsAt(topology, addresses), place, own).flatMap(
      ({ containerId, networkId }) =>
        containerId === undefined ? [] : [{ containerId, networkId, reason: reason(containerId) }],
    );
    const published = Object.values(topology.ports)
      .filter((each) => each.protocol === 'tcp' && each.hostPort === port)
      .filter((each) => addresses.some((address) => isPublishedAt(topology, each, address, place)))
      .map(({ containerId }) => ({ containerId, reason: reason(containerId) }));
    return [...direct, ...published];
  });
}

/** Whether what is sent to this address comes to this port: it is of the port's host, and the port is published there. */
function isPublishedAt(topology: Topology, port: Port, address: string, place: OwnPlace): boolean {
  const anywhere = port.hostAddress === '0.0.0.0' || port.hostAddress === '::';
  if (!anywhere && !sameAddress(port.hostAddress, address)) return false;
  const way = place.ways.find(({ hostId }) => hostId === port.hostId);
  const swarm = topology.hosts[port.hostId]?.swarm?.address;
  const addresses = [
    ...(way?.addresses ?? []),
    ...(swarm === undefined ? [] : [swarm]),
    ...(way?.local ? place.addresses : []),
  ];
  return addresses.some((each) => sameAddress(each, address));
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

const memo = new WeakMap<Topology, Map<string, Endpoint[]>>();

/** Who has one of these addresses: plans are made while a pointer moves, so the look-up is made once for a topology. */
function endpointsAt(topology: Topology, addresses: readonly string[]): Endpoint[] {
  const known = memo.get(topology) ?? byAddress(topology);
  memo.set(topology, known);
  return addresses.flatMap((address) => known.get(keyOf(address)) ?? []);
}

function byAddress(topology: Topology): Map<string, Endpoint[]> {
  const found = new Map<string, Endpoint[]>();
  for (const endpoint of Object.values(topology.endpoints)) {
    if (!endpoint.attached) continue;
    for (const address of [endpoint.ipv4, endpoint.ipv6]) {
      if (address === undefined) continue;
      const key = keyOf(address);
      const others = found.get(key);
      if (others) others.push(endpoint);
      else found.set(key, [endpoint]);
    }
  }
  return found;
}

/** The same for all ways in which an address can be written. */
function keyOf(address: string): string {
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
