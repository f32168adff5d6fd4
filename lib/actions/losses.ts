import { isUp } from '../topology/container-state.ts';
import { indexOf } from '../topology/index-of.ts';
import type { Port, Topology } from '../topology/model.ts';
import type { Leaving } from './leaving.ts';
import { carriesPorts, isNoneNetwork } from './network-kind.ts';
import type { Warning } from './outcome.ts';
import { listed, unique } from './wording.ts';

/** What a container itself loses with a network. */
export function losses(topology: Topology, leaving: Leaving): Warning[] {
  return [
    ...ridersLeave(topology, leaving),
    ...portsLost(topology, leaving),
    ...gatewayLost(leaving),
    ...lastNetwork(leaving),
    ...taskReturns(leaving),
  ];
}

function ridersLeave(topology: Topology, { container, endpoint, network }: Leaving): Warning[] {
  const riders = indexOf(topology)
    .containersOfSandbox(endpoint.sandboxId)
    .filter(({ id }) => id !== container.id)
    .map(({ name }) => name);
  if (riders.length === 0) return [];
  const message = `${listed(riders)}, on the network stack of ${container.name}, will leave ${network.name} with it.`;
  return [{ code: 'shared-stack', message }];
}

function portsLost(topology: Topology, { container, network, rest }: Leaving): Warning[] {
  const ports = indexOf(topology).portsOfContainer(container.id);
  if (ports.length === 0 || !carriesPorts(network) || rest.some((other) => carriesPorts(other.network)))
    return [];
  const names = unique(ports.map(portName));
  const message =
    names.length === 1
      ? `The published port ${listed(names)} no longer leads to ${container.name}.`
      : `The published ports ${listed(names)} no longer lead to ${container.name}.`;
  return [{ code: 'ports-lost', message }];
}

function portName({ hostPort, protocol }: Port): string {
  return protocol === 'tcp' ? `${hostPort}` : `${hostPort}/${protocol}`;
}

// Of several networks that lead out the engine picks another one; with internal ones alone there is none.
function gatewayLost({ container, endpoint, network, rest, known }: Leaving): Warning[] {
  const gateway = endpoint.gateway ?? known.gateway;
  if (!endpoint.attached || !gateway || network.internal) return [];
  if (rest.length === 0 || rest.some((other) => !other.network.internal)) return [];
  const message = `${container.name} loses its way out over ${gateway}: its other networks are internal.`;
  return [{ code: 'gateway-lost', message }];
}

function lastNetwork({ container, network, rest }: Leaving): Warning[] {
  if (rest.length > 0 || isNoneNetwork(network)) return [];
  const message = isUp(container.state)
    ? `${container.name} will have no network.`
    : `${container.name} will have no network when it starts.`;
  return [{ code: 'last-network', message }];
}

function taskReturns({ container, network }: Leaving): Warning[] {
  if (!container.swarm) return [];
  const message = `${container.name} is a task of the service ${container.swarm.service}: its next task may be on ${network.name} again.`;
  return [{ code: 'swarm-task', message }];
}
