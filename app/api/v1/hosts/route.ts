import { route } from '#server/http/route.ts';

export const GET = route({ permission: 'view' }, ({ patchbay }) => ({
  hosts: Object.values(patchbay.hub.current().topology.hosts),
}));
