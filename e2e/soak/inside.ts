import { z } from 'zod';

const counts = z.record(z.string(), z.number());

/** How closely the probe looks: counting objects stops the server for a moment. */
export type Look = 'sizes' | 'objects';

/** What the probe tells of the server from inside, right after a garbage collection. Sizes in bytes. */
export const insideSchema = z.object({
  heapUsed: z.number(),
  /** Buffers and the like, which are held by objects of the heap but lie beside it. */
  external: z.number(),
  /** Living objects by class; only if they were asked for. */
  objects: counts,
  /** What keeps the event loop going, by Node's names. */
  resources: counts,
  listeners: counts,
});

export type Inside = z.infer<typeof insideSchema>;
