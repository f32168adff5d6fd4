import { describeAction, describeEach } from '#lib/actions/describe.ts';
import type { OwnReach } from '#lib/actions/own-reach.ts';
import type { Action, Plan, Result, StepResult } from '#lib/actions/schema.ts';
import { defined } from '#lib/topology/defined.ts';
import type { Topology } from '#lib/topology/model.ts';
import type { Hub } from '#server/collect/hub.ts';
import { Failure, isFailure } from '#server/failure.ts';
import { type Applied, namedHosts, refusalOf } from './applied.ts';
import type { HostAccess } from './host-access.ts';
import { planAction } from './plan.ts';
import { runSteps } from './run-steps.ts';
import { createSerializer, serializeAll } from './serializer.ts';
import { touchedByAction } from './touched-by-action.ts';

/** How an action is to be applied. */
interface ApplyOptions {
  /** Of the plan that was shown: anything else is refused. */
  fingerprint?: string | undefined;
  /** What was typed to confirm a plan that asks for it. */
  confirmation?: string | undefined;
  /** Told of each step as it ends. */
  progress?: ((at: number, result: StepResult) => void) | undefined;
  /** What `stop` will call this by. */
  run?: string | undefined;
  /** Who asks, for the record. */
  who?: string | undefined;
}

/** Changing hosts: first a plan that says everything, then exactly that. */
export interface Actions {
  /** What an action would do. Fails with a sentence if it can't be done. */
  plan(action: Action, own?: readonly OwnReach[]): Promise<Plan>;
  /** Does it; fails with `plan-changed` if it would do something else than the plan with this fingerprint said. */
  apply(action: Action, options?: ApplyOptions, own?: readonly OwnReach[]): Promise<Result>;
  /** Lets no further step of an apply begin; false if there is none of that name under way. */
  stop(run: string): boolean;
}

export interface ActionsOptions {
  hub: Pick<Hub, 'current' | 'flush'>;
  hosts: HostAccess;
  /** Keeps what was done or refused, before the answer is given; gives a sentence where it could not. */
  record(applied: Applied): Promise<string | undefined>;
}

export function createActions({ hub, hosts, record }: ActionsOptions): Actions {
  const serialize = createSerializer();
  const running = new Map<string, AbortController>();

  /** Looks at what the action is about, so that its plan is judged on what is there now. */
  const lookAt = async (action: Action) => {
    const touched = touchedByAction(hub.current().topology, action);
    await Promise.all([...touched].map(([hostId, things]) => hosts.get(hostId)?.look(things)));
    hub.flush();
  };

  return {
    plan: async (action, own) => (await planAction(hub.current().topology, hosts, action, { own })).plan,
    async apply(action, options = {}, own) {
      const { fingerprint, confirmation, progress, run, who = 'unknown' } = options;
      const stop = new AbortController();
      if (run !== undefined) running.set(run, stop);
      const before = hub.current().topology;
      const hostIds = [...touchedByAction(before, action).keys()];
      // Filled in as it goes on: what is known of it when it ends is recorded, however it ends.
      const applied: Applied = {
        who,
        action,
        summary: describeAction(before, action),
        hosts: namedHosts(before, hostIds),
        begun: false,
      };
      const work = async () => {
        await lookAt(action);
        const { plan, steps } = await planAction(hub.current().topology, hosts, action, { own });
        applied.plan = plan;
        applied.hosts = namedHosts(hub.current().topology, [
          ...hostIds,
          ...plan.steps.map(({ host }) => host),
        ]);
        if (fingerprint !== undefined && fingerprint !== plan.fingerprint) throw planChanged(plan);
        if (plan.confirm && confirmation !== plan.confirm.text) throw confirmationNeeded(plan, plan.confirm);
        applied.begun = true;
        applied.result = await runSteps(steps, { hosts, progress, stop: stop.signal });
        // Whoever gets this answer finds it in the picture already.
        hub.flush();
        const { undo } = applied.result;
        if (undo) applied.undo = describeEach(hub.current().topology, undo);
        const unrecorded = await record(applied);
        const told = unrecorded === undefined ? applied.result : { ...applied.result, unrecorded };
        return withFingerprints(hub.current().topology, hosts, told, own);
      };
      try {
        // Two people who act on one host at once act one after the other, each on what the other left.
        return await serializeAll(serialize, hostIds, work);
      } catch (error) {
        if (!applied.result) await record({ ...applied, refusal: refusalOf(error) });
        throw error;
      } finally {
        if (run !== undefined) running.delete(run);
      }
    },
    stop(run) {
      running.get(run)?.abort();
      return running.has(run);
    },
  };
}

/** Undo and rest are planned at once, so that it can be told later whether they would still do the same. */
async function withFingerprints(
  topology: Topology,
  hosts: HostAccess,
  result: Result,
  own: readonly OwnReach[] | undefined,
): Promise<Result> {
  const fingerprintOf = async (action: Action | undefined) => {
    if (!action) return undefined;
    try {
      return (await planAction(topology, hosts, action, { own })).plan.fingerprint;
    } catch (error) {
      if (!isFailure(error)) throw error;
      // What can't even be planned now may be possible again when it is asked for, and is judged then.
      return undefined;
    }
  };
  return defined({
    ...result,
    undoFingerprint: await fingerprintOf(result.undo),
    finishFingerprint: await fingerprintOf(result.finish),
  });
}

function planChanged(plan: Plan): Failure {
  return new Failure({
    status: 409,
    code: 'plan-changed',
    message: 'What this would do has changed since you looked. Look at the new plan and confirm again.',
    details: { plan },
  });
}

function confirmationNeeded(plan: Plan, { text, reason }: NonNullable<Plan['confirm']>): Failure {
  return new Failure({
    status: 409,
    code: 'confirmation-needed',
    message: `${reason} Type ${text} to do it all the same.`,
    details: { plan },
  });
}
