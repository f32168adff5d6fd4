import { z } from 'zod';
import { hostSchema } from '../topology/model.ts';

/**
 * Hosts that are added on the page: what is asked for and answered. The server judges names and URLs; here is
 * only their shape.
 */

const entryShape = { name: z.string(), url: z.string() };

/** A host as people enter it. */
export const hostEntrySchema = z.strictObject(entryShape);

/** What is to be tested: an entry (`id` tells whose, if it is there already), or a host as it is. */
export const hostTestRequestSchema = z.strictObject({
  id: z.string().exactOptional(),
  name: entryShape.name.exactOptional(),
  url: entryShape.url.exactOptional(),
});

/** What a test found. */
const hostTestSchema = z.object({
  engine: z.object({ flavour: z.enum(['docker', 'podman']), version: z.string(), apiVersion: z.string() }),
  drivers: z.array(z.string()),
  rootless: z.boolean(),
  swarm: z.object({ role: z.enum(['manager', 'worker']), address: z.string() }).exactOptional(),
  containers: z.number(),
  running: z.number(),
  networks: z.number(),
  /** How long the engine took for all of it, in milliseconds. */
  took: z.number(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});

export const hostReplySchema = z.object({ host: hostSchema });
export const hostTestReplySchema = z.object({ test: hostTestSchema });

export type HostEntry = z.infer<typeof hostEntrySchema>;
export type HostTestRequest = z.infer<typeof hostTestRequestSchema>;
export type HostTest = z.infer<typeof hostTestSchema>;
