import { z } from 'zod';
import { defined } from '#lib/topology/defined.ts';
import type { StackFact } from '#lib/wires/facts.ts';

const hopSchema = z.object({
  gateway: z.string().optional(),
  /** The gateway, if it is of the other address family. */
  via: z.object({ host: z.string() }).optional().catch(undefined),
  dev: z.string().optional(),
});

/** An element of `ip -j route show table all default`. */
export const routeSchema = hopSchema.extend({
  dst: z.literal('default'),
  type: z.string().optional(),
  /** Absent for the main one, or `main`: the one or the other with `-d`. */
  table: z.union([z.string(), z.number()]).optional(),
  metric: z.number().optional(),
  nexthops: z.array(hopSchema).optional().catch(undefined),
});

/** The ways out of a namespace by its main table, as printed. */
export function defaultRoutesOf(routes: readonly z.infer<typeof routeSchema>[]): StackFact['defaultRoutes'] {
  return routes.flatMap((route) => {
    const leads = (route.type ?? 'unicast') === 'unicast' && (route.table ?? 'main') === 'main';
    if (!leads) return [];
    return [route, ...(route.nexthops ?? [])].flatMap(({ gateway, via, dev }) =>
      dev === undefined
        ? []
        : [defined({ gateway: gateway ?? via?.host, device: dev, metric: route.metric })],
    );
  });
}
