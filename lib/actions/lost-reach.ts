import { indexOf } from '../topology/index-of.ts';
import type { Endpoint, Topology } from '../topology/model.ts';
import { givenAliases, type Leaving } from './leaving.ts';
import { membershipsOf } from './membership.ts';
import { isDefaultBridge } from './network-kind.ts';
import type { Warning } from './outcome.ts';
import { listed, unique } from './wording.ts';

/** Who can no longer reach the container that leaves, and by which names they did. */
export function lostReach(topology: Topology, leaving: Leaving): Warning[] {
  if (!leaving.endpoint.attached) return [];
  const { container, network, host, endpoint } = leaving;
  const neighbours = neighboursOf(topology, leaving);
  const apart = neighbours.filter((other) => !meetElsewhere(topology, leaving, other));
  const still = neighbours.filter((other) => !apart.includes(other));
  const aliases = givenAliases(leaving);
  const named = !isDefaultBridge(network, host);
  const as = named
    ? `as ${listed(namesOf(leaving), 'or')}`
    : `at ${endpoint.ipv4 ?? endpoint.ipv6 ?? 'its address'}`;
  const warnings: Warning[] = [];
  if (apart.length > 0) {
    warnings.push({
      code: 'unreachable',
      message: `${listed(riderNames(topology, apart))} can no longer reach it ${as}, nor can ${container.name} reach them.`,
    });
  }
  if (still.length > 0 && named && aliases.length > 0) {
    warnings.push({
      code: 'alias-lost',
      message: `${listed(riderNames(topology, still))} can reach it over another network, but as ${listed(aliases, 'or')} only if it is called so there.`,
    });
  }
  return warnings;
}

/** Every name that the engine's DNS answers to on the network, as far as it is known. */
function namesOf(leaving: Leaving): string[] {
  const { container, known } = leaving;
  const shortId = container.nativeId.slice(0, 12);
  const names = [container.name, ...givenAliases(leaving), ...(known.dnsNames ?? [])];
  return unique(names).filter((name) => name !== shortId);
}

// One endpoint a sandbox: a stack that several containers share is on a network once.
function neighboursOf(topology: Topology, { network, endpoint }: Leaving): Endpoint[] {
  return indexOf(topology)
    .endpointsOfNetwork(network.id)
    .filter((other) => other.role === 'container' && other.attached && other.containerId !== undefined)
    .filter((other) => other.sandboxId !== endpoint.sandboxId);
}

/** Whether the two are together on another network, so that they still find each other by name there. */
function meetElsewhere(topology: Topology, { rest, host }: Leaving, other: Endpoint): boolean {
  const theirs = membershipsOf(topology, other.containerId ?? '')
    .filter(({ endpoint }) => endpoint.attached)
    .map(({ network }) => network.id);
  return rest.some(({ network }) => !isDefaultBridge(network, host) && theirs.includes(network.id));
}

/** The members and all who live on their network stacks. */
function riderNames(topology: Topology, endpoints: readonly Endpoint[]): string[] {
  const { containersOfSandbox } = indexOf(topology);
  return unique(
    endpoints.flatMap(({ sandboxId }) => containersOfSandbox(sandboxId).map(({ name }) => name)),
  ).sort();
}
