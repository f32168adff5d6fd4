'use client';

import { useEffect, useRef, useState } from 'react';
import { applyAction, planAction, stopRun } from '#components/api.ts';
import type { Action, Plan, Result, StepResult } from '#lib/actions/schema.ts';
import { type ApplyOutcome, outcomeOf } from './apply-outcome.ts';
import type { ActionWords } from './target.ts';
import { useAnnounce } from './use-announce.ts';

export interface Applying {
  busy: boolean;
  /** The steps of what is being done, and those that have ended, by their place. */
  steps: Plan['steps'];
  ended: ReadonlyMap<number, StepResult>;
  /** Nothing further begins once it was asked to stop. */
  stopping: boolean;
  /** What became of the last try, where only a part was done. */
  partial: Result | undefined;
  /** What went wrong with the last try. */
  failure: Extract<ApplyOutcome, { kind: 'failed' }> | undefined;
  /** The plan changed under the reader's eyes: they have to look again. */
  changed: boolean;
  apply(action: Action, plan: Plan, confirmation?: string, says?: ActionWords): void;
  /** After a part was done: does the rest, or undoes that part if this still would do just that. */
  follow(kind: 'finish' | 'undo', partial: Result): void;
  stop(): void;
  /** What was said of the last try no longer matters: something was typed. */
  forget(): void;
}

interface State {
  busy: boolean;
  steps: Plan['steps'];
  ended: ReadonlyMap<number, StepResult>;
  stopping: boolean;
  partial?: Result | undefined;
  failure?: Applying['failure'];
  changed: boolean;
}

const idle: State = { busy: false, steps: [], ended: new Map(), stopping: false, changed: false };

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

  const apply: Applying['apply'] = async (action, plan, confirmation, says = words) => {
    run.current = newRun();
    setState({ ...idle, busy: true, steps: plan.steps });
    const reply = await applyAction({
      action,
      fingerprint: plan.fingerprint,
      confirmation,
      run: run.current,
      onStep: (at, step) => setState((last) => ({ ...last, ended: new Map([...last.ended, [at, step]]) })),
    });
    const outcome = outcomeOf(reply, action);
    if (outcome.kind === 'done') {
      announce.done(says, outcome.undo);
      if (outcome.unrecorded) announce.failed({ ...says, key: 'unrecorded' }, outcome.unrecorded);
      if (open.current) onDone();
      return;
    }
    if (!open.current) {
      const message = outcome.kind === 'failed' ? outcome.message : 'Nothing was done: the plan had changed.';
      announce.failed(says, message);
      return;
    }
    if (outcome.kind === 'failed') {
      const partial =
        reply.kind === 'result' && reply.result.outcome === 'partial' ? reply.result : undefined;
      // The steps say what became of each.
      setState({ ...idle, failure: partial ? undefined : outcome, partial });
    } else {
      setState({ ...idle, changed: true });
      onPlan(outcome.plan);
    }
  };
  const follow: Applying['follow'] = async (kind, partial) => {
    const action = partial[kind];
    if (!action) return;
    setState({ ...idle, busy: true });
    const reply = await planAction(action);
    if (reply.ok && (kind === 'finish' || reply.value.fingerprint === partial.undoFingerprint)) {
      return apply(action, reply.value, undefined, kind === 'undo' ? reversed(words) : words);
    }
    const summaries = reply.ok ? reply.value.steps.map(({ summary }) => `${summary}.`).join(' ') : '';
    const failure = reply.ok
      ? failed(
          'plan-changed',
          `Undoing would do something else by now: ${summaries} Do by hand what you still want.`,
        )
      : failed(reply.failure.code, reply.failure.message, reply.failure.engine);
    if (open.current) setState({ ...idle, partial, failure });
    else announce.failed(words, failure.message);
  };
  const stop = () => {
    setState((last) => ({ ...last, stopping: true }));
    void stopRun(run.current);
  };
  return {
    partial: undefined,
    failure: undefined,
    ...state,
    apply,
    follow,
    stop,
    forget: () => setState(idle),
  };
}

const failed = (code: string, message: string, engine?: string) => ({
  kind: 'failed' as const,
  code,
  message,
  fields: {},
  ...(engine === undefined ? {} : { engine }),
});

/** What is said when the undoing is the action. */
const reversed = ({ key, done, undone }: ActionWords): ActionWords => ({ key, done: undone, undone: done });

// Not crypto.randomUUID: pages that are not served from this machine or over TLS don't have it.
function newRun(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
