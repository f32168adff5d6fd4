import { route } from '#server/http/route.ts';

export const GET = route({ permission: 'public' }, () => ({ status: 'ok' }));
