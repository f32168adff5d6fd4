import { indexOf } from '../topology/index-of.ts';
import type { Container, Endpoint, Network, Service, Topology } from '../topology/model.ts';

/** A container that is on a network by its own doing. */
export interface Member {
  endpoint: Endpoint;
  container: Container;
}

/** Who uses a network, of what is known. */
export interface Usage {
  /** Containers with an endpoint. */
  attached: Member[];
  /** Containers that will want it when they start. */
  stopped: Member[];
  /** Endpoints of containers that are gone, or are on hosts we don't read. */
  others: Endpoint[];
  /** Swarm services that ask for it, with or without tasks. */
  services: Service[];
}

/** Who uses a network. Load balancers and gateways come and go with the containers, and are not counted. */
export function usageOf(topology: Topology, network: Network): Usage {
  const usage: Usage = { attached: [], stopped: [], others: [], services: [] };
  for (const endpoint of indexOf(topology).endpointsOfNetwork(network.id)) {
    if (endpoint.role !== 'container' && endpoint.role !== 'remote') continue;
    const container = topology.containers[endpoint.containerId ?? ''];
    if (!container) usage.others.push(endpoint);
    else if (endpoint.attached) usage.attached.push({ endpoint, container });
    else usage.stopped.push({ endpoint, container });
  }
  usage.services = Object.values(topology.services).filter(({ networkIds }) =>
    networkIds.includes(network.id),
  );
  return usage;
}

/** The Compose project that made a network; undefined if none did. */
export function composeProjectOf({ labels }: Network): string | undefined {
  return Object.hasOwn(labels, projectLabel) ? labels[projectLabel] : undefined;
}

const projectLabel = 'com.docker.compose.project';
