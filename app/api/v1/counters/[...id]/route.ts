import { route } from '#server/http/route.ts';

/** What went over the endpoint, the interface or the tunnel with this id. */
export const GET = route({ permission: 'view', idAfter: '/api/v1/counters/' }, ({ id, patchbay }) =>
  patchbay.counters(id),
);
