import { defined } from './defined.ts';
import { containerId, portId } from './ids.ts';
import type { Container, Port } from './model.ts';
import type { PlacedContainer } from './sandboxes.ts';
import type { ContainerFact } from './snapshot.ts';

const compose = 'com.docker.compose.';
const swarm = 'com.docker.swarm.';

/** A container; `missing` are the networks it names that its host does not list. */
export function buildContainer(
  hostId: string,
  { fact, sandbox, networkMode }: PlacedContainer,
  missing: NonNullable<Container['missingNetworks']>,
): Container {
  return defined({
    id: containerId(hostId, fact.nativeId),
    nativeId: fact.nativeId,
    hostId,
    name: fact.name,
    image: fact.image,
    state: fact.state,
    networkMode,
    sandboxId: sandbox.id,
    labels: fact.labels,
    compose: composeOf(fact.labels),
    swarm: swarmOf(fact.labels),
    missingNetworks: missing.length > 0 ? missing : undefined,
  });
}

/** The published ports of a container. */
export function buildPorts(hostId: string, fact: ContainerFact): Port[] {
  return fact.ports.map((port) => ({
    id: portId(hostId, fact.nativeId, port),
    hostId,
    containerId: containerId(hostId, fact.nativeId),
    hostAddress: port.hostAddress,
    hostPort: port.hostPort,
    containerPort: port.containerPort,
    protocol: port.protocol,
  }));
}

function composeOf(labels: Record<string, string>): Container['compose'] {
  const project = labels[`${compose}project`];
  const service = labels[`${compose}service`];
  return project && service ? { project, service } : undefined;
}

function swarmOf(labels: Record<string, string>): Container['swarm'] {
  const service = labels[`${swarm}service.name`] || labels[`${swarm}service.id`];
  const task = labels[`${swarm}task.name`] || labels[`${swarm}task.id`];
  return service && task ? { service, task } : undefined;
}
