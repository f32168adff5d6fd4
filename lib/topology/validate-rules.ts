import { isIP } from '../cidr/address.ts';
import { isUp } from './container-state.ts';
import { parseNetworkId, sandboxId } from './ids.ts';
import { isWithin } from './is-within.ts';
import type { Container, Endpoint, Network, Port, Sandbox, Service, Topology } from './model.ts';
import { wireFaults } from './validate-wires.ts';

/** What is said by two entities and does not agree. Every reference must lead somewhere. */
export function ruleFaults(topology: Topology): string[] {
  return [
    ...Object.values(topology.networks).flatMap((network) => networkFaults(topology, network)),
    ...Object.values(topology.sandboxes).flatMap((sandbox) => sandboxFaults(topology, sandbox)),
    ...Object.values(topology.containers).flatMap((container) => containerFaults(topology, container)),
    ...Object.values(topology.endpoints).flatMap((endpoint) => endpointFaults(topology, endpoint)),
    ...Object.values(topology.ports).flatMap((port) => portFaults(topology, port)),
    ...Object.values(topology.services).flatMap((service) => serviceFaults(topology, service)),
    ...wireFaults(topology),
  ];
}

function networkFaults(topology: Topology, { id, hostIds }: Network): string[] {
  const ref = parseNetworkId(id);
  const sorted = [...new Set(hostIds)].sort();
  const outside = hostIds.filter((hostId) => {
    return ref !== undefined && ref.scope !== 'local' && !isWithin(topology.hosts[hostId], ref);
  });
  return [
    ...when(hostIds.length === 0, `${id} is on no host.`),
    ...when(
      ref?.scope === 'local' && hostIds.length > 1,
      `${id} is one host's, but on ${hostIds.join(' and ')}.`,
    ),
    ...when(hostIds.join() !== sorted.join(), `${id} does not name its hosts once each and in order.`),
    ...outside.map(
      (hostId) =>
        `${id} is on ${hostId}, which is not of its ${ref?.scope === 'store' ? 'store' : 'cluster'}.`,
    ),
  ];
}

function sandboxFaults(topology: Topology, { id, hostId, kind, ownerId }: Sandbox): string[] {
  const isHosts = id === sandboxId(hostId, 'host');
  const owner = topology.containers[ownerId ?? ''];
  return [
    ...when(isHosts !== (kind === 'host'), `${id} is of the kind ${kind}, which its id denies.`),
    ...when(kind === 'host' && ownerId !== undefined, `${id} is the host's own and has an owner.`),
    ...when(kind === 'none' && ownerId === undefined, `${id} is of the kind none and has no owner.`),
    ...when(
      owner !== undefined && owner.sandboxId !== id,
      `${id} is owned by ${ownerId}, which lives elsewhere.`,
    ),
    ...when(owner !== undefined && owner.hostId !== hostId, `${id} is owned by ${ownerId}, of another host.`),
  ];
}

function containerFaults(topology: Topology, { id, hostId, sandboxId }: Container): string[] {
  const elsewhere = topology.sandboxes[sandboxId]?.hostId !== hostId;
  return when(elsewhere, `${id} lives in ${sandboxId}, of another host.`);
}

function endpointFaults(topology: Topology, endpoint: Endpoint): string[] {
  const { id, hostId, networkId, sandboxId, containerId, attached, name, ipv4, ipv6 } = endpoint;
  const container = topology.containers[containerId ?? ''];
  const isListed = topology.networks[networkId]?.hostIds.includes(hostId) ?? false;
  return [
    ...when(!isListed, `${id} is on ${networkId}, which ${hostId} does not have.`),
    ...when(topology.sandboxes[sandboxId]?.hostId !== hostId, `${id} is in ${sandboxId}, of another host.`),
    ...when(
      container !== undefined && container.hostId !== hostId,
      `${id} is of ${containerId}, of another host.`,
    ),
    ...when(
      container !== undefined && container.sandboxId !== sandboxId,
      `${id} is in ${sandboxId}, but its container ${containerId} is not.`,
    ),
    ...when(
      attached && container !== undefined && !isUp(container.state),
      `${id} is attached, but its container ${containerId} is not up.`,
    ),
    ...when(container === undefined && !name, `${id} has neither a container nor a name.`),
    ...when(ipv4 !== undefined && isIP(ipv4) !== 4, `${id} has the IPv4 address ${ipv4}.`),
    ...when(ipv6 !== undefined && isIP(ipv6) !== 6, `${id} has the IPv6 address ${ipv6}.`),
  ];
}

function portFaults(topology: Topology, { id, hostId, containerId }: Port): string[] {
  const elsewhere = topology.containers[containerId]?.hostId !== hostId;
  return when(elsewhere, `${id} leads to ${containerId}, of another host.`);
}

function serviceFaults(topology: Topology, { id, clusterId, tasks }: Service): string[] {
  return tasks.flatMap(({ hostId, containerId }) => [
    ...when(
      hostId !== undefined && topology.hosts[hostId]?.swarm?.clusterId !== clusterId,
      `${id} has a task on ${hostId}, which is not of its cluster.`,
    ),
    ...when(
      containerId !== undefined && topology.containers[containerId]?.hostId !== hostId,
      `${id} has a task on ${hostId} whose container ${containerId} is of another host.`,
    ),
  ]);
}

function when(fault: boolean, sentence: string): string[] {
  return fault ? [sentence] : [];
}
