import type { Action, Plan, Result } from '#lib/actions/schema.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import type { Hub } from '#server/collect/hub.ts';
import { Failure, isFailure } from '#server/failure.ts';
import { applyConnect } from './connect.ts';
import { applyDisconnect } from './disconnect.ts';
import { type HostAccess, nativeIdOf } from './host-access.ts';
import { planAction } from './plan.ts';
import { createSerializer } from './serializer.ts';

/** Changing hosts: first a plan that says everything, then exactly that. */
export interface Actions {
  /** What an action would do. Fails with a sentence if it can't be done. */
  plan(action: Action): Promise<Plan>;
  /** Does it; fails with `plan-changed` if it would do something else than the plan with this fingerprint said. */
  apply(action: Action, fingerprint?: string): Promise<Result>;
}

export function createActions(hub: Pick<Hub, 'current' | 'flush'>, hosts: HostAccess): Actions {
  const serialize = createSerializer();
  return {
    plan: async (action) => planAction(hub.current().topology, hosts, action),
    async apply(action, fingerprint) {
      const host = hosts.ofContainer(action.containerId);
      // Two people who act on one host at once act one after the other, each on what the other left.
      return serialize(host.id, async () => {
        // The picture can be some seconds old where an engine tells no event: look again before the plan is judged.
        const things = {
          containers: [nativeIdOf(action.containerId)],
          joined: [nativeIdOf(action.networkId)],
        };
        // What is not in the picture has no plan; an engine would find it by its name, too.
        if (entityOf(hub.current().topology.containers, action.containerId)) await host.look(things);
        hub.flush();
        const { topology } = hub.current();
        const plan = await planAction(topology, hosts, action);
        if (fingerprint !== undefined && fingerprint !== plan.fingerprint) throw planChanged(plan);
        const applying = { topology, plan, host };
        const result =
          action.kind === 'connect'
            ? await applyConnect(applying, action)
            : await applyDisconnect(applying, action);
        // Whoever gets this answer finds it in the picture already.
        hub.flush();
        return withUndoFingerprint(hub.current().topology, hosts, result);
      });
    },
  };
}

/** The undo is planned at once, so that it can be told later whether it would still do the same. */
async function withUndoFingerprint(topology: Topology, hosts: HostAccess, result: Result): Promise<Result> {
  if (!result.undo) return result;
  try {
    const { fingerprint } = await planAction(topology, hosts, result.undo);
    return { ...result, undoFingerprint: fingerprint };
  } catch (error) {
    if (!isFailure(error)) throw error;
    // What can't even be planned now may be possible again when it is asked for, and is judged then.
    return result;
  }
}

function planChanged(plan: Plan): Failure {
  return new Failure({
    status: 409,
    code: 'plan-changed',
    message: 'What this would do has changed since you looked. Look at the new plan and confirm again.',
    details: { plan },
  });
}
