import { madeFrom } from '../topology/config-of.ts';
import { entityOf } from '../topology/entity-of.ts';
import { parseNetworkId } from '../topology/ids.ts';
import type { Host, Network, Topology } from '../topology/model.ts';
import { named, newNativeId } from './call.ts';
import type { Circumstances } from './circumstances.ts';
import { commandLine, networkWord, program } from './cli.ts';
import { planDisconnect } from './disconnect.ts';
import { hostObstacle, type Obstacle, storeObstacle } from './joinability.ts';
import { composeProjectOf, type Member, type Usage, usageOf } from './members.ts';
import { isNoneNetwork } from './network-kind.ts';
import { networkSpecSchema } from './network-spec.ts';
import { liveManager, newNetworkId } from './new-network.ts';
import { type PlanOutcome, planned, refused, type Step, type Warning } from './outcome.ts';
import { planRelease } from './release.ts';
import type { RemoveAction, SingleAction } from './schema.ts';
import { specOf } from './spec-of.ts';
import { listed } from './wording.ts';

/**
 * The plan to remove a network; with `disconnectFirst` everyone on it leaves before. The engine itself removes a
 * network whose members are all stopped, and they then fail to start: the plan says so.
 */
export function planRemove(
  topology: Topology,
  action: RemoveAction,
  circumstances: Circumstances = {},
): PlanOutcome {
  const network = entityOf(topology.networks, action.networkId);
  if (!network)
    return refused('unknown-network', 'This network no longer exists: there is nothing to remove.');
  const host = removerOf(topology, network);
  if ('code' in host) return refused(host.code, host.reason);
  const usage = usageOf(topology, network);
  const obstacle = removalObstacle(topology, network, usage, action.disconnectFirst ?? false);
  if (obstacle) return refused(obstacle.code, obstacle.reason);

  const steps: Step[] = [];
  const warnings: Warning[] = [];
  const restsOn: unknown[] = [];
  if (action.disconnectFirst) {
    for (const outcome of leavings(topology, network, usage, circumstances)) {
      if (!outcome.ok) return outcome;
      steps.push(...outcome.steps);
      warnings.push(...outcome.plan.warnings.filter(({ code }) => !aboutOthers.has(code)));
      restsOn.push(outcome.restsOn);
    }
  }
  steps.push(removal(topology, host, network, action.disconnectFirst ? [] : usage.stopped, steps));
  if (action.disconnectFirst) warnings.unshift(...parted(network, usage.attached));
  else warnings.push(...wontStart(network, usage.stopped));
  warnings.push(...ownership(network));
  const lasting = networkSpecSchema.safeParse(specOf(network)).error;
  if (lasting) warnings.push(noWayBack(network, lasting.issues[0]?.path ?? []));
  return planned(lasting ? steps.map(withoutUndo) : steps, warnings, {
    network: network.id,
    stopped: usage.stopped.map(({ endpoint }) => endpoint.id),
    leaving: restsOn,
  });
}

/** The host that can remove a network: its own, or a manager of its swarm. */
function removerOf(topology: Topology, network: Network): Host | Obstacle {
  const ref = parseNetworkId(network.id);
  if (ref?.scope === 'swarm') {
    return (
      liveManager(topology, ref.clusterId) ?? {
        code: 'no-manager',
        reason: `No manager of the swarm of ${network.name} can be reached: add one to the hosts, for only managers remove its networks.`,
      }
    );
  }
  if (network.stale) return storeObstacle(network);
  const hosts = network.hostIds.flatMap((id) => topology.hosts[id] ?? []);
  const host = hosts.find(({ status }) => status === 'live') ?? hosts[0];
  if (!host)
    return { code: 'unknown-host', reason: 'The host of this network is no longer listed: add it again.' };
  return hostObstacle(host) ?? host;
}

function removalObstacle(
  topology: Topology,
  network: Network,
  usage: Usage,
  disconnectFirst: boolean,
): Obstacle | undefined {
  const { name } = network;
  if (network.builtin && !network.ingress) {
    return { code: 'builtin', reason: `${name} is Docker's own network and can't be removed.` };
  }
  const made = madeFrom(topology, network).map((other) => other.name);
  if (made.length > 0) {
    return { code: 'config-in-use', reason: `${listed(made)} is made from ${name}: remove that first.` };
  }
  if (usage.services.length > 0) {
    const services = listed(usage.services.map((service) => service.name));
    return {
      code: 'in-use-by-service',
      reason: `The service ${services} asks for ${name}: take it off the service first (docker service update --network-rm).`,
    };
  }
  if (disconnectFirst) return undefined;
  const who = [
    ...usage.attached.map(({ container }) => container.name),
    ...usage.others.map((endpoint) => endpoint.name ?? 'something unknown'),
  ];
  if (who.length === 0) return undefined;
  return {
    code: 'has-members',
    reason: `${listed(who)} ${who.length === 1 ? 'is' : 'are'} on ${name}: disconnect ${who.length === 1 ? 'it' : 'them'} first, or in one go with the removal.`,
  };
}

function leavings(
  topology: Topology,
  network: Network,
  { attached, stopped, others }: Usage,
  circumstances: Circumstances,
): PlanOutcome[] {
  return [
    ...[...attached, ...stopped].map(({ container }) =>
      planDisconnect(
        topology,
        { kind: 'disconnect', networkId: network.id, containerId: container.id },
        circumstances,
      ),
    ),
    ...others.map(({ id }) => planRelease(topology, { kind: 'release-endpoint', endpointId: id })),
  ];
}

function removal(
  topology: Topology,
  host: Host,
  network: Network,
  forgetful: readonly Member[],
  before: readonly Step[],
): Step {
  const where = parseNetworkId(network.id)?.scope === 'swarm' ? 'from the swarm' : `from ${host.name}`;
  return {
    summary: `Remove ${network.name} ${where}`,
    cli: commandLine([program(host), 'network', 'rm', networkWord(topology, host.id, network)]),
    call: { kind: 'remove-network', hostId: host.id, network: named(network) },
    needs: before.map((_, at) => at),
    undo: undoOf(topology, host, network, forgetful),
    again: newNetworkId(host, specOf(network), refOf(network)),
  };
}

/** Engines have taken what they, or we, would refuse today: odd labels, old subnets. */
function noWayBack({ name }: Network, [field]: readonly PropertyKey[]): Warning {
  const what = field === undefined ? 'it' : `its ${String(field)}`;
  return {
    code: 'no-undo',
    message: `Undoing this won't bring back ${name}: ${what} can't be asked for again.`,
  };
}

function withoutUndo({ undo: _, again: _again, ...step }: Step): Step {
  return step;
}

/** Made again it has another id, so that stopped members must be told of it. */
function undoOf(
  topology: Topology,
  host: Host,
  network: Network,
  forgetful: readonly Member[],
): SingleAction[] {
  const again = newNetworkId(host, specOf(network), refOf(network));
  const hostIds = network.hostIds.filter((id) => topology.hosts[id]);
  return [
    {
      kind: 'create-network',
      hostIds: hostIds.length > 0 ? hostIds : [host.id],
      spec: specOf(network),
      ref: refOf(network),
    },
    ...forgetful.map(({ container }) => ({
      kind: 'repair' as const,
      containerId: container.id,
      missing: network.name,
      networkId: again,
    })),
  ];
}

function refOf({ nativeId }: Network): string {
  return (
    nativeId
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '')
      .slice(0, 24) || newNativeId().slice(1)
  );
}

// Told once for all of them, not by each of the others.
const aboutOthers = new Set(['unreachable', 'names-lost', 'alias-lost']);

function parted(network: Network, attached: readonly Member[]): Warning[] {
  if (attached.length < 2) return [];
  const names = listed(attached.map(({ container }) => container.name));
  return [{ code: 'parted', message: `${names} no longer reach each other over ${network.name}.` }];
}

function wontStart(network: Network, stopped: readonly Member[]): Warning[] {
  if (stopped.length === 0) return [];
  const names = listed(stopped.map(({ container }) => container.name));
  const message = `${names} ${stopped.length === 1 ? 'is' : 'are'} stopped and on ${network.name}: without it ${stopped.length === 1 ? 'it' : 'they'} won't start again. Disconnect first, or repair afterwards by connecting to another network.`;
  return [{ code: 'wont-start', message }];
}

function ownership(network: Network): Warning[] {
  const project = composeProjectOf(network);
  if (project === undefined || isNoneNetwork(network)) return [];
  const message = `${network.name} belongs to the Compose project ${project}, which makes it anew when it is next brought up.`;
  return [{ code: 'compose-owned', message }];
}
