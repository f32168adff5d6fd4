import { z } from 'zod';
import { actionSchema } from '#lib/actions/schema.ts';
import { route } from '#server/http/route.ts';

const body = z.object({ action: actionSchema, fingerprint: z.string().exactOptional() });

export const POST = route({ permission: 'operate', body }, ({ body: { action, fingerprint }, patchbay }) =>
  patchbay.actions.apply(action, fingerprint),
);
