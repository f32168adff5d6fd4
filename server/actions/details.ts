import { isIP } from '#lib/cidr/address.ts';
import { defined } from '#lib/topology/defined.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { networkId } from '#lib/topology/ids.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Endpoint, Network, Topology } from '#lib/topology/model.ts';
import type { ContainerDetail, NetworkDetail } from '#lib/wire/detail.ts';
import type { HostInterfaces } from '#lib/wire/interfaces.ts';
import type { Hub } from '#server/collect/hub.ts';
import type { EndpointInspection } from '#server/engine/engine-client.ts';
import { Failure, isFailure } from '#server/failure.ts';
import { endpointOn } from './endpoint-on.ts';
import { type HostAccess, nativeIdOf } from './host-access.ts';
import { linkDetail, linkedFrom } from './links.ts';
import { ownInterfaces, sharesOurStack } from './own-interfaces.ts';

/** What is read on demand, when somebody looks at one thing closely. */
export interface Details {
  container(id: string): Promise<ContainerDetail>;
  network(id: string): Promise<NetworkDetail>;
  /** A host's own interfaces, where this process can see them. */
  interfaces(hostId: string): Promise<HostInterfaces>;
}

export function createDetails(hub: Pick<Hub, 'current'>, hosts: HostAccess): Details {
  return {
    async container(id) {
      const host = hosts.ofContainer(id);
      const known = entityOf(hub.current().topology.containers, id);
      if (!known) throw unknown('container');
      requireLive(hub.current().topology, host.id);
      const [inspection, incoming] = await Promise.all([
        host.client.inspectContainer(nativeIdOf(id)),
        linkedFrom(hub.current().topology, known, host.client),
      ]);
      const { fact, created, pid, sandboxKey, endpoints, askedPorts, links } = inspection;
      const { topology } = hub.current();
      return defined({
        id,
        name: fact.name,
        image: fact.image,
        state: fact.state,
        created,
        networkMode: fact.networkMode,
        pid: pid || undefined,
        sandboxKey,
        endpoints: endpoints.map((endpoint) => endpointDetail(topology, host.id, endpoint)),
        askedPorts,
        links: links.map((link) => linkDetail(topology, host.id, link)),
        linkedFrom: incoming,
      });
    },
    async network(id) {
      const { topology } = hub.current();
      const network = entityOf(topology.networks, id);
      if (!network) throw unknown('network');
      const views = await Promise.all(
        network.hostIds.map((hostId) => networkOnHost(hosts, topology, network, hostId)),
      );
      const members = views.flatMap((view) => view.members);
      return defined({
        id,
        name: network.name,
        created: views.map(({ created }) => created).sort()[0],
        members,
        addressesInUse: addressesInUse(topology, network, members),
      });
    },
    interfaces: (hostId) => interfacesOf(hub.current().topology, hostId),
  };
}

/** The engine tells nothing of its host's interfaces: only where it shares this process's stack they can be seen. */
async function interfacesOf(topology: Topology, hostId: string): Promise<HostInterfaces> {
  const host = entityOf(topology.hosts, hostId);
  if (!host) throw unknown('host');
  const bridges = indexOf(topology)
    .networksOfHost(hostId)
    .flatMap(({ bridge }) => bridge ?? []);
  const socket = host.url.startsWith('unix://') ? host.url.slice('unix://'.length) : undefined;
  if (socket !== undefined && (await sharesOurStack(socket, bridges)))
    return { readable: true, interfaces: await ownInterfaces(bridges) };
  const reason = `An engine doesn’t tell its host’s interfaces, and Patchbay does not run on ${host.name}: run \`ip link\` there to see their names.`;
  return { readable: false, reason };
}

function unknown(kind: 'container' | 'network' | 'host'): Failure {
  const message = `This ${kind} no longer exists, or its host is not read any more.`;
  return new Failure({ status: 404, code: `unknown-${kind}`, message });
}

/** A host that is known not to answer is not asked: that would take until the deadline. */
function requireLive(topology: Topology, hostId: string): void {
  const host = entityOf(topology.hosts, hostId);
  if (host?.status === 'live') return;
  const message = host?.reason ?? 'This host is not read yet. Try again in a moment.';
  throw new Failure({ status: 503, code: 'host-not-live', message });
}

function endpointDetail(
  topology: Topology,
  hostId: string,
  whole: EndpointInspection,
): ContainerDetail['endpoints'][number] {
  const { networkNativeId, ...endpoint } = whole;
  const network = Object.values(topology.networks).find(
    ({ hostIds, ...each }) => hostIds.includes(hostId) && endpointOn([whole], each),
  );
  return { ...endpoint, networkId: network?.id ?? networkId(hostId, networkNativeId) };
}

type Member = NetworkDetail['members'][number];

/** What one of a network's hosts says of it; where it can't be asked, what was last seen. */
async function networkOnHost(
  hosts: HostAccess,
  topology: Topology,
  network: Network,
  hostId: string,
): Promise<{ created?: string; members: Member[] }> {
  try {
    requireLive(topology, hostId);
    const inspection = await hosts.get(hostId)?.client.inspectNetwork(network.nativeId);
    if (inspection) {
      const members = inspection.fact.members.map((member) => ({ hostId, ...member }));
      return defined({ created: inspection.created, members });
    }
  } catch (error) {
    if (!isFailure(error)) throw error;
    // One host's failure stays its own: the others' members are still worth showing.
  }
  const endpoints = indexOf(topology).endpointsOfNetwork(network.id);
  const members = endpoints
    .filter((endpoint) => endpoint.hostId === hostId && endpoint.attached)
    .map((endpoint) => memberOf(topology, endpoint));
  return { members };
}

function memberOf(topology: Topology, endpoint: Endpoint): Member {
  const container = endpoint.containerId ? topology.containers[endpoint.containerId] : undefined;
  const { hostId, ipv4, ipv6, mac } = endpoint;
  const name = container?.name ?? endpoint.name ?? '';
  return defined({ hostId, key: container?.nativeId ?? name, name, endpointId: '', ipv4, ipv6, mac });
}

function addressesInUse(topology: Topology, network: Network, members: readonly Member[]): string[] {
  const endpoints = indexOf(topology).endpointsOfNetwork(network.id);
  const addresses = [
    ...members.flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6]),
    ...endpoints.flatMap(({ ipv4, ipv6, gateway }) => [ipv4, ipv6, gateway]),
    ...network.ipam.subnets.flatMap(({ gateway, excluded }) => [gateway, ...Object.values(excluded ?? {})]),
  ];
  return [
    ...new Set(addresses.filter((address) => address !== undefined && isIP(address))),
  ].sort() as string[];
}
