import type { Call } from './call.ts';
import { fingerprint } from './fingerprint.ts';
import { type Action, mostActions, type Plan, type SingleAction } from './schema.ts';

/** A step of a plan with the call that does it. */
export interface Step {
  summary: string;
  cli: string;
  call: Call;
  /** The steps (by place in the plan) without which this one is not tried. */
  needs: number[];
  /** What undoes this step alone, in the order in which it is to be done. */
  undo?: SingleAction[];
  /** Where the undo makes a network that this removes: by what id (`newNetworkId`), for it will have another. */
  again?: string;
  /** The action that does this step alone, where its call does not tell it. */
  action?: SingleAction;
}

export type Warning = Plan['warnings'][number];

/** A plan, or why there can be none: `message` is for people, `fields` says what is wrong with each field. */
export type PlanOutcome =
  | { ok: true; plan: Plan; steps: Step[]; restsOn: unknown }
  | { ok: false; code: string; message: string; fields?: Record<string, string> };

/** An action that can't be done. */
export function refused(code: string, message: string): PlanOutcome {
  return { ok: false, code, message };
}

/** An action with faults in its fields. */
export function invalid(fields: Record<string, string>): PlanOutcome {
  const message = [...new Set(Object.values(fields))].join(' ');
  return { ok: false, code: 'invalid-fields', message, fields };
}

/** A plan with its fingerprint: of all that it says, and of what it rests on beyond that. */
export function planned(steps: Step[], warnings: Warning[], restsOn: unknown): PlanOutcome {
  const undo = undoOf(steps);
  if (steps.length > mostActions && !undo) {
    const message = `This can't be undone in one go: it is more than ${mostActions} things.`;
    warnings = [...warnings, { code: 'no-undo', message }];
  }
  const plan = {
    steps: steps.map(({ summary, cli, call }) => ({ summary, host: call.hostId, cli })),
    warnings,
    ...(undo ? { undo } : {}),
  };
  return { ok: true, plan: { fingerprint: fingerprint({ plan, restsOn }), ...plan }, steps, restsOn };
}

/**
 * What undoes these steps: the last one first; undefined if none of them can be, or they are too many. Who left a
 * network that one of them removed comes back to the one that is made in its place.
 */
export function undoOf(steps: readonly Pick<Step, 'undo' | 'again' | 'call'>[]): Action | undefined {
  const again = new Map<string, string>();
  const actions = steps.toReversed().flatMap((step) => {
    if (step.again !== undefined) again.set(step.call.network.id, step.again);
    return (step.undo ?? []).map((action) => movedTo(again, action));
  });
  const [only] = actions;
  // What could not be asked for is not offered.
  if (actions.length > mostActions) return undefined;
  return actions.length > 1 ? { kind: 'sequence', actions } : only;
}

function movedTo(again: ReadonlyMap<string, string>, action: SingleAction): SingleAction {
  if (!('networkId' in action) || action.networkId === undefined) return action;
  return { ...action, networkId: again.get(action.networkId) ?? action.networkId };
}
