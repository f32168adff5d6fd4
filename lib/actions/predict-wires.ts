import { entityOf } from '../topology/entity-of.ts';
import { collections, type Endpoint, type Topology } from '../topology/model.ts';
import type { Interface, Tunnel } from '../topology/model-wires.ts';

/**
 * The topology after a network went: without its bridge, its VXLAN devices and the tunnels that are its own. What hung on
 * these hangs on nothing; a tunnel that Docker knows nothing of is still there.
 */
export function withoutWiresOf(topology: Topology, networkId: string): Topology {
  const isGone = (id: string | undefined) =>
    id !== undefined && entityOf(topology.interfaces, id)?.networkId === networkId;
  const interfaces = Object.values(topology.interfaces)
    .filter(({ id }) => !isGone(id))
    .map((one) => unhung(one, isGone));
  const tunnels = Object.values(topology.tunnels).flatMap((tunnel) => {
    if (tunnel.networkId !== networkId) return [tunnel];
    const { networkId: _, ...rest } = tunnel;
    return tunnel.source === 'declared' || isGone(tunnel.interfaceId) ? [] : [rest];
  });
  const endpoints = { ...topology.endpoints };
  for (const endpoint of Object.values(topology.endpoints)) {
    const left = unplugged(endpoint, isGone);
    if (left !== endpoint) endpoints[endpoint.id] = left;
  }
  return withoutLostFindings({
    ...topology,
    endpoints,
    interfaces: byId<Interface>(interfaces),
    tunnels: byId<Tunnel>(tunnels),
  });
}

/** Without findings about what is not there any more. */
export function withoutLostFindings(topology: Topology): Topology {
  const isThere = (id: string) => collections.some((name) => entityOf<unknown>(topology[name], id));
  const findings = Object.values(topology.findings).filter(({ about }) => about.every(isThere));
  return { ...topology, findings: byId(findings) };
}

type IsGone = (id: string | undefined) => boolean;

function unhung(one: Interface, isGone: IsGone): Interface {
  if (!isGone(one.masterId) && !isGone(one.peerId)) return one;
  const { masterId, peerId, port, ...rest } = one;
  const isPort = masterId !== undefined && !isGone(masterId);
  return {
    ...rest,
    ...(isPort ? { masterId, ...(port ? { port } : {}) } : {}),
    ...(peerId === undefined || isGone(peerId) ? {} : { peerId }),
  };
}

function unplugged(endpoint: Endpoint, isGone: IsGone): Endpoint {
  const { veth, interface: device } = endpoint;
  const noBridge = veth && isGone(veth.bridgeId);
  const noParent = device && isGone(device.parentId);
  if (!noBridge && !noParent) return endpoint;
  const result = { ...endpoint };
  if (noBridge) {
    const { bridgeId: _, port: __, ...rest } = veth;
    result.veth = { ...rest, bridge: '' };
  }
  if (noParent) {
    const { parentId: _, ...rest } = device;
    result.interface = rest;
  }
  return result;
}

function byId<T extends { id: string }>(entities: readonly T[]): Record<string, T> {
  return Object.fromEntries(entities.map((entity) => [entity.id, entity]));
}
