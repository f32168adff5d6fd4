'use client';

import { useEffect, useRef, useState } from 'react';
import { applyAction } from '#components/api.ts';
import type { Action, Plan } from '#lib/actions/schema.ts';
import { type ApplyOutcome, outcomeOf } from './apply-outcome.ts';
import type { TargetNames } from './target.ts';
import { useAnnounce } from './use-announce.ts';

export interface Applying {
  busy: boolean;
  /** What went wrong with the last try. */
  failure: Extract<ApplyOutcome, { kind: 'failed' }> | undefined;
  /** The plan changed under the reader's eyes: they have to look again. */
  changed: boolean;
  apply(action: Action, plan: Plan): void;
  /** What was said of the last try no longer matters: something was typed. */
  forget(): void;
}

/** Applies an action as it was planned. Done: says so and closes the sheet. Anything else stays in the sheet. */
export function useApply(names: TargetNames, onPlan: (plan: Plan) => void, onDone: () => void): Applying {
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Applying['failure']>();
  const [changed, setChanged] = useState(false);
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);

  const apply = async (action: Action, plan: Plan) => {
    setBusy(true);
    setFailure(undefined);
    setChanged(false);
    const outcome = outcomeOf(await applyAction(action, plan.fingerprint), action);
    if (outcome.kind === 'done') {
      announce.done(action, names, outcome.undo);
      if (open.current) onDone();
      return;
    }
    if (!open.current) {
      announce.failed(
        action,
        outcome.kind === 'failed' ? outcome.message : 'Nothing was done: the plan had changed.',
      );
      return;
    }
    setBusy(false);
    if (outcome.kind === 'failed') setFailure(outcome);
    else {
      setChanged(true);
      onPlan(outcome.plan);
    }
  };
  const forget = () => {
    setFailure(undefined);
    setChanged(false);
  };
  return { busy, failure, changed, apply: (action, plan) => void apply(action, plan), forget };
}
