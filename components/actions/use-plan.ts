'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import { type Failure, planAction } from '#components/api.ts';
import { usePage } from '#components/page-context.tsx';
import type { Action, Plan } from '#lib/actions/schema.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import { checkAction } from './check-action.ts';

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

/** The plan of an action, asked for anew when the action or what it is about changes. The first one is asked for at once. */
export function usePlan(action: Action): Planning {
  const { topology } = usePage();
  // Actions are plain data: their text tells whether they are the same.
  const wanted = JSON.stringify(action);
  const things = useThings(topology, action);
  const [state, setState] = useState<{ of: string | undefined; plan?: Plan; failure?: Failure }>({
    of: undefined,
  });
  const first = state.of === undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `things` says when to ask again, not what.
  useEffect(() => {
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
  }, [wanted, first, things]);

  const adopt = useCallback((plan: Plan) => setState({ of: wanted, plan }), [wanted]);
  const asked = state.of === wanted;
  return {
    plan: state.plan,
    current: asked && !state.failure,
    failure: state.failure,
    adopt,
  };
}

/** What the action is about, as one object for as long as none of it changes: unchanged entities keep their identity. */
function useThings(topology: Topology, { containerId, networkId }: Action): readonly unknown[] {
  const container = entityOf(topology.containers, containerId);
  const network = entityOf(topology.networks, networkId);
  const host = container && entityOf(topology.hosts, container.hostId);
  const endpoint = indexOf(topology)
    .endpointsOfContainer(containerId)
    .find((each) => each.networkId === networkId);
  return useMemo(() => [container, network, host, endpoint], [container, network, host, endpoint]);
}
