import {
  containerId,
  endpointId,
  findingId,
  interfaceId,
  networkId,
  parseNetworkId,
  portId,
  serviceId,
  storeNetworkId,
  swarmNetworkId,
} from './ids.ts';
import { collections, type Endpoint, type Network, type Topology } from './model.ts';
import type { Interface } from './model-wires.ts';

/** Ids that are not their map's key, or not what `ids.ts` makes of the entity's parts. */
export function idFaults(topology: Topology): string[] {
  const faults: string[] = [];
  for (const name of collections) {
    for (const [key, { id }] of Object.entries<{ id: string }>(topology[name])) {
      if (key !== id) faults.push(`${name}: the entry ${key} has the id ${id}.`);
    }
  }
  const expect = (id: string, expected: string) => {
    if (id !== expected) faults.push(`${id} should have the id ${expected}.`);
  };
  for (const network of Object.values(topology.networks)) expect(network.id, idOfNetwork(network));
  for (const { id, hostId, nativeId } of Object.values(topology.containers)) {
    expect(id, containerId(hostId, nativeId));
  }
  for (const { id, hostId } of Object.values(topology.sandboxes)) {
    if (!id.startsWith(`sandbox:${hostId}/`)) faults.push(`${id} is not named after its host ${hostId}.`);
  }
  for (const endpoint of Object.values(topology.endpoints)) {
    if (!isIdOfEndpoint(topology, endpoint)) {
      faults.push(`${endpoint.id} is not named after its host, member and network.`);
    }
  }
  for (const port of Object.values(topology.ports)) {
    const container = topology.containers[port.containerId];
    if (container) expect(port.id, portId(port.hostId, container.nativeId, port));
  }
  for (const { id, clusterId, nativeId } of Object.values(topology.services)) {
    expect(id, serviceId(clusterId, nativeId));
  }
  for (const one of Object.values(topology.interfaces)) expect(one.id, idOfInterface(topology, one));
  for (const { id, kind, from, to } of Object.values(topology.tunnels)) {
    const named = id.startsWith(`tunnel:${from.hostId}/${kind}/`) && id.endsWith(`/${to.address}`);
    if (!named) faults.push(`${id} is not named after its near host, its kind and its far end.`);
  }
  for (const { id, code } of Object.values(topology.findings)) {
    if (!id.startsWith(findingId(code, ''))) faults.push(`${id} is not named after its code ${code}.`);
  }
  return faults;
}

function idOfNetwork({ id, hostIds, nativeId }: Network): string {
  const ref = parseNetworkId(id);
  if (ref?.scope === 'swarm') return swarmNetworkId(ref.clusterId, nativeId);
  if (ref?.scope === 'store') return storeNetworkId(ref.storeId, nativeId);
  return networkId(hostIds[0] ?? '', nativeId);
}

function idOfInterface({ networks }: Topology, { hostId, place, name, index, networkId }: Interface): string {
  if (place === 'openvswitch') return interfaceId(hostId, 'ovs', name);
  const overlay = networks[networkId ?? '']?.nativeId ?? '';
  return interfaceId(hostId, place === 'host' ? 'host' : overlay, index ?? '');
}

// A member that is no container is known by its key alone, which only the id holds.
function isIdOfEndpoint(topology: Topology, endpoint: Endpoint): boolean {
  const { id, hostId } = endpoint;
  const network = topology.networks[endpoint.networkId];
  const container = topology.containers[endpoint.containerId ?? ''];
  if (!network) return true;
  if (container) return id === endpointId(hostId, container.nativeId, network.nativeId);
  return id.startsWith(`endpoint:${hostId}/`) && id.endsWith(`/${network.nativeId}`);
}
