import { hostEntrySchema } from '#lib/wire/hosts.ts';
import { route } from '#server/http/route.ts';

export const GET = route({ permission: 'view' }, ({ patchbay }) => ({ hosts: patchbay.hosts.list() }));

export const POST = route(
  { permission: 'administer', body: hostEntrySchema },
  async ({ body, patchbay }) => ({ host: await patchbay.hosts.add(body) }),
);
