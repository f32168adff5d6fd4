'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type Failure, planAction } from '#components/api.ts';
import { usePage } from '#components/page-context.tsx';
import type { Action, Plan } from '#lib/actions/schema.ts';
import { checkAction } from './check-action.ts';
import { thingsOf } from './things-of.ts';

/** Typing pauses this long before the plan is asked for. */
const pause = 250;

export interface Planning {
  /** The last plan there was; `current` says whether it is of the action as it is now. */
  plan: Plan | undefined;
  current: boolean;
  failure: Failure | undefined;
  /** Takes a plan that came by another way, as with a refused apply. */
  adopt(plan: Plan): void;
}

interface Planned {
  /** The action that was asked about, as text. */
  of: string | undefined;
  plan?: Plan;
  failure?: Failure;
}

/**
 * The plan of an action, asked for anew when the action or what it is about changes. The first one is asked for at
 * once; without an action there is none, and while it is `held` none is asked for.
 */
export function usePlan(action: Action | undefined, held: boolean): Planning {
  const { topology } = usePage();
  // Actions are plain data: their text tells whether they are the same.
  const wanted = action && JSON.stringify(action);
  const things = useSame(action ? thingsOf(topology, action) : []);
  const [state, setState] = useState<Planned>({ of: undefined });
  const first = state.of === undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `things` says when to ask again, not what.
  useEffect(() => {
    if (wanted === undefined || held) return;
    const abort = new AbortController();
    const timer = setTimeout(
      () => {
        const asked = JSON.parse(wanted) as Action;
        const fault = checkAction(asked);
        const reply = fault
          ? Promise.resolve({ ok: false as const, failure: fault })
          : planAction(asked, abort.signal);
        reply.then(
          (answer) => {
            if (abort.signal.aborted) return;
            setState((last) =>
              answer.ok
                ? { of: wanted, plan: answer.value }
                : { of: wanted, ...(last.plan ? { plan: last.plan } : {}), failure: answer.failure },
            );
          },
          (error: unknown) => {
            // An answer nobody waits for any more; anything else is a fault of the page.
            if (!abort.signal.aborted) throw error;
          },
        );
      },
      first ? 0 : pause,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [wanted, first, things, held]);

  const adopt = useCallback((plan: Plan) => setState({ of: wanted, plan }), [wanted]);
  const asked = wanted !== undefined && state.of === wanted;
  return {
    plan: state.plan,
    current: asked && !state.failure,
    failure: asked ? state.failure : undefined,
    adopt,
  };
}

/** The list that was there before for as long as its items are the same objects. */
function useSame(items: readonly unknown[]): readonly unknown[] {
  const last = useRef(items);
  const before = last.current;
  const same = before.length === items.length && items.every((item, at) => item === before[at]);
  const kept = same ? before : items;
  useEffect(() => {
    last.current = kept;
  }, [kept]);
  return kept;
}
