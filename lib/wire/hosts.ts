import { z } from 'zod';
import { hostSchema, sshSettingsSchema, tlsSettingsSchema } from '../topology/model.ts';
import { probeSettingsSchema } from '../topology/model-wires.ts';

/**
 * Hosts that are added on the page: what is asked for and answered. The server judges names, URLs and paths; here
 * is only their shape.
 */

// To believe whoever answers is left to the configuration file.
const tls = z.strictObject(tlsSettingsSchema.omit({ insecureSkipVerify: true }).shape);
const ssh = z.strictObject(sshSettingsSchema.shape);
const probe = z.strictObject(probeSettingsSchema.shape);
const ways = { tls: tls.exactOptional(), ssh: ssh.exactOptional(), probe: probe.exactOptional() };

/**
 * A host as people enter it. Files are named by their paths on the machine that Patchbay runs on; what `probe` leaves
 * out is as the configuration has it for all hosts.
 */
export const hostEntrySchema = z.strictObject({ name: z.string(), url: z.string(), ...ways });

/** What is to be tested: an entry (`id` tells whose, if it is there already), or a host as it is. */
export const hostTestRequestSchema = z.strictObject({
  id: z.string().exactOptional(),
  name: z.string().exactOptional(),
  url: z.string().exactOptional(),
  ...ways,
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

export const hostListSchema = z.object({ hosts: z.array(hostSchema) });
export const hostReplySchema = z.object({ host: hostSchema });
export const hostTestReplySchema = z.object({ test: hostTestSchema });

export type HostEntry = z.infer<typeof hostEntrySchema>;
export type HostTestRequest = z.infer<typeof hostTestRequestSchema>;
export type HostTest = z.infer<typeof hostTestSchema>;
