import { entityOf } from '../topology/entity-of.ts';
import type { Host, Topology } from '../topology/model.ts';
import { commandLine, program } from './cli.ts';
import { hostObstacle } from './joinability.ts';
import { type PlanOutcome, planned, refused, type Step, type Warning } from './outcome.ts';
import { type Prunable, prunableNetworks } from './prunable.ts';
import { planRemove } from './remove.ts';
import type { PruneAction, PruneFilters } from './schema.ts';
import { listed } from './wording.ts';

/**
 * The plan to remove what nobody uses: exactly these networks, each by its id, not by a blind prune. Those that
 * a stopped container or a Compose project needs stay unless they are included.
 */
export function planPrune(topology: Topology, action: PruneAction): PlanOutcome {
  const hosts: Host[] = [];
  for (const id of action.hostIds) {
    const host = entityOf(topology.hosts, id);
    if (!host) return refused('unknown-host', 'One of the hosts is no longer listed: choose the hosts anew.');
    const obstacle = hostObstacle(host);
    if (obstacle) return refused(obstacle.code, obstacle.reason);
    hosts.push(host);
  }
  const [except, include] = [new Set(action.except), new Set(action.include)];
  const found = prunableNetworks(topology, action.hostIds, action.filters);
  const chosen = found.filter(
    ({ network, keptFor }) => !except.has(network.id) && (keptFor === undefined || include.has(network.id)),
  );
  const steps: Step[] = [];
  const warnings: Warning[] = [];
  const restsOn: unknown[] = [];
  for (const { network, why } of chosen) {
    const outcome = planRemove(topology, { kind: 'remove-network', networkId: network.id });
    if (!outcome.ok) {
      warnings.push({ code: outcome.code, message: `${network.name} stays. ${outcome.message}` });
      continue;
    }
    steps.push(...outcome.steps.map((step) => ({ ...step, summary: `${step.summary}: ${why}` })));
    warnings.push(...outcome.plan.warnings);
    restsOn.push(outcome.restsOn);
  }
  if (steps.length === 0) return nothing(found);
  return planned(steps, warnings, restsOn);
}

function nothing(found: readonly Prunable[]): PlanOutcome {
  const kept = found.flatMap(({ network, keptFor }) => (keptFor ? [`${network.name} (${keptFor})`] : []));
  const message =
    kept.length > 0
      ? `Nothing is left to remove: ${listed(kept)} ${kept.length === 1 ? 'is' : 'are'} kept unless you choose ${kept.length === 1 ? 'it' : 'them'}.`
      : 'Every network on these hosts is in use, or the filters let none through: there is nothing to remove.';
  return refused('nothing-to-prune', message);
}

/**
 * The `docker network prune` that would do the same on this host, or undefined if none would: it knows no
 * exceptions, and takes networks of stopped containers, too.
 */
export function pruneCommand(topology: Topology, host: Host, action: PruneAction): string | undefined {
  const own = prunableNetworks(topology, [host.id], action.filters);
  const [except, include] = [new Set(action.except), new Set(action.include)];
  const same = own.every(({ network, keptFor, byCommand }) => {
    const removed = !except.has(network.id) && (keptFor === undefined || include.has(network.id));
    return removed === byCommand;
  });
  if (!same || own.length === 0) return undefined;
  return commandLine([program(host), 'network', 'prune', '--force', ...filterWords(action.filters)]);
}

function filterWords({ until, labels = [], notLabels = [] }: PruneFilters = {}): string[] {
  return [
    ...(until === undefined ? [] : ['--filter', `until=${until}`]),
    ...labels.flatMap((label) => ['--filter', `label=${label}`]),
    ...notLabels.flatMap((label) => ['--filter', `label!=${label}`]),
  ];
}
