import { route } from '#server/http/route.ts';

export const GET = route({ permission: 'view' }, ({ patchbay }) => patchbay.hub.current());
