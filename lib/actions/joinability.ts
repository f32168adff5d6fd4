import { parseNetworkId } from '../topology/ids.ts';
import type { Container, Host, Network, Topology } from '../topology/model.ts';
import { isHostNetwork, isNoneNetwork } from './network-kind.ts';

/** What stands in the way of joining, and what to do about it. */
export interface Obstacle {
  code: string;
  reason: string;
}

/**
 * What keeps a container from joining a network, given the others it is on (`current`); undefined if nothing
 * does. The engine's own rules, said beforehand.
 */
export function joinability(
  topology: Topology,
  container: Container,
  network: Network,
  current: readonly Network[],
): Obstacle | undefined {
  const host = topology.hosts[container.hostId];
  if (!host)
    return { code: 'unknown-host', reason: 'The host of this container is no longer listed: add it again.' };
  return (
    hostObstacle(host) ??
    containerObstacle(topology, container) ??
    networkObstacle(container, network, current) ??
    placeObstacle(topology, host, network) ??
    companyObstacle(container, network, current)
  );
}

/** What keeps anything from being changed on a host. */
export function hostObstacle(host: Host): Obstacle | undefined {
  if (host.status === 'live') return undefined;
  const reason =
    host.status === 'connecting'
      ? `Host ${host.name} is still being read: try again in a moment.`
      : `Host ${host.name} can't be reached: bring it back first.`;
  return { code: 'host-not-live', reason };
}

/** What keeps anything from being changed about a network that its key-value store does not tell of. */
export function storeObstacle({ name }: Network): Obstacle {
  return {
    code: 'store-silent',
    reason: `The key-value store that holds ${name} does not answer: bring it back first.`,
  };
}

/** What keeps a container's networks from being changed at all. */
function containerObstacle(topology: Topology, container: Container): Obstacle | undefined {
  const { name, state, networkMode } = container;
  if (state === 'removing' || state === 'dead') {
    return { code: 'being-removed', reason: `${name} is being removed: pick another container.` };
  }
  const sandbox = topology.sandboxes[container.sandboxId];
  if (sandbox?.kind === 'host') {
    return {
      code: 'host-mode',
      reason: `${name} uses the host's own network: recreate it without host mode to connect it.`,
    };
  }
  if (networkMode.startsWith('container:')) return sharingObstacle(topology, container, sandbox?.ownerId);
  if (/^(slirp4netns|pasta)\b/.test(networkMode)) {
    const mode = networkMode.split(':')[0];
    return {
      code: 'user-mode',
      reason: `${name} uses ${mode}: recreate it on a network to connect it to others.`,
    };
  }
  return undefined;
}

function sharingObstacle(topology: Topology, container: Container, ownerId: string | undefined): Obstacle {
  const owner = ownerId === undefined || ownerId === container.id ? undefined : topology.containers[ownerId];
  const reason = owner
    ? `${container.name} shares the network of ${owner.name}: connect ${owner.name} instead.`
    : `${container.name} shares the network of a container that is gone: recreate it.`;
  return { code: 'container-mode', reason };
}

function networkObstacle(
  container: Container,
  network: Network,
  current: readonly Network[],
): Obstacle | undefined {
  const { name } = container;
  if (network.stale) return storeObstacle(network);
  if (isHostNetwork(network)) {
    return {
      code: 'network-host',
      reason: `A container joins the host's network only when created: recreate ${name}.`,
    };
  }
  if (isNoneNetwork(network) && current.length > 0) {
    return {
      code: 'network-none',
      reason: `none means no network at all: disconnect ${name} from its networks first.`,
    };
  }
  if (network.ingress) {
    return {
      code: 'ingress',
      reason: `${network.name} carries the ports of swarm services: publish a service's port to use it.`,
    };
  }
  if (network.configOnly) {
    return {
      code: 'config-only',
      reason: `${network.name} only holds settings: connect ${name} to a network made from it.`,
    };
  }
  return undefined;
}

function placeObstacle(topology: Topology, host: Host, network: Network): Obstacle | undefined {
  const ref = parseNetworkId(network.id);
  // A worker can join a swarm network that it does not list yet.
  if (ref?.scope === 'swarm') {
    if (ref.clusterId === host.swarm?.clusterId) return attachableObstacle(network);
    return {
      code: 'other-cluster',
      reason: `Host ${host.name} is not in the swarm of ${network.name}: join it to that swarm first.`,
    };
  }
  if (!network.hostIds.includes(host.id)) {
    const other = topology.hosts[network.hostIds[0] ?? '']?.name ?? 'another host';
    return {
      code: 'other-host',
      reason: `${network.name} exists only on ${other}: pick a network of ${host.name}, or an overlay.`,
    };
  }
  return network.scope === 'swarm' ? attachableObstacle(network) : undefined;
}

function attachableObstacle(network: Network): Obstacle | undefined {
  if (network.attachable) return undefined;
  return {
    code: 'not-attachable',
    reason: `${network.name} takes swarm services only: add it to a service, or recreate it as attachable.`,
  };
}

function companyObstacle(
  container: Container,
  network: Network,
  current: readonly Network[],
): Obstacle | undefined {
  if (current.some(isNoneNetwork)) {
    return { code: 'none-mode', reason: `${container.name} is on none: disconnect it from none first.` };
  }
  // The engine keeps a container's memberships by name.
  if (current.some(({ name }) => name === network.name)) {
    return {
      code: 'same-name',
      reason: `${container.name} is on another network called ${network.name}: disconnect it from that first.`,
    };
  }
  return undefined;
}
