'use client';

import { useEffect, useRef, useState } from 'react';
import type { Action } from '#lib/actions/schema.ts';
import type { ActionWords } from './target.ts';
import { type Applying, useApply } from './use-apply.ts';
import { type Planning, usePlan } from './use-plan.ts';

/** An action on its way from what is wanted to what is done. */
export interface Doing {
  /** Undefined while what is typed is none. */
  action: Action | undefined;
  planning: Planning;
  applying: Applying;
  /** It is being done, or was done in part: what is wanted can no longer be changed here. */
  begun: boolean;
  /** What the plan wants typed before it is applied, and what was typed. */
  typed: string;
  type(text: string): void;
  /** Whether it can be applied as it is. */
  ready: boolean;
  apply(): void;
  failure: Planning['failure'] | Applying['failure'];
}

/** Plans what is wanted and applies what was planned; `onDone` is told when all of it is done. */
export function useDoing(action: Action | undefined, words: ActionWords, onDone: () => void): Doing {
  const adopt = useRef<Planning['adopt']>(undefined);
  const applying = useApply(words, (plan) => adopt.current?.(plan), onDone);
  const begun = applying.busy || applying.partial !== undefined;
  // While steps are done the topology changes under the plan: it is looked at again when they have ended.
  const planning = usePlan(action, begun);
  useEffect(() => {
    adopt.current = planning.adopt;
  });
  const [typed, type] = useState('');
  const { plan } = planning;
  const confirmed = plan?.confirm === undefined || typed.trim() === plan.confirm.text;
  const ready = action !== undefined && planning.current && plan !== undefined && confirmed && !begun;
  return {
    action,
    planning,
    applying,
    begun,
    typed,
    type,
    ready,
    failure: applying.failure ?? planning.failure,
    apply: () => {
      if (action && plan) applying.apply(action, plan, plan.confirm ? typed.trim() : undefined);
    },
  };
}
