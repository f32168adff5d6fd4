import type { Endpoint, Topology } from './model.ts';
import type { Interface, Tunnel } from './model-wires.ts';

/** What is said by two entities of the wires and does not agree. Every reference must lead somewhere. */
export function wireFaults(topology: Topology): string[] {
  return [
    ...Object.values(topology.endpoints).flatMap((endpoint) => endpointFaults(topology, endpoint)),
    ...Object.values(topology.interfaces).flatMap((one) => interfaceFaults(topology, one)),
    ...Object.values(topology.tunnels).flatMap((tunnel) => tunnelFaults(topology, tunnel)),
  ];
}

function endpointFaults({ interfaces }: Topology, endpoint: Endpoint): string[] {
  const { id, hostId, attached, interface: device, veth } = endpoint;
  const far = [device?.parentId, veth?.bridgeId].filter(
    (other) => other !== undefined && interfaces[other]?.hostId !== hostId,
  );
  return [
    ...when(device !== undefined && !attached, `${id} has an interface, but is not attached.`),
    ...when(veth !== undefined && device === undefined, `${id} has a veth, but no interface.`),
    ...far.map((other) => `${id} hangs on ${other}, of another host.`),
  ];
}

function interfaceFaults({ interfaces, networks }: Topology, one: Interface): string[] {
  const { id, hostId, place, networkId, masterId, peerId } = one;
  const far = [masterId, peerId].filter(
    (other) => other !== undefined && interfaces[other]?.hostId !== hostId,
  );
  const isListed = networkId === undefined || (networks[networkId]?.hostIds.includes(hostId) ?? false);
  return [
    ...far.map((other) => `${id} hangs on ${other}, of another host.`),
    ...when(!isListed, `${id} is of ${networkId}, which ${hostId} does not have.`),
    ...when(place === 'overlay' && networkId === undefined, `${id} is of an overlay that it does not name.`),
  ];
}

function tunnelFaults({ interfaces, networks }: Topology, tunnel: Tunnel): string[] {
  const { id, networkId, interfaceId, from, to } = tunnel;
  const isListed = networkId === undefined || (networks[networkId]?.hostIds.includes(from.hostId) ?? false);
  const isOwn = interfaceId === undefined || interfaces[interfaceId]?.hostId === from.hostId;
  return [
    ...when(!isListed, `${id} is of ${networkId}, which ${from.hostId} does not have.`),
    ...when(!isOwn, `${id} is ${interfaceId}, of another host.`),
    ...when(from.hostId === to.hostId, `${id} leads back to its host.`),
  ];
}

function when(fault: boolean, sentence: string): string[] {
  return fault ? [sentence] : [];
}
