import { z } from 'zod';
import { isIP } from '../cidr/address.ts';

const ipv4 = z.string().refine((text) => isIP(text) === 4, 'Give an IPv4 address such as 172.18.0.10.');
const ipv6 = z.string().refine((text) => isIP(text) === 6, 'Give an IPv6 address such as fd00::10.');
/** A name of one's choice for a container on a network. */
export const aliasSchema = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$/,
    'An alias is a name of letters, digits, dots, dashes and underscores, 63 at most.',
  );

/** Join a container to a network. */
const connectSchema = z.object({
  kind: z.literal('connect'),
  networkId: z.string(),
  containerId: z.string(),
  ipv4: ipv4.exactOptional(),
  ipv6: ipv6.exactOptional(),
  aliases: z.array(aliasSchema).exactOptional(),
  /** Take the next free address where the network accepts no fixed one: an undo asks so. */
  addressPreferred: z.boolean().exactOptional(),
});

/** Take a container off a network. */
const disconnectSchema = z.object({
  kind: z.literal('disconnect'),
  networkId: z.string(),
  containerId: z.string(),
  force: z.boolean().exactOptional(),
});

export const actionSchema = z.discriminatedUnion('kind', [connectSchema, disconnectSchema]);

export type ConnectAction = z.infer<typeof connectSchema>;
export type DisconnectAction = z.infer<typeof disconnectSchema>;
export type Action = z.infer<typeof actionSchema>;

/** What an action will do, before it is done. `fingerprint` changes whenever what it says would. */
export const planSchema = z.object({
  fingerprint: z.string(),
  steps: z.array(z.object({ summary: z.string(), host: z.string(), cli: z.string() })),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  undo: actionSchema.exactOptional(),
});

/** What became of an action, step by step. */
export const resultSchema = z.object({
  outcome: z.enum(['done', 'partial', 'failed']),
  steps: z.array(
    z.object({
      summary: z.string(),
      status: z.enum(['done', 'failed', 'skipped']),
      error: z
        .object({ code: z.string(), message: z.string(), engine: z.string().exactOptional() })
        .exactOptional(),
    }),
  ),
  undo: actionSchema.exactOptional(),
  /** Of the plan to undo it, as things were right after: an undo that would do something else by now is refused. */
  undoFingerprint: z.string().exactOptional(),
});

export type Plan = z.infer<typeof planSchema>;
export type Result = z.infer<typeof resultSchema>;
