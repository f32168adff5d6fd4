import { defined } from './defined.ts';
import { endpointId, parseContainerId, parseNetworkId, swarmNetworkId } from './ids.ts';
import type { Container, Endpoint, Host, Network, Topology } from './model.ts';

/** What of a host's piece is different in the whole. */
export interface Memberships {
  containers: Record<string, Container>;
  endpoints: Record<string, Endpoint>;
}

/**
 * Places what one host alone can't: a stopped container stays a member of a swarm network, but its worker does not
 * list that network while nothing there runs on it (20.10); the cluster's other hosts do.
 */
export function placeMissing(piece: Topology, swarmNetworks: Readonly<Record<string, Network>>): Memberships {
  const placed: Memberships = { containers: {}, endpoints: {} };
  for (const container of Object.values(piece.containers)) {
    const host = piece.hosts[container.hostId];
    if (!container.missingNetworks || !host) continue;
    const left = container.missingNetworks.filter((missing) => {
      const network = findNetwork(host, missing, swarmNetworks);
      const endpoint = network && stoppedMember(container, network);
      if (endpoint) placed.endpoints[endpoint.id] = endpoint;
      return !endpoint;
    });
    if (left.length === container.missingNetworks.length) continue;
    placed.containers[container.id] = defined({
      ...container,
      missingNetworks: left.length > 0 ? left : undefined,
    });
  }
  return placed;
}

/** The swarm networks, each also on the hosts where only a stopped member of it was placed. */
export function withPlacedHosts(
  swarmNetworks: Record<string, Network>,
  endpoints: readonly Endpoint[],
): Record<string, Network> {
  const result = { ...swarmNetworks };
  for (const { networkId, hostId } of endpoints) {
    const network = result[networkId];
    if (!network || network.hostIds.includes(hostId)) continue;
    result[networkId] = { ...network, hostIds: [...network.hostIds, hostId].sort() };
  }
  return result;
}

type Missing = NonNullable<Container['missingNetworks']>[number];

/** By id; by name where the container never started, if one network of its cluster alone is called so. */
function findNetwork(
  host: Host,
  missing: Missing,
  networks: Readonly<Record<string, Network>>,
): Network | undefined {
  const clusterId = host.swarm?.clusterId;
  if (clusterId === undefined) return undefined;
  if (missing.nativeId !== undefined) return networks[swarmNetworkId(clusterId, missing.nativeId)];
  const named = Object.values(networks).filter((network) => {
    const ref = parseNetworkId(network.id);
    return network.name === missing.name && ref?.scope === 'swarm' && ref.clusterId === clusterId;
  });
  return named.length === 1 ? named[0] : undefined;
}

function stoppedMember(container: Container, network: Network): Endpoint | undefined {
  const ref = parseContainerId(container.id);
  if (!ref) return undefined;
  return {
    id: endpointId(container.hostId, ref.nativeId, network.nativeId),
    hostId: container.hostId,
    networkId: network.id,
    sandboxId: container.sandboxId,
    containerId: container.id,
    role: 'container',
    attached: false,
  };
}
