import { indexOf } from '../topology/index-of.ts';
import type { Endpoint, Network, Topology } from '../topology/model.ts';
import { givenAliases, type Leaving } from './leaving.ts';
import { membershipsOf } from './membership.ts';
import { isDefaultBridge } from './network-kind.ts';
import type { Warning } from './outcome.ts';
import { listed, unique } from './wording.ts';

/** Who can no longer reach the container that leaves, and by which names they did. */
export function lostReach(topology: Topology, leaving: Leaving): Warning[] {
  if (!leaving.endpoint.attached) return [];
  const { container, host, network, endpoint } = leaving;
  const groups = Map.groupBy(neighboursOf(topology, leaving), (other) => nearness(topology, leaving, other));
  const whoIs = (near: Nearness) => listed(stackNames(topology, groups.get(near) ?? []));
  const aliases = listed(givenAliases(leaving), 'or');
  const names = listed(namesOf(leaving), 'or');
  const isNamed = !isDefaultBridge(network, host);
  const as = isNamed ? `as ${names}` : `at ${endpoint.ipv4 ?? endpoint.ipv6 ?? 'its address'}`;
  const warnings: Warning[] = [];
  if (groups.has('apart')) {
    const message = `${whoIs('apart')} can no longer reach it ${as}, nor can ${container.name} reach them.`;
    warnings.push({ code: 'unreachable', message });
  }
  if (groups.has('by address') && isNamed) {
    const message = `${whoIs('by address')} can no longer reach it ${as}, only by address over the default bridge.`;
    warnings.push({ code: 'names-lost', message });
  }
  if (groups.has('by name') && isNamed && aliases) {
    const message = `${whoIs('by name')} can reach it over another network, but as ${aliases} only if it is called so there.`;
    warnings.push({ code: 'alias-lost', message });
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

type Nearness = 'apart' | 'by address' | 'by name';

/** How a neighbour still meets the container once it has left. */
function nearness(topology: Topology, { rest, host }: Leaving, other: Endpoint): Nearness {
  const theirs = new Set(membershipsOf(topology, other.containerId ?? '').map(({ network }) => network.id));
  const common: Network[] = rest.map(({ network }) => network).filter(({ id }) => theirs.has(id));
  if (common.some((network) => !isDefaultBridge(network, host))) return 'by name';
  return common.length > 0 ? 'by address' : 'apart';
}

/** The members' names and those of all who live on their network stacks. */
function stackNames(topology: Topology, endpoints: readonly Endpoint[]): string[] {
  const { containersOfSandbox } = indexOf(topology);
  const names = endpoints.flatMap(({ sandboxId }) => containersOfSandbox(sandboxId).map(({ name }) => name));
  return unique(names).sort();
}
