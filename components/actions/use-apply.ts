'use client';

import { useEffect, useRef, useState } from 'react';
import { applyAction, stopRun } from '#components/api.ts';
import type { Action, Plan, Result, StepResult } from '#lib/actions/schema.ts';
import { type ApplyOutcome, outcomeOf } from './apply-outcome.ts';
import { resultOfBoth, undoOfBoth } from './both.ts';
import type { ActionWords } from './target.ts';
import { useAnnounce } from './use-announce.ts';

export interface Applying {
  busy: boolean;
  /** What it works at is not the plan that shows, but the rest of it, or the way back. */
  beyond: boolean;
  /** The steps of the plan that is being done, and those that have ended, by their place. */
  steps: Plan['steps'];
  ended: ReadonlyMap<number, StepResult>;
  /** Nothing further begins once it was asked to stop. */
  stopping: boolean;
  /** What became of the last try, where only a part was done. */
  partial: Result | undefined;
  /** What the rest, or the way back, would do by now: something else than when the part was done. */
  revised: Revised | undefined;
  /** What went wrong with the last try. */
  failure: Extract<ApplyOutcome, { kind: 'failed' }> | undefined;
  /** The plan changed under the reader's eyes: they have to look again. */
  changed: boolean;
  apply(action: Action, plan: Plan, confirmation?: string): void;
  /** Does the rest of what was done in part; the way back is then of both. */
  finish(): void;
  /** Undoes what was done in part. */
  rollBack(): void;
  stop(): void;
  /** What was said of the last try no longer matters: something was typed. */
  forget(): void;
}

/** A plan that changed meanwhile, of the rest or of the way back. */
interface Revised {
  of: 'finish' | 'back';
  plan: Plan;
}

interface State {
  busy: boolean;
  beyond: boolean;
  steps: Plan['steps'];
  ended: ReadonlyMap<number, StepResult>;
  stopping: boolean;
  partial?: Result | undefined;
  revised?: Revised | undefined;
  failure?: Applying['failure'];
  changed: boolean;
}

/** What is to be carried out, and what to say of it. */
interface Wish {
  action: Action;
  fingerprint?: string | undefined;
  confirmation?: string | undefined;
  said: ActionWords;
  /** As the plan has them, where one was shown. */
  steps?: Plan['steps'];
  /** What was done of it before: that stays to be undone, whatever comes of this. */
  before?: Result;
  /** This undoes what was done before. */
  back?: boolean;
}

const idle: State = {
  busy: false,
  beyond: false,
  steps: [],
  ended: new Map(),
  stopping: false,
  changed: false,
};

/** Applies an action as it was planned. Done: says so and closes the sheet. Anything else stays in the sheet. */
export function useApply(words: ActionWords, onPlan: (plan: Plan) => void, onDone: () => void): Applying {
  const announce = useAnnounce();
  const [state, setState] = useState<State>(idle);
  const open = useRef(true);
  const run = useRef('');
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);

  const carryOut = async ({
    action,
    fingerprint,
    confirmation,
    said,
    steps = [],
    before,
    back,
  }: Wish): Promise<void> => {
    run.current = newRun();
    setState({ ...idle, busy: true, beyond: before !== undefined, steps });
    const reply = await applyAction({
      action,
      fingerprint,
      confirmation,
      run: run.current,
      onStep: (at, step) => setState((last) => ({ ...last, ended: new Map([...last.ended, [at, step]]) })),
    });
    const outcome = outcomeOf(reply, action);
    if (outcome.kind === 'done') {
      // What was rolled back never came to be as a whole: there is nothing to go back to.
      announce.done(said, back ? undefined : undoOfBoth(outcome.undo, before?.undo));
      if (outcome.unrecorded) announce.failed({ ...said, key: 'unrecorded' }, outcome.unrecorded);
      if (open.current) onDone();
      return;
    }
    if (!open.current) {
      const message = outcome.kind === 'failed' ? outcome.message : 'Nothing was done: the plan had changed.';
      announce.failed(said, message);
      return;
    }
    if (outcome.kind === 'failed') {
      const result = reply.kind === 'result' && reply.result.outcome === 'partial' ? reply.result : undefined;
      const partial = result && before && !back ? resultOfBoth(result, before) : (result ?? before);
      setState({ ...idle, failure: outcome, partial });
    } else if (before) {
      setState({ ...idle, partial: before, revised: { of: back ? 'back' : 'finish', plan: outcome.plan } });
    } else {
      setState({ ...idle, changed: true });
      onPlan(outcome.plan);
    }
  };
  const apply: Applying['apply'] = (action, plan, confirmation) =>
    void carryOut({ action, fingerprint: plan.fingerprint, confirmation, said: words, steps: plan.steps });
  const { partial, revised } = state;
  const seen = (of: Revised['of'], then: string | undefined) =>
    revised?.of === of ? revised.plan.fingerprint : then;
  const finish = () => {
    if (!partial?.finish) return;
    const fingerprint = seen('finish', partial.finishFingerprint);
    void carryOut({ action: partial.finish, fingerprint, said: words, before: partial });
  };
  const rollBack = () => {
    if (!partial?.undo) return;
    const said = { ...words, done: words.undone };
    const fingerprint = seen('back', partial.undoFingerprint);
    void carryOut({ action: partial.undo, fingerprint, said, before: partial, back: true });
  };
  const stop = () => {
    setState((last) => ({ ...last, stopping: true }));
    void stopRun(run.current);
  };
  return {
    partial: undefined,
    revised: undefined,
    failure: undefined,
    ...state,
    apply,
    finish,
    rollBack,
    stop,
    forget: () => setState(idle),
  };
}

// Not crypto.randomUUID: pages that are not served from this machine or over TLS don't have it.
function newRun(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
