import { z } from 'zod';

const counts = z.record(z.string(), z.number());

/** How closely the probe looks; each look sees more than the one before it, and costs more. */
export type Look = 'handles' | 'sizes' | 'objects';

/** What the probe tells of the server from inside. */
export const insideSchema = z.object({
  /** What keeps the event loop going, by Node's names. */
  resources: counts,
  listeners: counts,
  /**
   * Bytes, right after a garbage collection: the heap, and buffers and the like that it holds beside it. Not in a look
   * at handles.
   */
  held: z.number().exactOptional(),
  /** Living objects by class. In a look at objects only. */
  objects: counts.exactOptional(),
});

export type Inside = z.infer<typeof insideSchema>;
