import { z } from 'zod';
import { actionSchema } from '#lib/actions/schema.ts';
import { route } from '#server/http/route.ts';

const body = z.object({ action: actionSchema });

export const POST = route({ permission: 'view', body }, async ({ body: { action }, patchbay }) => ({
  plan: await patchbay.actions.plan(action),
}));
