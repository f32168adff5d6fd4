import { route } from '#server/http/route.ts';

export const GET = route({ permission: 'view', idAfter: '/api/v1/networks/' }, ({ id, patchbay }) =>
  patchbay.details.network(id),
);
