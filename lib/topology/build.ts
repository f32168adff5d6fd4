import { buildWires } from '../wires/build-wires.ts';
import type { WireReading } from '../wires/facts.ts';
import { buildContainer, buildPorts } from './build-containers.ts';
import { buildContainerEndpoints } from './build-endpoints.ts';
import { buildHost } from './build-host.ts';
import { buildMembership } from './build-members.ts';
import { buildNetwork } from './build-networks.ts';
import { networkFinder } from './find-network.ts';
import { endpointId } from './ids.ts';
import { emptyTopology, type Host, type Network, type Topology } from './model.ts';
import { type PlacedContainer, placeContainers } from './sandboxes.ts';
import type { HostReading, NetworkFact } from './snapshot.ts';

/**
 * The piece of topology that one host's reading gives. `clusterId` is the swarm cluster it belongs to
 * (`clusters.ts`). A host that was never read gives itself alone.
 */
export function build(reading: HostReading, clusterId?: string): Topology {
  const host = buildHost(reading, clusterId);
  const topology: Topology = { ...emptyTopology(), hosts: { [host.id]: host } };
  if (!reading.snapshot) return topology;

  const facts = unique(reading.snapshot.networks);
  const networks = new Map(facts.map((fact) => [fact.nativeId, buildNetwork(host, fact)]));
  const containers = placeContainers(host.id, unique(reading.snapshot.containers));

  for (const network of networks.values()) topology.networks[network.id] = network;
  addContainers(topology, host, facts, networks, containers);
  addMembers(topology, host, facts, networks, containers);
  addWires(topology, host, reading.wires);
  return topology;
}

function addWires(topology: Topology, host: Host, reading: WireReading | undefined): void {
  const wired = buildWires(host, reading, topology);
  if (!wired) return;
  Object.assign(topology.endpoints, wired.endpoints);
  topology.interfaces = wired.interfaces;
  topology.tunnels = wired.tunnels;
}

function addContainers(
  topology: Topology,
  host: Host,
  facts: readonly NetworkFact[],
  networks: ReadonlyMap<string, Network>,
  containers: readonly PlacedContainer[],
): void {
  const find = networkFinder(facts);
  for (const placed of containers) {
    const { endpoints, missing } = buildContainerEndpoints(host, placed, find, networks);
    const container = buildContainer(host.id, placed, missing);
    topology.sandboxes[placed.sandbox.id] = placed.sandbox;
    topology.containers[container.id] = container;
    for (const port of buildPorts(host.id, placed.fact)) topology.ports[port.id] = port;
    for (const endpoint of endpoints) {
      // The same network by id and by name: the live one counts.
      if (!topology.endpoints[endpoint.id]?.attached) topology.endpoints[endpoint.id] = endpoint;
    }
  }
}

function addMembers(
  topology: Topology,
  host: Host,
  facts: readonly NetworkFact[],
  networks: ReadonlyMap<string, Network>,
  containers: readonly PlacedContainer[],
): void {
  const byId = new Map(containers.map((placed) => [placed.fact.nativeId, placed]));
  for (const { nativeId, members } of facts) {
    const network = networks.get(nativeId);
    if (!network || !members) continue;
    for (const member of members) {
      const known = topology.endpoints[endpointId(host.id, member.key, nativeId)];
      const membership = buildMembership(host, network, member, byId.get(member.key), known);
      if (!membership) continue;
      const { endpoint, sandbox } = membership;
      topology.endpoints[endpoint.id] = endpoint;
      if (sandbox) topology.sandboxes[sandbox.id] ??= sandbox;
    }
  }
}

// An engine that lists a thing twice still has it once.
function unique<T extends { nativeId: string }>(facts: readonly T[]): T[] {
  return [...new Map(facts.map((fact) => [fact.nativeId, fact])).values()];
}
