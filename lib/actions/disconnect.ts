import { entityOf } from '../topology/entity-of.ts';
import type { Container, Network, Topology } from '../topology/model.ts';
import { gatewayPriorityApi, hasApi, macApi } from './api-version.ts';
import { named } from './call.ts';
import type { Circumstances } from './circumstances.ts';
import { commandLine, containerWord, networkWord, program } from './cli.ts';
import { hostObstacle, joinability, storeObstacle } from './joinability.ts';
import { givenAliases, type Leaving } from './leaving.ts';
import { losses } from './losses.ts';
import { lostReach } from './lost-reach.ts';
import { isGatewayOf, membershipsOf } from './membership.ts';
import { isDefaultBridge, isHostNetwork, isNoneNetwork } from './network-kind.ts';
import { type PlanOutcome, planned, refused, type Warning } from './outcome.ts';
import { aliasSchema, type ConnectAction, type DisconnectAction } from './schema.ts';
import { listed } from './wording.ts';

/** The plan to take a container off a network. `known` lets it tell more, and undo more. */
export function planDisconnect(
  topology: Topology,
  action: DisconnectAction,
  { known }: Circumstances = {},
): PlanOutcome {
  const container = entityOf(topology.containers, action.containerId);
  if (!container) return refused('unknown-container', 'This container no longer exists.');
  const network = entityOf(topology.networks, action.networkId);
  if (!network) return refused('unknown-network', 'This network no longer exists.');
  const host = topology.hosts[container.hostId];
  if (!host) return refused('unknown-host', 'The host of this container is no longer listed: add it again.');
  const obstacle = hostObstacle(host);
  if (obstacle) return refused(obstacle.code, obstacle.reason);

  const memberships = membershipsOf(topology, container.id);
  const membership = memberships.find(({ endpoint }) => endpoint.networkId === network.id);
  if (!membership) return notMember(topology, container, network);
  if (network.stale) {
    const { code, reason } = storeObstacle(network);
    return refused(code, reason);
  }
  if (isHostNetwork(network)) {
    return refused(
      'host-mode',
      `${container.name} uses the host's own network and can't leave it: recreate it without host mode.`,
    );
  }
  const rest = memberships.filter((other) => other !== membership);
  return leave(topology, action, {
    ...membership,
    host,
    container,
    rest,
    known: known?.get(membership.endpoint.id) ?? {},
  });
}

function leave(topology: Topology, action: DisconnectAction, leaving: Leaving): PlanOutcome {
  const { host, container, network, endpoint } = leaving;
  const undo = undoOf(topology, leaving);
  return planned(
    [
      {
        summary: `Disconnect ${container.name} from ${network.name}`,
        cli: commandLine([
          ...[program(host), 'network', 'disconnect'],
          ...(action.force ? ['--force'] : []),
          networkWord(topology, host.id, network),
          containerWord(topology, container),
        ]),
        call: {
          kind: 'disconnect',
          hostId: host.id,
          network: named(network),
          container: named(container),
          force: action.force ?? false,
        },
        needs: [],
        ...(undo.action ? { undo: [undo.action] } : {}),
      },
    ],
    [...lostReach(topology, leaving), ...losses(topology, leaving), ...undo.warnings],
    { network: network.id, container: container.id, endpoint: endpoint.attached ? 'attached' : 'stopped' },
  );
}

function notMember(topology: Topology, container: Container, network: Network): PlanOutcome {
  if (isGatewayOf(topology, container, network)) {
    return refused(
      'gateway',
      `Docker joins ${container.name} to ${network.name} as its way out: disconnect it from its overlay networks instead.`,
    );
  }
  const owner = topology.containers[topology.sandboxes[container.sandboxId]?.ownerId ?? ''];
  if (owner && owner.id !== container.id) {
    return refused(
      'container-mode',
      `${container.name} shares the network of ${owner.name}: disconnect ${owner.name} instead.`,
    );
  }
  return refused(
    'not-member',
    `${container.name} is not on ${network.name}: there is nothing to disconnect.`,
  );
}

interface Undo {
  action?: ConnectAction;
  warnings: Warning[];
}

/** The way back: the same address if it can be had, and the same names. */
function undoOf(topology: Topology, leaving: Leaving): Undo {
  const { host, container, network, rest } = leaving;
  const current = rest.map((membership) => membership.network);
  const obstacle = joinability(topology, container, network, current);
  if (obstacle) {
    return { warnings: [{ code: 'no-undo', message: `This can't be undone here. ${obstacle.reason}` }] };
  }
  const action: ConnectAction = { kind: 'connect', networkId: network.id, containerId: container.id };
  if (isDefaultBridge(network, host) || isNoneNetwork(network)) return { action, warnings: [] };
  const { ipv4, ipv6 } = addressesOf(leaving);
  if (ipv4) action.ipv4 = ipv4;
  if (ipv6) action.ipv6 = ipv6;
  if (ipv4 || ipv6) action.addressPreferred = true;
  const dynamic = dynamicOf(leaving);
  if (dynamic.length > 0) action.dynamic = dynamic;
  const { known } = leaving;
  if (known.mac && hasApi(host, macApi)) action.mac = known.mac;
  if (known.gatewayPriority && hasApi(host, gatewayPriorityApi))
    action.gatewayPriority = known.gatewayPriority;
  if (known.driverOptions && Object.keys(known.driverOptions).length > 0)
    action.driverOptions = known.driverOptions;
  const aliases = givenAliases(leaving);
  const usable = aliases.filter((alias) => aliasSchema.safeParse(alias).success);
  if (usable.length > 0) action.aliases = usable;
  const lost = aliases.filter((alias) => !usable.includes(alias));
  if (lost.length === 0) return { action, warnings: [] };
  const message = `Undoing this won't bring back the alias ${listed(lost)}.`;
  return { action, warnings: [{ code: 'undo-incomplete', message }] };
}

/** Which of its addresses the engine chose, as far as an inspect told: Podman's does not. */
function dynamicOf({ host, known }: Leaving): ('ipv4' | 'ipv6')[] {
  if (host.engine?.flavour === 'podman') return [];
  return [
    ...(known.ipv4 && !known.fixedIpv4 ? ['ipv4' as const] : []),
    ...(known.ipv6 && !known.fixedIpv6 ? ['ipv6' as const] : []),
  ];
}

function addressesOf({ endpoint, known }: Leaving): { ipv4?: string | undefined; ipv6?: string | undefined } {
  return {
    ipv4: known.fixedIpv4 ?? known.ipv4 ?? endpoint.ipv4,
    ipv6: known.fixedIpv6 ?? known.ipv6 ?? endpoint.ipv6,
  };
}
