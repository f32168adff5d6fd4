import { madeFrom } from '../topology/config-of.ts';
import { parseNetworkId } from '../topology/ids.ts';
import { indexOf } from '../topology/index-of.ts';
import type { Network, Topology } from '../topology/model.ts';
import { composeProjectOf, usageOf } from './members.ts';
import type { PruneFilters } from './schema.ts';
import { listed } from './wording.ts';

/** A network that nobody uses now. */
export interface Prunable {
  network: Network;
  /** Why it counts as unused, in words. */
  why: string;
  /** Why it is kept unless it is asked for: stopped members would not start, or a Compose project made it. */
  keptFor?: string;
  /** Whether `docker network prune` would take it. */
  byCommand: boolean;
}

/**
 * The networks of these hosts that nobody uses and that a prune may remove, of those the filters let through:
 * those without any endpoint, as the engine counts, which leaves stopped members out of account.
 */
export function prunableNetworks(
  topology: Topology,
  hostIds: readonly string[],
  filters: PruneFilters = {},
): Prunable[] {
  const chosen = new Set(hostIds);
  const networks = indexOf(topology)
    .hosts.filter(({ id }) => chosen.has(id))
    .flatMap(({ id }) => indexOf(topology).networksOfHost(id));
  return [...new Set(networks)]
    .filter((network) => isRemovableHere(topology, network, chosen) && passes(network, filters))
    .flatMap((network) => prunable(topology, network) ?? []);
}

/** A swarm network is pruned where a manager is among the hosts that were chosen. */
function isRemovableHere(topology: Topology, network: Network, chosen: ReadonlySet<string>): boolean {
  if (network.builtin || network.ingress) return false;
  const ref = parseNetworkId(network.id);
  if (ref?.scope !== 'swarm') return true;
  return [...chosen].some((id) => {
    const swarm = topology.hosts[id]?.swarm;
    return swarm?.clusterId === ref.clusterId && swarm.role === 'manager';
  });
}

function prunable(topology: Topology, network: Network): Prunable | undefined {
  const { attached, others, services, stopped } = usageOf(topology, network);
  if (attached.length + others.length + services.length > 0) return undefined;
  if (madeFrom(topology, network).length > 0) return undefined;
  const project = composeProjectOf(network);
  const reasons = [
    ...(stopped.length > 0
      ? [`${listed(stopped.map(({ container }) => container.name))} would not start without it`]
      : []),
    ...(project === undefined ? [] : [`the Compose project ${project} made it`]),
    ...(network.configOnly ? ['it is a config network, which a prune leaves alone'] : []),
  ];
  const why = stopped.length > 0 ? 'only stopped containers are on it' : 'no container is on it';
  const byCommand = !network.configOnly;
  return { network, why, byCommand, ...(reasons.length > 0 ? { keptFor: reasons.join('; ') } : {}) };
}

function passes(network: Network, { until, labels = [], notLabels = [] }: PruneFilters): boolean {
  // Where the engine does not tell when, nobody can say that it is old enough.
  if (until !== undefined && !(network.created && Date.parse(network.created) <= Date.parse(until)))
    return false;
  return (
    labels.every((label) => hasLabel(network, label)) && !notLabels.some((label) => hasLabel(network, label))
  );
}

/** `key` asks for the label, `key=value` for its value, too (`docker network prune --filter label=…`). */
function hasLabel({ labels }: Network, wanted: string): boolean {
  const [key = '', ...rest] = wanted.split('=');
  if (!Object.hasOwn(labels, key)) return false;
  return rest.length === 0 || labels[key] === rest.join('=');
}
