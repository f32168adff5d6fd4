import { byNetwork } from '#components/words/by-network.ts';
import { missingWord } from '#components/words/missing-networks.ts';
import { memberName } from '#lib/actions/address-holders.ts';
import { portText } from '#lib/store/search-entries.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Container, Endpoint, Host, Network, Port, Service, Topology } from '#lib/topology/model.ts';
import { shortName } from '#lib/topology/short-name.ts';
import type { Row } from './column.ts';
import { compareValues } from './compare.ts';

export interface HostRow extends Row {
  host: Host;
  containers: number;
  networks: number;
  ports: number;
}

export interface NetworkRow extends Row {
  network: Network;
  hosts: string;
  subnets: string[];
  members: number;
}

export interface ContainerRow extends Row {
  container: Container;
  host: string;
  /** The networks it is on, and its address on each. */
  places: { endpoint: Endpoint; network: string; driver: string }[];
  /** Networks it belongs to that are gone. */
  missing: string[];
  /** What is said of these. */
  missingWord: string;
  ports: string[];
}

export interface EndpointRow extends Row {
  endpoint: Endpoint;
  member: string;
  /** The member's name without the ids of a task. */
  short: string;
  network: string;
  driver: string;
  host: string;
}

export interface PortRow extends Row {
  port: Port;
  text: string;
  container: string;
  host: string;
}

export interface ServiceRow extends Row {
  service: Service;
  /** The names of the hosts its tasks are on. */
  hosts: string;
  networks: { id: string; name: string; driver: string }[];
}

export function hostRows(topology: Topology): HostRow[] {
  const index = indexOf(topology);
  return Object.values(topology.hosts).map((host) => ({
    id: host.id,
    testId: `host-${host.name}`,
    host,
    containers: index.containersOfHost(host.id).length,
    networks: index.networksOfHost(host.id).length,
    ports: index.portsOfHost(host.id).length,
  }));
}

export function networkRows(topology: Topology): NetworkRow[] {
  const index = indexOf(topology);
  return Object.values(topology.networks).map((network) => ({
    id: network.id,
    testId: `network-${network.name}`,
    network,
    hosts: network.hostIds.map((id) => hostName(topology, id)).join(', '),
    subnets: network.ipam.subnets.map((subnet) => subnet.subnet),
    members: index.endpointsOfNetwork(network.id).filter((e) => e.containerId !== undefined).length,
  }));
}

export function containerRows(topology: Topology): ContainerRow[] {
  const index = indexOf(topology);
  return Object.values(topology.containers).map((container) => ({
    id: container.id,
    testId: `container-${container.name}`,
    container,
    host: hostName(topology, container.hostId),
    places: byNetwork(topology, index.endpointsOfContainer(container.id)).map((endpoint) => ({
      endpoint,
      ...networkWords(topology, endpoint),
    })),
    missing: (container.missingNetworks ?? []).map(({ name }) => name),
    missingWord: missingWord(topology, container),
    ports: index.portsOfContainer(container.id).map(portText),
  }));
}

export function endpointRows(topology: Topology): EndpointRow[] {
  return byNetwork(topology, Object.values(topology.endpoints)).map((endpoint) => {
    const member = memberName(topology, endpoint);
    const { network, driver } = networkWords(topology, endpoint);
    const container = topology.containers[endpoint.containerId ?? ''];
    return {
      id: endpoint.id,
      testId: `endpoint-${member}-${network}`,
      endpoint,
      member,
      short: container ? shortName(container) : member,
      network,
      driver,
      host: hostName(topology, endpoint.hostId),
    };
  });
}

export function portRows(topology: Topology): PortRow[] {
  return Object.values(topology.ports).map((port) => ({
    id: port.id,
    testId: `port-${port.hostPort}`,
    port,
    text: portText(port),
    container: topology.containers[port.containerId]?.name ?? 'unknown container',
    host: hostName(topology, port.hostId),
  }));
}

export function serviceRows(topology: Topology): ServiceRow[] {
  return Object.values(topology.services).map((service) => ({
    id: service.id,
    testId: `service-${service.name}`,
    service,
    hosts: [...new Set(service.tasks.flatMap(({ hostId }) => (hostId ? [hostName(topology, hostId)] : [])))]
      .sort(compareValues)
      .join(', '),
    networks: service.networkIds.flatMap((id) => topology.networks[id] ?? []),
  }));
}

function hostName(topology: Topology, id: string): string {
  return topology.hosts[id]?.name ?? id;
}

function networkWords(topology: Topology, endpoint: Endpoint): { network: string; driver: string } {
  const network = topology.networks[endpoint.networkId];
  return { network: network?.name ?? 'unknown network', driver: network?.driver ?? '' };
}
