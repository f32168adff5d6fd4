import { carriesPorts } from '#lib/actions/network-kind.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Container, Topology } from '#lib/topology/model.ts';
import type { ContainerDetail } from '#lib/wire/detail.ts';
import { isRouted } from './bridge-behaviour.ts';

/** Ports that were to be published and are not. */
export interface IdlePorts {
  /** As `docker run -p` takes them. */
  ports: string[];
  reason: string;
}

/**
 * What `-p` asked for a container and has no effect, with the reason; undefined if all of it has, or while the
 * container does not run (then none is expected to).
 */
export function idlePorts(
  topology: Topology,
  container: Container,
  asked: ContainerDetail['askedPorts'],
): IdlePorts | undefined {
  if (container.state !== 'running' && container.state !== 'paused') return undefined;
  const published = indexOf(topology).portsOfContainer(container.id);
  const idle = asked.filter(
    (port) =>
      !published.some(
        ({ containerPort, protocol, hostAddress }) =>
          containerPort === port.containerPort &&
          protocol === port.protocol &&
          (port.hostAddress === undefined || port.hostAddress === hostAddress),
      ),
  );
  return idle.length === 0
    ? undefined
    : { ports: idle.map(askedText), reason: reasonOf(topology, container) };
}

function askedText({
  hostAddress,
  hostPort,
  containerPort,
  protocol,
}: ContainerDetail['askedPorts'][number]) {
  const address = hostAddress?.includes(':') ? `[${hostAddress}]` : hostAddress;
  const host = [address, hostPort].filter(Boolean).join(':');
  return `${host ? `${host}:` : ''}${containerPort}/${protocol}`;
}

function reasonOf(topology: Topology, container: Container): string {
  const sandbox = entityOf(topology.sandboxes, container.sandboxId);
  if (sandbox?.kind === 'host') return 'In host mode its ports are the host’s own; Docker publishes none.';
  const networks = indexOf(topology)
    .endpointsOfContainer(container.id)
    .filter(({ attached }) => attached)
    .map(({ networkId }) => entityOf(topology.networks, networkId))
    .filter((network) => network !== undefined);
  if (networks.length === 0) return 'It is on no network that could carry them.';
  if (networks.every(({ internal }) => internal)) {
    return 'It is on internal networks alone, and Docker publishes nothing there.';
  }
  if (!networks.some(carriesPorts))
    return 'Docker publishes ports only over bridges and overlays, and it is on none.';
  const routed = networks.find(isRouted);
  if (routed) {
    return `${routed.name} is routed: they are reached at the container’s own address, and Docker opens none on the host.`;
  }
  return 'The engine did not publish them.';
}
