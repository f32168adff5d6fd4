import { fingerprint } from './fingerprint.ts';
import type { Plan } from './schema.ts';

/** A plan, or why there can be none: `message` is for people, `fields` says what is wrong with each field. */
export type PlanOutcome =
  | { ok: true; plan: Plan }
  | { ok: false; code: string; message: string; fields?: Record<string, string> };

export type Warning = Plan['warnings'][number];

/** An action that can't be done. */
export function refused(code: string, message: string): PlanOutcome {
  return { ok: false, code, message };
}

/** An action with faults in its fields. */
export function invalid(fields: Record<string, string>): PlanOutcome {
  return { ok: false, code: 'invalid-fields', message: Object.values(fields).join(' '), fields };
}

/** A plan with its fingerprint: of all that it says, and of what it rests on beyond that. */
export function planned(plan: Omit<Plan, 'fingerprint'>, restsOn: unknown): PlanOutcome {
  return { ok: true, plan: { fingerprint: fingerprint({ plan, restsOn }), ...plan } };
}
