import { sameAddress } from '../cidr/subnet.ts';
import { isUp } from '../topology/container-state.ts';
import { indexOf } from '../topology/index-of.ts';
import type { Container, Host, Network, Topology } from '../topology/model.ts';
import { addressFault, memberName } from './address-holders.ts';
import { gatewayPriorityApi, hasApi, macApi } from './api-version.ts';
import { type ConnectCall, named } from './call.ts';
import { commandLine, containerWord, csvField, networkWord, program } from './cli.ts';
import { connectability } from './connectability.ts';
import { isDefaultBridge, isNoneNetwork } from './network-kind.ts';
import { invalid, type PlanOutcome, planned, refused, type Warning } from './outcome.ts';
import type { ConnectAction } from './schema.ts';
import { suggestAddress } from './suggest-address.ts';
import { listed, unique } from './wording.ts';

/** What an engine is asked for, settled from what the action says. */
type Request = Omit<ConnectCall, 'kind' | 'hostId' | 'network' | 'container' | 'addressPreferred'>;

/** The plan to join a container to a network. */
export function planConnect(topology: Topology, action: ConnectAction): PlanOutcome {
  const possible = connectability(topology, action.containerId, action.networkId);
  if (!possible.ok) return refused(possible.code, possible.reason);
  const container = topology.containers[action.containerId];
  const network = topology.networks[action.networkId];
  const host = container && topology.hosts[container.hostId];
  if (!container || !network || !host)
    return refused('unknown-container', 'This container no longer exists.');

  const settled = settle(topology, action, network, host);
  if (Object.keys(settled.faults).length > 0) return invalid(settled.faults);
  const { request } = settled;
  const addresses = [request.ipv4, request.ipv6].filter((address) => address !== undefined);
  return planned(
    [
      {
        summary: summaryOf(container, network, request),
        cli: cliOf(topology, host, network, container, request),
        call: {
          kind: 'connect',
          hostId: host.id,
          network: named(network),
          container: named(container),
          ...request,
          addressPreferred: action.addressPreferred ?? false,
        },
        needs: [],
        undo: [{ kind: 'disconnect', networkId: network.id, containerId: container.id }],
      },
    ],
    [
      ...settled.warnings,
      ...(action.addressPreferred && addresses.length > 0
        ? [preferredWarning(container, network, addresses)]
        : []),
      ...addresses.flatMap((address) => wantedWarning(topology, container, network, address)),
      ...request.aliases.flatMap((alias) => aliasWarning(topology, container, network, alias)),
      ...stateWarnings(container, network),
    ],
    { network: network.id, container: container.id, endpoint: 'none', request },
  );
}

/** The command that joins a container to a network. */
function cliOf(
  topology: Topology,
  host: Host,
  network: Network,
  container: Container,
  request: Request,
): string {
  const { ipv4, ipv6, aliases, gatewayPriority, driverOptions = {} } = request;
  return commandLine([
    ...[program(host), 'network', 'connect'],
    ...(ipv4 ? ['--ip', ipv4] : []),
    ...(ipv6 ? ['--ip6', ipv6] : []),
    ...aliases.flatMap((alias) => ['--alias', csvField(alias)]),
    ...(gatewayPriority === undefined ? [] : ['--gw-priority', String(gatewayPriority)]),
    ...Object.entries(driverOptions).flatMap(([key, value]) => ['--driver-opt', csvField(`${key}=${value}`)]),
    networkWord(topology, host.id, network),
    containerWord(topology, container),
  ]);
}

interface Settled {
  request: Request;
  faults: Record<string, string>;
  warnings: Warning[];
}

function settle(topology: Topology, action: ConnectAction, network: Network, host: Host): Settled {
  const request: Request = { aliases: unique(action.aliases ?? []), wished: [] };
  const settled: Settled = { request, faults: {}, warnings: [] };
  // Both are the default bridge's rules for Docker's other predefined networks, too.
  const predefined = isDefaultBridge(network, host) || isNoneNetwork(network);
  for (const field of ['ipv4', 'ipv6'] as const) {
    const address = action[field];
    if (address === undefined) continue;
    const fault = predefined
      ? `${network.name} takes no fixed address: leave it out, or use a network of your own.`
      : addressFault(topology, network, address);
    if (!fault && isGivenAnyway(topology, action, field)) settled.request.wished.push(address);
    else if (!fault) settled.request[field] = address;
    else if (!action.addressPreferred) settled.faults[field] = fault;
    else {
      settled.request.wished.push(address);
      settled.warnings.push({ code: 'address-dropped', message: `${fault} The next free one is taken.` });
    }
  }
  if (predefined && settled.request.aliases.length > 0) {
    settled.faults.aliases = `${network.name} knows no aliases: leave them out, or use a network of your own.`;
  }
  settleNewer(settled, action, host);
  return settled;
}

/** Whether the engine, which takes the lowest free address, would choose this one by itself. */
function isGivenAnyway(topology: Topology, action: ConnectAction, field: 'ipv4' | 'ipv6'): boolean {
  if (!action.dynamic?.includes(field)) return false;
  return suggestAddress(topology, action.networkId, field === 'ipv4' ? 4 : 6) === action[field];
}

/** What only newer engines do. Older ones take it and ignore it without a word. */
function settleNewer({ request, faults, warnings }: Settled, action: ConnectAction, host: Host): void {
  const { mac, gatewayPriority, driverOptions } = action;
  const ignored = (what: string, api: string) =>
    `The engine of ${host.name} (API ${host.engine?.apiVersion ?? 'unknown'}) ignores ${what}; API ${api} or newer honours it.`;
  if (mac !== undefined) {
    if (hasApi(host, macApi)) {
      request.mac = mac.toLowerCase();
      const message = `The docker command can’t ask for the MAC address ${request.mac}; Patchbay does.`;
      warnings.push({ code: 'not-in-command', message });
    } else faults.mac = `${ignored('a MAC address given here', macApi)} Leave it out.`;
  }
  if (gatewayPriority !== undefined) {
    if (hasApi(host, gatewayPriorityApi)) request.gatewayPriority = gatewayPriority;
    else faults.gatewayPriority = `${ignored('a gateway priority', gatewayPriorityApi)} Leave it out.`;
  }
  if (driverOptions === undefined || Object.keys(driverOptions).length === 0) return;
  request.driverOptions = driverOptions;
  const strange = Object.keys(driverOptions).filter((key) => !key.startsWith('com.docker.network.endpoint.'));
  if (strange.length === 0) return;
  const message = `The engine takes ${listed(strange)} without looking: it has an effect only if the network's driver knows it.`;
  warnings.push({ code: 'unknown-option', message });
}

function summaryOf(container: Container, network: Network, { ipv4, ipv6, mac, aliases }: Request): string {
  const addresses = [ipv4, ipv6].filter((address) => address !== undefined);
  const as = addresses.length > 0 ? ` as ${listed(addresses)}` : '';
  // The docker command can't ask for it.
  const having = mac === undefined ? '' : ` with the MAC address ${mac}`;
  const called = aliases.length > 0 ? `, also called ${listed(aliases)}` : '';
  return `Connect ${container.name} to ${network.name}${as}${having}${called}`;
}

function preferredWarning(container: Container, network: Network, addresses: readonly string[]): Warning {
  return {
    code: 'address-preferred',
    message: `If ${network.name} accepts no fixed address, ${container.name} gets the next free one in place of ${listed(addresses)}.`,
  };
}

// A stopped container's address is not held for it.
function wantedWarning(
  topology: Topology,
  container: Container,
  network: Network,
  address: string,
): Warning[] {
  const wanting = indexOf(topology)
    .endpointsOfNetwork(network.id)
    .filter(
      ({ attached, ipv4, ipv6 }) =>
        !attached && (sameAddress(ipv4 ?? '', address) || sameAddress(ipv6 ?? '', address)),
    )
    .map((endpoint) => memberName(topology, endpoint));
  if (wanting.length === 0) return [];
  return [
    {
      code: 'address-wanted',
      message: `${listed(wanting)} had ${address} when it ran: it can't start with it while ${container.name} has it.`,
    },
  ];
}

function aliasWarning(topology: Topology, container: Container, network: Network, alias: string): Warning[] {
  const others = indexOf(topology)
    .endpointsOfNetwork(network.id)
    .filter((endpoint) => endpoint.containerId !== container.id)
    .filter((endpoint) => memberName(topology, endpoint) === alias || endpoint.aliases?.includes(alias))
    .map((endpoint) => memberName(topology, endpoint));
  if (others.length === 0) return [];
  return [
    {
      code: 'alias-shared',
      message: `On ${network.name} the name ${alias} will lead to ${listed(unique([...others, container.name]))} in turn.`,
    },
  ];
}

function stateWarnings(container: Container, network: Network): Warning[] {
  const warnings: Warning[] = [];
  if (!isUp(container.state)) {
    warnings.push({
      code: 'takes-effect-on-start',
      message: `${container.name} is not running: this takes effect when it starts.`,
    });
  }
  if (container.swarm) {
    warnings.push({
      code: 'swarm-task',
      message: `${container.name} is a task of the service ${container.swarm.service}: its next task won't be on ${network.name}.`,
    });
  }
  return warnings;
}
