import { defined } from './defined.ts';
import { containerId, serviceId, swarmNetworkId } from './ids.ts';
import type { Network, Service, Topology } from './model.ts';
import { compareText } from './order.ts';
import type { HostReading, ServiceFact, TaskFact } from './snapshot.ts';

/** What services are put together from: one host's reading, its cluster and what was built of it. */
interface Part {
  reading: HostReading;
  clusterId: string | undefined;
  built: Topology;
}

/** The services of all clusters. `networks` are the swarm networks that some host lists. */
export function mergeServices(
  parts: readonly Part[],
  networks: Readonly<Record<string, Network>>,
): Record<string, Service> {
  const services: Record<string, Service> = {};
  for (const [clusterId, members] of Map.groupBy(parts, (part) => part.clusterId)) {
    if (clusterId === undefined) continue;
    const place = placer(members);
    for (const fact of tellerOf(members)?.reading.snapshot?.services ?? []) {
      const service = serviceOf(clusterId, fact, networks, place);
      services[service.id] = service;
    }
  }
  return services;
}

// Managers agree; one that is read now knows better than one that was read some time ago.
function tellerOf(parts: readonly Part[]): Part | undefined {
  const tellers = parts.filter(({ reading }) => reading.snapshot?.swarm && reading.snapshot.services);
  return tellers.sort(
    (a, b) =>
      Number(b.reading.status === 'live') - Number(a.reading.status === 'live') ||
      compareText(a.reading.id, b.reading.id),
  )[0];
}

type Place = (task: TaskFact) => Pick<Service['tasks'][number], 'hostId' | 'containerId'>;

/** Finds the host and the container of a task. */
function placer(parts: readonly Part[]): Place {
  const byNode = Map.groupBy(parts, ({ built, reading }) => built.hosts[reading.id]?.swarm?.nodeId);
  return ({ nodeId, containerNativeId }) => {
    // Of two hosts with one node id (cloned machines) the first by id counts.
    const part = nodeId === '' ? undefined : byNode.get(nodeId)?.[0];
    if (!part) return {};
    const id = containerNativeId && containerId(part.reading.id, containerNativeId);
    const there = id !== undefined && id !== '' && Object.hasOwn(part.built.containers, id);
    return defined({ hostId: part.reading.id, containerId: there ? id : undefined });
  };
}

function serviceOf(
  clusterId: string,
  fact: ServiceFact,
  networks: Readonly<Record<string, Network>>,
  place: Place,
): Service {
  const listed = (nativeId: string) => {
    const id = swarmNetworkId(clusterId, nativeId);
    return Object.hasOwn(networks, id) ? id : byName(networks, clusterId, nativeId);
  };
  const virtualAddresses = fact.virtualAddresses.flatMap(({ networkNativeId, address }) => {
    const networkId = listed(networkNativeId);
    return networkId === undefined ? [] : [{ networkId, address }];
  });
  const named = fact.networks.map(listed).filter((id) => id !== undefined);
  return defined({
    id: serviceId(clusterId, fact.nativeId),
    nativeId: fact.nativeId,
    clusterId,
    name: fact.name,
    mode: fact.mode,
    replicas: fact.replicas,
    endpointMode: fact.endpointMode,
    networkIds: [...new Set([...named, ...virtualAddresses.map(({ networkId }) => networkId)])].sort(),
    virtualAddresses,
    ports: fact.ports,
    tasks: fact.tasks.map((task) =>
      defined({ id: task.nativeId, state: task.state, node: task.nodeName, ...place(task) }),
    ),
  });
}

/** A service may name a network instead of giving its id. */
function byName(
  networks: Readonly<Record<string, Network>>,
  clusterId: string,
  name: string,
): string | undefined {
  const prefix = swarmNetworkId(clusterId, '');
  return Object.values(networks).find((network) => network.name === name && network.id.startsWith(prefix))
    ?.id;
}
