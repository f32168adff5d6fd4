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
  const plan = {
    steps: steps.map(({ summary, cli, call }) => ({ summary, host: call.hostId, cli })),
    warnings,
    ...(undo ? { undo } : {}),
  };
  return { ok: true, plan: { fingerprint: fingerprint({ plan, restsOn }), ...plan }, steps, restsOn };
}

/** What undoes these steps: the last one first; undefined if none of them can be, or they are too many. */
export function undoOf(steps: readonly Pick<Step, 'undo'>[]): Action | undefined {
  const actions = steps.toReversed().flatMap(({ undo }) => undo ?? []);
  const [only] = actions;
  // What could not be asked for is not offered.
  if (actions.length > mostActions) return undefined;
  return actions.length > 1 ? { kind: 'sequence', actions } : only;
}
