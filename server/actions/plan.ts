import type { Circumstances } from '#lib/actions/circumstances.ts';
import type { KnownEndpoint } from '#lib/actions/known-endpoint.ts';
import type { PlanOutcome, Step } from '#lib/actions/outcome.ts';
import { plan } from '#lib/actions/plan.ts';
import type { Action } from '#lib/actions/schema.ts';
import { endpointId } from '#lib/topology/ids.ts';
import type { Topology } from '#lib/topology/model.ts';
import { mapLimited } from '#server/collect/map-limited.ts';
import { Failure, isFailure } from '#server/failure.ts';
import { endpointOn } from './endpoint-on.ts';
import type { HostAccess } from './host-access.ts';

type Planned = Extract<PlanOutcome, { ok: true }>;

/** The plan of an action on this topology; what can't be done fails with the plan's own sentence. */
export async function planAction(
  topology: Topology,
  hosts: HostAccess,
  action: Action,
  circumstances: Circumstances = {},
): Promise<Planned> {
  const first = planOrFail(topology, action, circumstances);
  if (first.steps.every(({ call }) => call.kind !== 'disconnect')) return first;
  // Only now are engines asked: a host that can't be reached has failed above, without a wait.
  const known = await inspectEndpoints(hosts, first.steps);
  return planOrFail(topology, action, { ...circumstances, known });
}

function planOrFail(topology: Topology, action: Action, circumstances: Circumstances): Planned {
  const outcome = plan(topology, action, circumstances);
  if (outcome.ok) return outcome;
  throw new Failure({
    status: statusOf(outcome.code),
    code: outcome.code,
    message: outcome.message,
    ...(outcome.fields ? { details: { fields: outcome.fields } } : {}),
  });
}

const inspectsAtATime = 6;

/** Aliases, a fixed address, a priority are lost by leaving a network, and only an inspect knows them. */
async function inspectEndpoints(
  hosts: HostAccess,
  steps: readonly Step[],
): Promise<Map<string, KnownEndpoint>> {
  const known = new Map<string, KnownEndpoint>();
  const leaving = steps.flatMap(({ call }) => (call.kind === 'disconnect' ? [call] : []));
  await mapLimited(leaving, inspectsAtATime, async ({ hostId, network, container }) => {
    try {
      const inspection = await hosts.get(hostId)?.client.inspectContainer(container.nativeId);
      const endpoint = inspection && endpointOn(inspection.endpoints, network);
      if (endpoint) known.set(endpointId(hostId, container.nativeId, network.nativeId), endpoint);
    } catch (error) {
      // Without it the plan tells less, and its undo brings back less; applying will say what is wrong.
      if (!isFailure(error)) throw error;
    }
  });
  return known;
}

function statusOf(code: string): number {
  if (code === 'invalid-fields') return 400;
  return code.startsWith('unknown-') ? 404 : 409;
}
