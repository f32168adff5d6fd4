import { isUp } from '../topology/container-state.ts';
import { entityOf } from '../topology/entity-of.ts';
import { networkId } from '../topology/ids.ts';
import type { Topology } from '../topology/model.ts';
import { named } from './call.ts';
import type { Circumstances } from './circumstances.ts';
import { commandLine, containerWord, program } from './cli.ts';
import { planConnect } from './connect.ts';
import { hostObstacle } from './joinability.ts';
import { type PlanOutcome, planned, refused, type Step } from './outcome.ts';
import { predict } from './predict.ts';
import type { RepairAction } from './schema.ts';

/**
 * The plan to let a stopped container start again whose network is gone: its start fails with 404 until it forgets
 * that network (by its name, which is how the engine keeps it) and has another.
 */
export function planRepair(topology: Topology, action: RepairAction, _: Circumstances = {}): PlanOutcome {
  const container = entityOf(topology.containers, action.containerId);
  if (!container) return refused('unknown-container', 'This container no longer exists.');
  const host = topology.hosts[container.hostId];
  if (!host) return refused('unknown-host', 'The host of this container is no longer listed: add it again.');
  const obstacle = hostObstacle(host);
  if (obstacle) return refused(obstacle.code, obstacle.reason);
  const missing = container.missingNetworks?.find(({ name }) => name === action.missing);
  if (!missing) {
    return refused('nothing-missing', `${container.name} lacks no network called ${action.missing}.`);
  }
  // The engine is asked by this name, in the path of a URL.
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(missing.name)) {
    const command = commandLine([
      ...[program(host), 'network', 'disconnect', '--force', '--'],
      ...[missing.name, containerWord(topology, container)],
    ]);
    const message = `The name of the network that is gone can't be asked for from here. On ${host.name}, run ${command} and connect ${container.name} afterwards.`;
    return refused('odd-name', message);
  }
  if (isUp(container.state)) {
    return refused('not-stopped', `${container.name} is running: stop it to repair it.`);
  }
  const forget: Step = {
    summary: `Let ${container.name} forget ${missing.name}, which is gone`,
    cli: commandLine([
      ...[program(host), 'network', 'disconnect', '--force'],
      ...[missing.name, containerWord(topology, container)],
    ]),
    call: {
      kind: 'disconnect',
      hostId: host.id,
      network: { id: networkId(host.id, missing.name), nativeId: missing.name, name: missing.name },
      container: named(container),
      force: true,
    },
    needs: [],
    action: { kind: 'repair', containerId: container.id, missing: missing.name },
  };
  const restsOn = { container: container.id, missing };
  if (action.networkId === undefined) return planned([forget], [noUndo(missing.name)], restsOn);
  const connect = planConnect(predict(topology, forget.call), {
    kind: 'connect',
    networkId: action.networkId,
    containerId: container.id,
    ...(action.aliases ? { aliases: action.aliases } : {}),
  });
  if (!connect.ok) return connect;
  const steps = [forget, ...connect.steps.map((step) => ({ ...step, needs: [0] }))];
  return planned(steps, [noUndo(missing.name), ...connect.plan.warnings], [restsOn, connect.restsOn]);
}

function noUndo(name: string) {
  return { code: 'no-undo', message: `Undoing this won't bring back ${name}: it is gone already.` };
}
