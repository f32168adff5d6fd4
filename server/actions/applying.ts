import type { Plan, Result } from '#lib/actions/schema.ts';
import type { Topology } from '#lib/topology/model.ts';
import { isFailure } from '#server/failure.ts';
import type { AccessibleHost } from './host-access.ts';

/** A plan about to be carried out on one host. */
export interface Applying {
  topology: Topology;
  plan: Plan;
  host: AccessibleHost;
}

/** The result of a plan of one step. `step` answers with what there is to say beyond the plan's summary. */
export async function applyOnly(
  { plan }: Applying,
  step: () => Promise<string | undefined>,
): Promise<Result> {
  const summary = plan.steps[0]?.summary ?? '';
  try {
    const more = await step();
    return {
      outcome: 'done',
      steps: [{ summary: more ? `${summary}: ${more}` : summary, status: 'done' }],
      ...(plan.undo ? { undo: plan.undo } : {}),
    };
  } catch (error) {
    if (!isFailure(error)) throw error;
    const { code, message, details } = error;
    const engine = details?.engine;
    return {
      outcome: 'failed',
      steps: [{ summary, status: 'failed', error: { code, message, ...(engine ? { engine } : {}) } }],
    };
  }
}
