import { hostTestRequestSchema } from '#lib/wire/hosts.ts';
import { route } from '#server/http/route.ts';

export const POST = route(
  { permission: 'administer', body: hostTestRequestSchema },
  async ({ body, patchbay }) => ({ test: await patchbay.hosts.test(body) }),
);

// A host may have the id `test`.
export { DELETE, PUT } from '../[id]/route.ts';
