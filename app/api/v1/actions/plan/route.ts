import { z } from 'zod';
import { actionSchema } from '#lib/actions/schema.ts';
import { ownReachOf } from '#server/http/own-reach-of.ts';
import { route } from '#server/http/route.ts';

const body = z.object({ action: actionSchema });

export const POST = route({ permission: 'view', body }, async ({ request, body: { action }, patchbay }) => ({
  plan: await patchbay.actions.plan(action, await ownReachOf(request, patchbay)),
}));
