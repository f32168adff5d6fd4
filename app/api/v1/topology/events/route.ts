import { pushResponse } from '#server/http/push-response.ts';
import { route } from '#server/http/route.ts';

export const GET = route({ permission: 'view' }, ({ request, patchbay }) => pushResponse(request, patchbay));
