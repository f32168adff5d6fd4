import type { KnownEndpoint } from '#lib/actions/known-endpoint.ts';
import { plan } from '#lib/actions/plan.ts';
import type { Action, Plan } from '#lib/actions/schema.ts';
import type { Topology } from '#lib/topology/model.ts';
import { Failure, isFailure } from '#server/failure.ts';
import { type HostAccess, nativeIdOf } from './host-access.ts';

/** The plan of an action on this topology; what can't be done fails with the plan's own sentence. */
export async function planAction(topology: Topology, hosts: HostAccess, action: Action): Promise<Plan> {
  const first = planOrFail(topology, action);
  if (action.kind === 'connect') return first;
  // Only now is the engine asked: a host that can't be reached has failed above, without a wait.
  const known = await inspectEndpoint(topology, hosts, action);
  return planOrFail(topology, action, known);
}

function planOrFail(topology: Topology, action: Action, known?: KnownEndpoint): Plan {
  const outcome = plan(topology, action, known);
  if (outcome.ok) return outcome.plan;
  throw new Failure({
    status: statusOf(outcome.code),
    code: outcome.code,
    message: outcome.message,
    ...(outcome.fields ? { details: { fields: outcome.fields } } : {}),
  });
}

/** Aliases and a fixed address are lost by leaving a network, and only an inspect knows them. */
async function inspectEndpoint(
  topology: Topology,
  hosts: HostAccess,
  { containerId, networkId }: Action,
): Promise<KnownEndpoint | undefined> {
  const { client } = hosts.ofContainer(containerId);
  const network = nativeIdOf(networkId);
  try {
    const { endpoints } = await client.inspectContainer(nativeIdOf(containerId));
    // A container that never ran has its networks by name only.
    const name = topology.networks[networkId]?.name;
    return endpoints.find(({ networkNativeId, networkName }) =>
      networkNativeId ? networkNativeId === network : networkName === name,
    );
  } catch (error) {
    // Without it the plan tells less, and its undo brings back less; applying will say what is wrong.
    if (isFailure(error)) return undefined;
    throw error;
  }
}

function statusOf(code: string): number {
  if (code === 'invalid-fields') return 400;
  return code.startsWith('unknown-') ? 404 : 409;
}
