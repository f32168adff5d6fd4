import { z } from 'zod';
import { actionSchema } from '#lib/actions/schema.ts';
import { ownReachOf } from '#server/http/own-reach-of.ts';
import { withProgress } from '#server/http/progress.ts';
import { route } from '#server/http/route.ts';

const body = z.object({
  action: actionSchema,
  fingerprint: z.string().exactOptional(),
  /** What a person typed, where the plan asks for it. */
  confirmation: z.string().exactOptional(),
  /** The name by which it can be stopped between two steps. */
  run: z.string().min(1).max(64).exactOptional(),
});

export const POST = route(
  { permission: 'operate', body },
  ({ request, body: { action, ...options }, patchbay, principal }) =>
    withProgress(request, async (progress) => {
      const own = await ownReachOf(request, patchbay);
      return patchbay.actions.apply(action, { ...options, who: principal.name, progress }, own);
    }),
);
