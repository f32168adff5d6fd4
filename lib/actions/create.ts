import { entityOf } from '../topology/entity-of.ts';
import type { Host, Topology } from '../topology/model.ts';
import { newNativeId } from './call.ts';
import { program } from './cli.ts';
import { createCommand } from './create-command.ts';
import { createFaults, type Faults } from './create-faults.ts';
import { configWarnings, createWarnings } from './create-warnings.ts';
import { hostObstacle } from './joinability.ts';
import type { NetworkSpec } from './network-spec.ts';
import { liveManager, newNetworkId, scopeOfNew } from './new-network.ts';
import { invalid, type PlanOutcome, planned, refused, type Step } from './outcome.ts';
import { predict } from './predict.ts';
import type { CreateAction } from './schema.ts';
import { unique } from './wording.ts';

/**
 * The plan to make a network: on each host; a swarm's once, by a manager of each swarm that the hosts are of. Its
 * config networks come first, and it is made only when all of them are.
 */
export function planCreate(topology: Topology, action: CreateAction): PlanOutcome {
  const { spec, configs = [], ref } = action;
  const hosts: Host[] = [];
  for (const id of unique([...action.hostIds, ...configs.map(({ hostId }) => hostId)])) {
    const host = entityOf(topology.hosts, id);
    if (!host) return refused('unknown-host', 'One of the hosts is no longer listed: choose the hosts anew.');
    const obstacle = hostObstacle(host);
    if (obstacle) return refused(obstacle.code, obstacle.reason);
    hosts.push(host);
  }
  const faults: Faults = {};
  const steps: Step[] = [];
  let expected = topology;
  for (const [at, config] of configs.entries()) {
    const host = hosts.find(({ id }) => id === config.hostId);
    if (!host) continue;
    Object.assign(faults, under(`configs.${at}.spec`, createFaults(expected, host, config.spec)));
    // Each has an id of its own, for the hosts differ, and one host may have several.
    const step = stepOf(host, config.spec, [], `${ref ?? 'new'}config${at}`);
    steps.push(step);
    expected = predict(expected, step.call);
  }
  const chosen = hosts.filter(({ id }) => action.hostIds.includes(id));
  const makers = makersOf(expected, chosen, spec);
  if (!Array.isArray(makers)) return makers;
  const needs = steps.map((_, at) => at);
  for (const host of makers) {
    for (const [field, fault] of Object.entries(under('spec', createFaults(expected, host, spec))))
      faults[field] ??= fault;
    steps.push(stepOf(host, spec, needs, ref));
  }
  if (Object.keys(faults).length > 0) return invalid(faults);
  const warnings = [
    ...configs.flatMap((config) =>
      createWarnings(
        topology,
        hosts.filter(({ id }) => id === config.hostId),
        config.spec,
      ),
    ),
    ...configWarnings(
      spec.driver,
      configs.map((config) => ({
        host: topology.hosts[config.hostId]?.name ?? config.hostId,
        spec: config.spec,
      })),
    ),
    ...createWarnings(topology, chosen, spec),
  ];
  return planned(steps, warnings, { hosts: hosts.map(({ id, engine }) => [id, engine?.version]) });
}

function stepOf(host: Host, spec: NetworkSpec, needs: number[], ref?: string): Step {
  const id = newNetworkId(host, spec, ref);
  return {
    summary: `Create ${kindOf(spec)} ${spec.name} on ${host.name}`,
    cli: createCommand(program(host), spec),
    call: {
      kind: 'create-network',
      hostId: host.id,
      network: { id, nativeId: newNativeId(ref), name: spec.name },
      spec,
    },
    needs,
    undo: [{ kind: 'remove-network', networkId: id }],
  };
}

function kindOf(spec: NetworkSpec): string {
  if (spec.configOnly) return 'the config network';
  return `the ${spec.driver} network`;
}

/** Who makes it: each host its own, a manager for all of its swarm, one host for all that share its key-value store. */
function makersOf(topology: Topology, hosts: readonly Host[], spec: NetworkSpec): Host[] | PlanOutcome {
  const makers = new Map<string, Host>();
  for (const host of hosts) {
    const { id, name, swarm, clusterStore } = host;
    const scope = scopeOfNew(host, spec);
    if (scope !== 'swarm') {
      const place = scope === 'global' ? `store ${clusterStore}` : `host ${id}`;
      if (!makers.has(place)) makers.set(place, host);
      continue;
    }
    if (!swarm) {
      const message = `Host ${name} is in no swarm, and this network is a swarm's: begin one there (docker swarm init), or choose a host of a swarm.`;
      return refused('no-swarm', message);
    }
    const manager = liveManager(topology, swarm.clusterId);
    if (!manager) {
      const message = `No manager of the swarm of ${name} can be reached: add one to the hosts, for only managers make its networks.`;
      return refused('no-manager', message);
    }
    makers.set(`swarm ${swarm.clusterId}`, manager);
  }
  return [...makers.values()];
}

function under(path: string, faults: Faults): Faults {
  return Object.fromEntries(Object.entries(faults).map(([field, fault]) => [`${path}.${field}`, fault]));
}
