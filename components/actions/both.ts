import type { Action, Result, SingleAction } from '#lib/actions/schema.ts';
import type { Undo } from './apply-outcome.ts';

/** The way back from two things that were done one after the other: first from the later one. */
export function undoOfBoth(later: Undo | undefined, earlier: Action | undefined): Undo | undefined {
  if (!earlier) return later;
  // Each was planned by itself: how both would be is planned when it is asked for.
  if (!later) return { action: earlier, fingerprint: undefined };
  return { action: oneAfterTheOther(later.action, earlier), fingerprint: undefined };
}

/** What was done in part, and then of the rest in part again: all that was done, and what is still to do. */
export function resultOfBoth(later: Result, earlier: Result): Result {
  const { undoFingerprint: _, ...result } = later;
  const undo = undoOfBoth(later.undo && { action: later.undo, fingerprint: undefined }, earlier.undo)?.action;
  const done = earlier.steps.filter(({ status }) => status === 'done');
  return { ...result, steps: [...done, ...later.steps], ...(undo ? { undo } : {}) };
}

function oneAfterTheOther(first: Action, second: Action): Action {
  return { kind: 'sequence', actions: [...singles(first), ...singles(second)] };
}

function singles(action: Action): SingleAction[] {
  return action.kind === 'sequence' ? action.actions : [action];
}
