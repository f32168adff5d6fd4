import { route } from '#server/http/route.ts';

/** The interfaces of the host with this id. */
export const GET = route({ permission: 'view', idAfter: '/api/v1/interfaces/' }, ({ id, patchbay }) =>
  patchbay.details.interfaces(id),
);
