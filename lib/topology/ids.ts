/**
 * The one place where ids are made and parsed. A host's id is the slug of its configured name; everything
 * else is keyed on host id and the engine's own id, never on a name or an engine id (cloned machines share
 * those).
 */

/** A host's id from its configured name: lower case letters, digits, dots, dashes; empty if none are left. */
export function hostIdOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}

export function networkId(hostId: string, nativeId: string): string {
  return `network:${hostId}/${nativeId}`;
}

/** A swarm network has one id over all its hosts. */
export function swarmNetworkId(clusterId: string, nativeId: string): string {
  return `network:swarm/${clusterId}/${nativeId}`;
}

/**
 * A network that engines keep in a key-value store has one id over all hosts of that store. The colon, which no host's
 * id holds, keeps it apart from every host's own.
 */
export function storeNetworkId(storeId: string, nativeId: string): string {
  return `network:store:${storeId}/${nativeId}`;
}

/**
 * A key-value store's id, from what its engines call it (`etcd://10.0.0.3:2379`). Encoded as in a URL, but with a
 * tilde in place of the percent sign: ids go through URLs themselves.
 */
export function storeIdOf(clusterStore: string): string {
  return encodeURIComponent(clusterStore.toWellFormed()).replaceAll('~', '%7E').replaceAll('%', '~');
}

export function containerId(hostId: string, nativeId: string): string {
  return `container:${hostId}/${nativeId}`;
}

/** The sandbox made for a container (its native id), or `host` for the host's own network namespace. */
export function sandboxId(hostId: string, ownerNativeId: string): string {
  return `sandbox:${hostId}/${ownerNativeId}`;
}

/**
 * An endpoint is told by its member and its network, so that it keeps its id while the container stops and
 * starts (the engine's own endpoint id is empty then). `member` is a container's native id, or the engine's
 * key of a member that is no container (`lb-mesh`, `ingress-sbox`).
 */
export function endpointId(hostId: string, member: string, networkNativeId: string): string {
  return `endpoint:${hostId}/${member}/${networkNativeId}`;
}

export function portId(
  hostId: string,
  containerNativeId: string,
  port: { hostAddress: string; hostPort: number; containerPort: number; protocol: string },
): string {
  return `port:${hostId}/${containerNativeId}/${port.hostAddress}/${port.hostPort}-${port.containerPort}/${port.protocol}`;
}

const local = (kind: string) => new RegExp(`^${kind}:([^/]+)/([^/]+)$`);
const localNetwork = local('network');
const swarmNetwork = /^network:swarm\/([^/]+)\/([^/]+)$/;
const storeNetwork = /^network:store:([^/]+)\/([^/]+)$/;
const container = local('container');

/** A service's id: services belong to a cluster, like its networks. */
export function serviceId(clusterId: string, nativeId: string): string {
  return `service:${clusterId}/${nativeId}`;
}

export type NetworkRef =
  | { scope: 'local'; hostId: string; nativeId: string }
  | { scope: 'swarm'; clusterId: string; nativeId: string }
  | { scope: 'store'; storeId: string; nativeId: string };

/** The parts of a network's id, or undefined if it is none. */
export function parseNetworkId(id: string): NetworkRef | undefined {
  const swarm = swarmNetwork.exec(id);
  if (swarm?.[1] && swarm[2]) return { scope: 'swarm', clusterId: swarm[1], nativeId: swarm[2] };
  const store = storeNetwork.exec(id);
  if (store?.[1] && store[2]) return { scope: 'store', storeId: store[1], nativeId: store[2] };
  const own = localNetwork.exec(id);
  if (own?.[1] && own[2]) return { scope: 'local', hostId: own[1], nativeId: own[2] };
  return undefined;
}

/** The parts of a container's id, or undefined if it is none. */
export function parseContainerId(id: string): { hostId: string; nativeId: string } | undefined {
  const match = container.exec(id);
  return match?.[1] && match[2] ? { hostId: match[1], nativeId: match[2] } : undefined;
}

/**
 * An interface's id. `place` is `host`, `ovs`, or the native id of an overlay; the index tells links of a namespace
 * apart, the name those of Open vSwitch.
 */
export function interfaceId(hostId: string, place: string, key: number | string): string {
  return `interface:${hostId}/${place}/${key}`;
}

/** A tunnel's id, of its near end: `of` is the overlay's native id or the device's name. */
export function tunnelId(hostId: string, kind: string, of: string, to: string): string {
  return `tunnel:${hostId}/${kind}/${of}/${to}`;
}

/** A finding's id: there is one of a code about a thing. */
export function findingId(code: string, about: string): string {
  return `finding:${code}/${about}`;
}
