import { isNewNativeId, type Named } from '#lib/actions/call.ts';
import { type Step, undoOf } from '#lib/actions/outcome.ts';
import { restOf } from '#lib/actions/rest-of.ts';
import type { Action, Result, SingleAction, StepResult } from '#lib/actions/schema.ts';
import { isFailure } from '#server/failure.ts';
import { type HostAccess, liveHost } from './host-access.ts';
import { performCall } from './perform-call.ts';

export interface RunOptions {
  hosts: HostAccess;
  /** Told of each step as it ends. */
  progress?: ((at: number, result: StepResult) => void) | undefined;
  /** Once aborted no further step begins; the one under way is finished. */
  stop?: AbortSignal | undefined;
}

/**
 * Carries out the steps of a plan, in order. A step that fails is skipped over by those that need it and by no
 * others. The undo is of what was done; `finish` does what was not.
 */
export async function runSteps(
  steps: readonly Step[],
  { hosts, progress, stop }: RunOptions,
): Promise<Result> {
  const made = new Map<string, Named>();
  const results: StepResult[] = [];
  for (const [at, step] of steps.entries()) {
    const result = await runStep(step, { hosts, made, skip: skipReason(step, steps, results, stop) });
    results.push(result);
    progress?.(at, result);
  }
  const isDone = (_: unknown, at: number) => results[at]?.status === 'done';
  const done = steps.filter(isDone);
  const undo = undoOf(done);
  const finish = done.length > 0 ? restOf(steps.filter((step, at) => !isDone(step, at))) : undefined;
  return {
    outcome: outcomeOf(done.length, steps.length),
    steps: results,
    ...(undo ? { undo: resolved(undo, made) } : {}),
    ...(finish ? { finish: resolved(finish, made) } : {}),
  };
}

interface StepContext {
  hosts: HostAccess;
  /** The networks made so far, by the id that the plan has for them. */
  made: Map<string, Named>;
  /** Why it is not even tried. */
  skip: StepResult['error'] | undefined;
}

async function runStep({ summary, call }: Step, { hosts, made, skip }: StepContext): Promise<StepResult> {
  const base = { summary, host: call.hostId };
  if (skip) return { ...base, status: 'skipped', error: skip };
  try {
    const host = liveHost(hosts, call.hostId);
    const network = made.get(call.network.id) ?? call.network;
    const { more, nativeId } = await performCall(host, { ...call, network });
    if (call.kind === 'create-network' && nativeId !== undefined && isNewNativeId(call.network.nativeId)) {
      const id = call.network.id.replace(call.network.nativeId, nativeId);
      made.set(call.network.id, { ...call.network, id, nativeId });
    }
    return { ...base, summary: more ? `${summary}: ${more}` : summary, status: 'done' };
  } catch (error) {
    if (!isFailure(error)) throw error;
    const { code, message, details } = error;
    const engine = details?.engine;
    return { ...base, status: 'failed', error: { code, message, ...(engine ? { engine } : {}) } };
  }
}

function skipReason(
  { needs }: Step,
  steps: readonly Step[],
  results: readonly StepResult[],
  stop: AbortSignal | undefined,
): StepResult['error'] | undefined {
  const missing = needs.find((at) => results[at]?.status !== 'done');
  if (missing !== undefined) {
    const message = `Not tried, for this was not done: ${steps[missing]?.summary ?? 'an earlier step'}.`;
    return { code: 'needs-earlier', message };
  }
  if (stop?.aborted) return { code: 'stopped', message: 'Not tried: it was stopped before.' };
  return undefined;
}

function outcomeOf(done: number, all: number): Result['outcome'] {
  if (done === all) return 'done';
  return done > 0 ? 'partial' : 'failed';
}

/** The same action on the networks that were made meanwhile. */
function resolved(action: Action, made: ReadonlyMap<string, Named>): Action {
  const single = (each: SingleAction): SingleAction => {
    if (!('networkId' in each) || each.networkId === undefined) return each;
    return { ...each, networkId: made.get(each.networkId)?.id ?? each.networkId };
  };
  return action.kind === 'sequence' ? { ...action, actions: action.actions.map(single) } : single(action);
}
