import type { ApplyReply } from '#components/api.ts';
import type { Action, Plan, Result } from '#lib/actions/schema.ts';

/** The way back, and the fingerprint of its plan as it was right after what it undoes. */
export interface Undo {
  action: Action;
  fingerprint: string | undefined;
}

/** What a sheet has to tell after an apply. */
export type ApplyOutcome =
  /** `unrecorded`: why it is not in the audit log. */
  | { kind: 'done'; undo: Undo | undefined; unrecorded?: string }
  | { kind: 'plan-changed'; plan: Plan }
  | { kind: 'failed'; code: string; message: string; engine?: string; fields: Record<string, string> };

type StepError = NonNullable<Result['steps'][number]['error']>;

/** An apply's reply as what there is to tell. A partial outcome is a failure that says how far it came. */
export function outcomeOf(reply: ApplyReply, action: Action): ApplyOutcome {
  if (reply.kind === 'plan-changed') return reply;
  if (reply.kind === 'failure') {
    const { code, message, engine, fields } = reply.failure;
    return { kind: 'failed', code, message, fields, ...(engine === undefined ? {} : { engine }) };
  }
  const { outcome, steps, undo, undoFingerprint, unrecorded } = reply.result;
  if (outcome === 'done') {
    const back = undo && { action: undo, fingerprint: undoFingerprint };
    return { kind: 'done', undo: back, ...(unrecorded === undefined ? {} : { unrecorded }) };
  }
  // What was not tried for want of an earlier step has nothing to add to why that one failed.
  const told = steps.filter(({ status }) => status === 'failed');
  const errors = (told.length > 0 ? told : steps.slice(-1)).flatMap((step) => step.error ?? []);
  const done = steps.filter((step) => step.status === 'done').map((step) => step.summary);
  const reason = errors.map((error) => error.message).join(' ') || 'It failed, and nothing says why.';
  const parts = [reason, done.length > 0 ? `Done before that: ${done.join('; ')}.` : '', unrecorded ?? ''];
  const message = parts.filter(Boolean).join(' ');
  const engine = errors.flatMap((error) => error.engine ?? []).join('\n');
  const [error] = errors;
  const field = error && done.length === 0 ? refusedAddress(action, error) : undefined;
  return {
    kind: 'failed',
    code: error?.code ?? 'failed',
    message,
    fields: field ? { [field]: message } : {},
    ...(engine ? { engine } : {}),
  };
}

/** Whether an undo failed only because somebody else was quicker: what it was to do is so already. */
export function isUndone(undo: Action, code: string): boolean {
  return undone[undo.kind]?.has(code) ?? false;
}

// Planned and refused by Patchbay, and refused by the engine.
const undone: Partial<Record<Action['kind'], ReadonlySet<string>>> = {
  connect: new Set(['already-member', 'already-connected']),
  disconnect: new Set(['not-member', 'not-connected']),
  'remove-network': new Set(['unknown-network', 'no-such-network']),
};

const addressRefusals = new Set(['no-fixed-address', 'address-in-use', 'address-outside']);

/** The field of the address that an engine refused; of two addresses only the one that its own words name. */
function refusedAddress(action: Action, { code, engine }: StepError): 'ipv4' | 'ipv6' | undefined {
  if (action.kind !== 'connect' || !addressRefusals.has(code)) return undefined;
  const given = (['ipv4', 'ipv6'] as const).filter((field) => action[field] !== undefined);
  const named = given.filter((field) => engine?.includes(action[field] ?? ''));
  const [field, another] = given.length === 1 ? given : named;
  return another === undefined ? field : undefined;
}
