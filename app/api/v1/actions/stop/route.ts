import { z } from 'zod';
import { route } from '#server/http/route.ts';

const body = z.object({ run: z.string() });

export const POST = route({ permission: 'operate', body }, ({ body: { run }, patchbay }) => ({
  stopped: patchbay.actions.stop(run),
}));
