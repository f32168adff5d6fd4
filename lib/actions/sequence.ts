import type { Topology } from '../topology/model.ts';
import type { Named } from './call.ts';
import type { Circumstances } from './circumstances.ts';
import { narrow } from './narrow.ts';
import { type PlanOutcome, planned, type Step, type Warning } from './outcome.ts';
import { predict } from './predict.ts';
import type { SequenceAction, SingleAction } from './schema.ts';

type PlanSingle = (topology: Topology, action: SingleAction, circumstances: Circumstances) => PlanOutcome;

/**
 * The plan of several actions: each is judged on what the ones before it will have left. What is refused for one
 * is refused for all, and says which; where one fails when it is done, those that do not need it go on.
 */
export function planSequence(
  topology: Topology,
  { actions }: SequenceAction,
  circumstances: Circumstances,
  planSingle: PlanSingle,
): PlanOutcome {
  let expected = narrow(topology, actions);
  const steps: Step[] = [];
  const warnings: Warning[] = [];
  const restsOn: unknown[] = [];
  for (const [at, action] of actions.entries()) {
    const outcome = planSingle(expected, withRef(action, at), circumstances);
    if (!outcome.ok) return refusedAt(at, actions.length, outcome);
    if (outcome.steps.some(({ call }) => call.kind === 'create-network' && isPlanned(expected, call.network)))
      return refusedAt(at, actions.length, takenRef);
    const before = steps.length;
    const own = outcome.steps.map((step) => ({ ...step, needs: step.needs.map((need) => need + before) }));
    for (const step of own) {
      expected = predict(expected, step.call);
      step.needs.push(...neededBy(step, steps));
    }
    steps.push(...own);
    warnings.push(...outcome.plan.warnings);
    restsOn.push(outcome.restsOn);
  }
  return planned(steps, unique(warnings), restsOn);
}

const takenRef = {
  ok: false as const,
  code: 'invalid-fields',
  message: 'Two networks to be made have one ref: choose another for one of them.',
  fields: { ref: 'An earlier network has this ref: choose another.' },
};

/** Networks to be made are told apart by their refs: each has one. */
function withRef(action: SingleAction, at: number): SingleAction {
  return action.kind === 'create-network' && action.ref === undefined
    ? { ...action, ref: `new${at}` }
    : action;
}

function isPlanned({ networks }: Topology, { id }: Named): boolean {
  return Object.hasOwn(networks, id);
}

/** The earlier steps that must have been done: what makes the network, what takes the container off another, what empties the network. */
function neededBy({ call }: Step, earlier: readonly Step[]): number[] {
  return earlier.flatMap((step, at) => (touches(step.call, call) ? [at] : []));
}

function touches(earlier: Step['call'], later: Step['call']): boolean {
  const made = earlier.kind === 'create-network' && earlier.network.id === later.network.id;
  const left =
    earlier.kind === 'disconnect' && 'container' in later && earlier.container.id === later.container.id;
  // What is made from a config network needs it: by name, for each host has its own.
  const config =
    earlier.kind === 'create-network' &&
    later.kind === 'create-network' &&
    earlier.spec.configOnly === true &&
    earlier.network.name === later.spec.configFrom;
  const removed = later.kind === 'remove-network' && earlier.network.id === later.network.id;
  return made || config || left || removed;
}

function refusedAt(at: number, of: number, outcome: Extract<PlanOutcome, { ok: false }>): PlanOutcome {
  if (!outcome.fields) return outcome;
  const path = of === 1 ? '' : `actions.${at}.`;
  const fields = Object.entries(outcome.fields).map(([field, fault]) => [`${path}${field}`, fault]);
  return { ...outcome, fields: Object.fromEntries(fields) };
}

function unique(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [`${warning.code} ${warning.message}`, warning])).values()];
}
