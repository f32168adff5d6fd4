import { isUp } from '../topology/container-state.ts';
import { defined } from '../topology/defined.ts';
import { endpointId } from '../topology/ids.ts';
import { indexOf } from '../topology/index-of.ts';
import type { Endpoint, Network, Topology } from '../topology/model.ts';
import type { Call, ConnectCall, CreateCall, DisconnectCall } from './call.ts';
import { hostsOfNew, scopeOfNew } from './new-network.ts';
import { withoutLostFindings, withoutWiresOf } from './predict-wires.ts';

/**
 * The topology as it will be after a call, as far as it can be told beforehand: what the engine chooses (an
 * address, a bridge) is left out. It lets later steps of a plan be judged on what earlier ones will have done.
 */
export function predict(topology: Topology, call: Call): Topology {
  switch (call.kind) {
    case 'connect':
      return predictConnect(topology, call);
    case 'disconnect':
      return predictDisconnect(topology, call);
    case 'create-network':
      return {
        ...topology,
        networks: { ...topology.networks, [call.network.id]: newNetwork(topology, call) },
      };
    case 'remove-network':
      return predictRemove(topology, call.network.id);
  }
}

function predictConnect(topology: Topology, call: ConnectCall): Topology {
  const container = topology.containers[call.container.id];
  if (!container) return topology;
  const endpoint: Endpoint = defined({
    id: endpointId(call.hostId, container.nativeId, call.network.nativeId),
    hostId: call.hostId,
    networkId: call.network.id,
    sandboxId: container.sandboxId,
    containerId: container.id,
    role: 'container' as const,
    attached: isUp(container.state),
    ipv4: call.ipv4,
    ipv6: call.ipv6,
    mac: call.mac,
  });
  return {
    ...topology,
    networks: withHost(topology, call.network.id, call.hostId),
    endpoints: { ...topology.endpoints, [endpoint.id]: endpoint },
  };
}

/** A worker lists a network of its swarm from its first member on. */
function withHost({ networks }: Topology, networkId: string, hostId: string): Topology['networks'] {
  const network = networks[networkId];
  if (!network || network.hostIds.includes(hostId)) return networks;
  const hostIds = [...network.hostIds, hostId].sort();
  return { ...networks, [networkId]: { ...network, hostIds } };
}

function predictDisconnect(topology: Topology, { hostId, network, container }: DisconnectCall): Topology {
  const gone = endpointId(hostId, container.nativeId, network.nativeId);
  const { [gone]: _left, ...endpoints } = topology.endpoints;
  const known = topology.containers[container.id];
  const after = withoutLostFindings({ ...topology, endpoints });
  if (!known?.missingNetworks) return after;
  const missingNetworks = known.missingNetworks.filter(({ name }) => name !== network.name);
  const { missingNetworks: _before, ...rest } = known;
  const changed = missingNetworks.length > 0 ? { ...rest, missingNetworks } : rest;
  return { ...after, containers: { ...topology.containers, [known.id]: changed } };
}

function predictRemove(topology: Topology, networkId: string): Topology {
  const gone = new Set(
    indexOf(topology)
      .endpointsOfNetwork(networkId)
      .map(({ id }) => id),
  );
  const { [networkId]: _removed, ...networks } = topology.networks;
  const endpoints = Object.fromEntries(Object.entries(topology.endpoints).filter(([id]) => !gone.has(id)));
  return withoutWiresOf({ ...topology, networks, endpoints }, networkId);
}

function newNetwork(topology: Topology, { hostId, network, spec }: CreateCall): Network {
  const host = topology.hosts[hostId];
  return defined({
    ...network,
    driver: spec.configOnly ? 'null' : spec.driver,
    scope: host ? scopeOfNew(host, spec) : ('local' as const),
    hostIds: hostsOfNew(topology, hostId, spec),
    internal: spec.internal ?? false,
    attachable: spec.attachable ?? false,
    ingress: spec.ingress ?? false,
    configOnly: spec.configOnly ?? false,
    configFrom: spec.configFrom,
    builtin: false,
    ipam: { driver: spec.ipamDriver ?? 'default', subnets: spec.subnets },
    options: spec.options ?? {},
    labels: spec.labels ?? {},
    peers: [],
  });
}
