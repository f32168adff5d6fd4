import { notFound, route } from '#server/http/route.ts';

/** Everything under /api that is no route: the contract's error in place of a page. */
const nothing = route({ permission: 'public' }, notFound);

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
