import { memberName } from '../actions/address-holders.ts';
import { isHostNetwork } from '../actions/network-kind.ts';
import { composeGroup } from '../topology/compose-group.ts';
import { entityOf } from '../topology/entity-of.ts';
import { indexOf } from '../topology/index-of.ts';
import type { Container, Endpoint, Host, Network, Topology } from '../topology/model.ts';
import type { Command } from './command.ts';

const memo = new WeakMap<Topology, readonly Command[]>();

/** Every action that the topology has something for, made once for each topology object. */
export function actionCommands(topology: Topology): readonly Command[] {
  const known = memo.get(topology);
  if (known) return known;
  const commands = [
    ...Object.values(topology.containers).map((container) => connectCommand(topology, container)),
    ...groupCommands(topology),
    ...Object.values(topology.endpoints).flatMap((endpoint) => disconnectCommand(topology, endpoint)),
    ...Object.values(topology.networks).flatMap((network) => removeCommand(topology, network)),
    ...pruneCommands(indexOf(topology).hosts),
  ];
  memo.set(topology, commands);
  return commands;
}

/** The command that connects a container to a network that is asked next. */
export function connectCommand(topology: Topology, { id, name, hostId }: Container): Command {
  const title = `Connect ${name} to…`;
  return {
    id: `connect ${id}`,
    title,
    detail: hostName(topology, hostId),
    does: { kind: 'connect', containerIds: [id], title },
  };
}

/** Compose projects and services of several containers, each on one host. */
function groupCommands(topology: Topology): Command[] {
  const commands = new Map<string, Command>();
  for (const { hostId, compose } of Object.values(topology.containers)) {
    if (!compose) continue;
    const { project, service } = compose;
    for (const [what, group] of [
      [`the project ${project}`, { project }],
      [`the service ${service} of ${project}`, { project, service }],
    ] as const) {
      const id = JSON.stringify(['connect', hostId, group]);
      if (commands.has(id)) continue;
      const containerIds = composeGroup(topology, hostId, group).map((container) => container.id);
      const title = `Connect ${what} to…`;
      const detail = `${containerIds.length} containers · ${hostName(topology, hostId)}`;
      commands.set(id, { id, title, detail, does: { kind: 'connect', containerIds, title } });
    }
  }
  return [...commands.values()].filter(({ does }) => does.kind === 'connect' && does.containerIds.length > 1);
}

function disconnectCommand(topology: Topology, endpoint: Endpoint): Command[] {
  const { containerId, networkId, role, hostId } = endpoint;
  const network = entityOf(topology.networks, networkId);
  if (containerId === undefined || role !== 'container' || !network || isHostNetwork(network)) return [];
  return [
    {
      id: `disconnect ${endpoint.id}`,
      title: `Disconnect ${memberName(topology, endpoint)} from ${network.name}…`,
      detail: hostName(topology, hostId),
      does: { kind: 'disconnect', containerId, networkId },
    },
  ];
}

function removeCommand(topology: Topology, network: Network): Command[] {
  if (network.builtin) return [];
  return [
    {
      id: `remove ${network.id}`,
      title: `Remove network ${network.name}…`,
      detail: network.hostIds.map((id) => hostName(topology, id)).join(', '),
      does: { kind: 'remove-network', networkId: network.id },
    },
  ];
}

function pruneCommands(hosts: readonly Host[]): Command[] {
  const commands = hosts.map(({ id, name }): Command => {
    return {
      id: `prune ${id}`,
      title: `Prune networks on ${name}…`,
      detail: 'host',
      does: { kind: 'prune-networks', hostIds: [id] },
    };
  });
  if (hosts.length < 2) return commands;
  const hostIds = hosts.map(({ id }) => id);
  const all: Command = {
    id: 'prune',
    title: 'Prune networks on all hosts…',
    detail: `${hosts.length} hosts`,
    does: { kind: 'prune-networks', hostIds },
  };
  return [all, ...commands];
}

function hostName(topology: Topology, id: string): string {
  return entityOf(topology.hosts, id)?.name ?? id;
}
