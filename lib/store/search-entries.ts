import { memberName } from '../actions/address-holders.ts';
import { indexOf } from '../topology/index-of.ts';
import type { Container, Endpoint, Host, Network, Port, Service, Topology } from '../topology/model.ts';
import { type Entry, fields, hostNames } from './search-entry.ts';
import { wireEntries } from './search-wires.ts';

const memo = new WeakMap<Topology, readonly Entry[]>();

/** Everything that can be searched for, made once for each topology object. */
export function entriesOf(topology: Topology): readonly Entry[] {
  const known = memo.get(topology);
  if (known) return known;
  const entries = [
    ...Object.values(topology.hosts).map(ofHost),
    ...Object.values(topology.networks).map((network) => ofNetwork(topology, network)),
    ...Object.values(topology.services).map((service) => ofService(topology, service)),
    ...Object.values(topology.containers).map((container) => ofContainer(topology, container)),
    ...Object.values(topology.endpoints).map((endpoint) => ofEndpoint(topology, endpoint)),
    ...Object.values(topology.ports).map((port) => ofPort(topology, port)),
    ...wireEntries(topology),
  ];
  memo.set(topology, entries);
  return entries;
}

function ofHost(host: Host): Entry {
  return {
    selection: { kind: 'host', id: host.id },
    title: host.name,
    detail: 'host',
    fields: [
      ...fields('text', host.name, host.url, host.engine?.version, host.swarm?.role, host.status),
      ...fields('address', host.swarm?.address),
      ...fields('id', host.swarm?.nodeId),
    ],
    parts: [],
    parents: [],
    order: 0,
  };
}

function ofNetwork(topology: Topology, network: Network): Entry {
  const { subnets } = network.ipam;
  const endpoints = indexOf(topology).endpointsOfNetwork(network.id);
  return {
    selection: { kind: 'network', id: network.id },
    title: network.name,
    detail: ['network', subnets[0]?.subnet ?? network.driver, hostNames(topology, network.hostIds)].join(
      ' · ',
    ),
    fields: [
      ...fields('text', network.name, network.driver, network.bridge, projectLabel(network.labels)),
      ...fields('subnet', ...subnets.map((s) => s.subnet)),
      ...fields('address', ...subnets.map((s) => s.gateway)),
      ...fields('id', network.nativeId),
      ...fields('context', ...network.hostIds.map((id) => topology.hosts[id]?.name)),
    ],
    parts: endpoints.map((endpoint) => endpoint.id),
    parents: [],
    order: 1,
  };
}

function ofService(topology: Topology, service: Service): Entry {
  const index = indexOf(topology);
  const containers = service.tasks.flatMap(({ containerId }) => containerId ?? []);
  return {
    selection: { kind: 'service', id: service.id },
    title: service.name,
    detail: ['service', service.mode].join(' · '),
    fields: [
      ...fields('text', service.name, service.mode),
      ...fields('address', ...service.virtualAddresses.map(({ address }) => address)),
      ...fields(
        'address',
        ...service.ports.flatMap(({ publishedPort, targetPort, protocol }) =>
          publishedPort === undefined
            ? []
            : [`${publishedPort}`, `${publishedPort}:${targetPort}`, `${publishedPort}/${protocol}`],
        ),
      ),
      ...fields('id', service.nativeId, ...service.tasks.map(({ id }) => id)),
      ...fields('context', ...service.networkIds.map((id) => topology.networks[id]?.name)),
      ...fields('context', ...service.tasks.map(({ hostId }) => topology.hosts[hostId ?? '']?.name)),
    ],
    parts: [
      ...containers,
      ...containers.flatMap((id) => index.endpointsOfContainer(id).map((endpoint) => endpoint.id)),
    ],
    parents: [],
    order: 2,
  };
}

function ofContainer(topology: Topology, container: Container): Entry {
  const index = indexOf(topology);
  const endpoints = index.endpointsOfContainer(container.id);
  const ports = index.portsOfContainer(container.id);
  const host = hostNames(topology, [container.hostId]);
  return {
    selection: { kind: 'container', id: container.id },
    title: container.name,
    detail: `container · ${host}`,
    fields: [
      ...fields(
        'text',
        container.name,
        container.image,
        container.compose?.project,
        container.compose?.service,
        container.swarm?.service,
        container.state,
      ),
      ...fields('id', container.nativeId),
      ...fields('via', ...endpoints.flatMap((e) => e.aliases ?? [])),
      ...fields('via-address', ...endpoints.flatMap((e) => [e.ipv4, e.ipv6, e.mac])),
      ...fields('via-address', ...ports.map((p) => `${p.hostPort}`)),
      ...fields('context', host, ...endpoints.map((e) => topology.networks[e.networkId]?.name)),
    ],
    parts: [...endpoints, ...ports].map((part) => part.id),
    parents: [],
    order: 3,
  };
}

function ofEndpoint(topology: Topology, endpoint: Endpoint): Entry {
  const member = memberName(topology, endpoint);
  const network = topology.networks[endpoint.networkId]?.name ?? 'unknown network';
  const host = hostNames(topology, [endpoint.hostId]);
  return {
    selection: { kind: 'endpoint', id: endpoint.id },
    title: `${member} ⇄ ${network}`,
    detail: ['endpoint', endpoint.ipv4 ?? endpoint.ipv6, host].filter(Boolean).join(' · '),
    fields: [
      ...fields('text', member, network, ...(endpoint.aliases ?? []), endpoint.interface?.name),
      ...fields('text', endpoint.veth?.name),
      ...fields('address', endpoint.ipv4, endpoint.ipv6, endpoint.mac),
      ...fields('context', host),
    ],
    parts: [],
    parents: [member.toLowerCase(), network.toLowerCase()],
    order: 4,
  };
}

function ofPort(topology: Topology, port: Port): Entry {
  const container = topology.containers[port.containerId]?.name ?? 'unknown container';
  const host = hostNames(topology, [port.hostId]);
  return {
    selection: { kind: 'port', id: port.id },
    title: `${portText(port)} → ${container}`,
    detail: `port · ${host}`,
    fields: [
      ...fields('address', `${port.hostPort}`, `${port.containerPort}`, portText(port)),
      ...fields('address', `${port.hostPort}:${port.containerPort}`, `${port.hostPort}/${port.protocol}`),
      ...fields('context', host, container),
    ],
    parts: [],
    parents: [],
    order: 5,
  };
}

/** A published port as `docker ps` writes it: `0.0.0.0:8080->80/tcp`, with IPv6 in brackets. */
export function portText(port: Port): string {
  const address = port.hostAddress.includes(':') ? `[${port.hostAddress}]` : port.hostAddress;
  return `${address}:${port.hostPort}->${port.containerPort}/${port.protocol}`;
}

function projectLabel(labels: Record<string, string>): string | undefined {
  return labels['com.docker.compose.project'];
}
