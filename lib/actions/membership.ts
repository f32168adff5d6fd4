import { indexOf } from '../topology/index-of.ts';
import type { Container, Endpoint, Network, Topology } from '../topology/model.ts';

/** A membership of a container: an endpoint that is its own, with the network it is on. */
export interface Membership {
  endpoint: Endpoint;
  network: Network;
}

/** The networks a container is on by its own doing, running or stopped. What Docker adds as a way out is not among them. */
export function membershipsOf(topology: Topology, containerId: string): Membership[] {
  return indexOf(topology)
    .endpointsOfContainer(containerId)
    .flatMap((endpoint) => {
      const network = topology.networks[endpoint.networkId];
      return network && endpoint.role === 'container' ? [{ endpoint, network }] : [];
    });
}

/** Whether Docker has joined the container to this network as its way out. */
export function isGatewayOf(topology: Topology, container: Container, network: Network): boolean {
  return indexOf(topology)
    .endpointsOfContainer(container.id)
    .some(({ role, networkId }) => role === 'gateway' && networkId === network.id);
}
