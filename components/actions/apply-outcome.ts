import type { ApplyReply } from '#components/api.ts';
import type { Action, Plan } from '#lib/actions/schema.ts';

/** The way back, and the fingerprint of its plan as it was right after what it undoes. */
export interface Undo {
  action: Action;
  fingerprint: string | undefined;
}

/** What a sheet has to tell after an apply. */
export type ApplyOutcome =
  | { kind: 'done'; undo: Undo | undefined }
  | { kind: 'plan-changed'; plan: Plan }
  | { kind: 'failed'; message: string; engine?: string; fields: Record<string, string> };

/** An apply's reply as what there is to tell. A partial outcome is a failure that says how far it came. */
export function outcomeOf(reply: ApplyReply): ApplyOutcome {
  if (reply.kind === 'plan-changed') return reply;
  if (reply.kind === 'failure') {
    const { message, engine, fields } = reply.failure;
    return { kind: 'failed', message, fields, ...(engine === undefined ? {} : { engine }) };
  }
  const { outcome, steps, undo, undoFingerprint } = reply.result;
  if (outcome === 'done')
    return { kind: 'done', undo: undo && { action: undo, fingerprint: undoFingerprint } };
  const errors = steps.flatMap((step) => (step.error ? [step.error] : []));
  const done = steps.filter((step) => step.status === 'done').map((step) => step.summary);
  const reason = errors.map((error) => error.message).join(' ') || 'It failed, and nothing says why.';
  const message = done.length > 0 ? `${reason} Done before that: ${done.join('; ')}.` : reason;
  const engine = errors.flatMap((error) => error.engine ?? []).join('\n');
  return { kind: 'failed', message, fields: {}, ...(engine ? { engine } : {}) };
}
