import { hostEntrySchema } from '#lib/wire/hosts.ts';
import { route } from '#server/http/route.ts';

const idAfter = '/api/v1/hosts/';

export const PUT = route(
  { permission: 'administer', body: hostEntrySchema, idAfter },
  async ({ id, body, patchbay }) => ({ host: await patchbay.hosts.change(id, body) }),
);

export const DELETE = route({ permission: 'administer', idAfter }, async ({ id, patchbay }) => {
  await patchbay.hosts.remove(id);
  return { removed: id };
});
