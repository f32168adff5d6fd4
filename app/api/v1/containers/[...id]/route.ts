import { route } from '#server/http/route.ts';

export const GET = route({ permission: 'view', idAfter: '/api/v1/containers/' }, ({ id, patchbay }) =>
  patchbay.details.container(id),
);
