import type { Service, Topology } from './model.ts';
import { compareText } from './order.ts';

/** The services on a network, by name. */
export function servicesOn(topology: Topology, networkId: string): Service[] {
  return Object.values(topology.services)
    .filter(({ networkIds }) => networkIds.includes(networkId))
    .sort((a, b) => compareText(a.name, b.name));
}

/** The service one of whose tasks a container is. */
export function serviceOfContainer(topology: Topology, containerId: string): Service | undefined {
  return Object.values(topology.services).find(({ tasks }) =>
    tasks.some((task) => task.containerId === containerId),
  );
}
