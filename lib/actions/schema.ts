import { z } from 'zod';
import { isIP } from '../cidr/address.ts';
import { networkSpecSchema, optionsSchema } from './network-spec.ts';

const ipv4 = z.string().refine((text) => isIP(text) === 4, 'Give an IPv4 address such as 172.18.0.10.');
const ipv6 = z.string().refine((text) => isIP(text) === 6, 'Give an IPv6 address such as fd00::10.');
const mac = z
  .string()
  .regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i, 'Give a MAC address such as 02:42:ac:11:00:02.')
  .refine((text) => Number.parseInt(text.slice(0, 2), 16) % 2 === 0, 'This is a multicast MAC address.');
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
  /** Honoured since API 1.54, silently ignored before. */
  mac: mac.exactOptional(),
  /** The network with the highest one is the way out (API 1.48). */
  gatewayPriority: z.int().min(-2147483648).max(2147483647).exactOptional(),
  driverOptions: optionsSchema.exactOptional(),
  /** Take the next free address where the network accepts no fixed one: an undo asks so. */
  addressPreferred: z.boolean().exactOptional(),
  /** Addresses that the engine had chosen: not asked for where it would choose them again. */
  dynamic: z.array(z.enum(['ipv4', 'ipv6'])).exactOptional(),
});

/** Take a container off a network. */
const disconnectSchema = z.object({
  kind: z.literal('disconnect'),
  networkId: z.string(),
  containerId: z.string(),
  force: z.boolean().exactOptional(),
});

/** Take an endpoint off a network whose container is gone. */
const releaseSchema = z.object({ kind: z.literal('release-endpoint'), endpointId: z.string() });

/**
 * Make a network: on each host; a swarm network once, by a manager of the hosts' swarm. `configs` are the
 * config-only networks that it is to be made from, made before it.
 */
const createSchema = z.object({
  kind: z.literal('create-network'),
  hostIds: z.array(z.string()).min(1, 'Choose a host.'),
  spec: networkSpecSchema,
  configs: z.array(z.object({ hostId: z.string(), spec: networkSpecSchema })).exactOptional(),
  /** Later actions of a sequence call the new network by this (`newNetworkId`). */
  ref: z
    .string()
    .regex(/^[a-z0-9]{1,64}$/)
    .exactOptional(),
});

const removeSchema = z.object({
  kind: z.literal('remove-network'),
  networkId: z.string(),
  disconnectFirst: z.boolean().exactOptional(),
});

export const pruneFiltersSchema = z.object({
  /** Only networks made before this (ISO 8601). */
  until: z.iso.datetime('Give a time such as 2026-01-31T12:00:00Z.').exactOptional(),
  /** Only those that have each of these labels: `key` or `key=value`. */
  labels: z.array(z.string().min(1, 'Give the label a key.')).exactOptional(),
  /** Only those that have none of these. */
  notLabels: z.array(z.string().min(1, 'Give the label a key.')).exactOptional(),
});

/** Remove what nobody uses. What a stopped container or a Compose project needs is kept unless it is included. */
const pruneSchema = z.object({
  kind: z.literal('prune-networks'),
  hostIds: z.array(z.string()).min(1, 'Choose a host.'),
  filters: pruneFiltersSchema.exactOptional(),
  /** Networks to keep although nobody uses them. */
  except: z.array(z.string()).exactOptional(),
  /** Networks to remove although they are kept by default. */
  include: z.array(z.string()).exactOptional(),
});

/** Give a stopped container that can't start, for a network of it is gone, another network in its place. */
const repairSchema = z.object({
  kind: z.literal('repair'),
  containerId: z.string(),
  /** The name of the network that is gone. */
  missing: z.string().min(1),
  /** Left out: the container merely forgets the network that is gone. */
  networkId: z.string().exactOptional(),
  aliases: z.array(aliasSchema).exactOptional(),
});

const singleSchema = z.discriminatedUnion('kind', [
  connectSchema,
  disconnectSchema,
  releaseSchema,
  createSchema,
  removeSchema,
  pruneSchema,
  repairSchema,
]);

/** How many actions a sequence has at most. */
export const mostActions = 200;

/** Several actions, one after the other, each on what the ones before it left. */
const sequenceSchema = z.object({
  kind: z.literal('sequence'),
  actions: z.array(singleSchema).min(1).max(mostActions, `Do ${mostActions} things at a time at most.`),
});

export const actionSchema = z.discriminatedUnion('kind', [...singleSchema.options, sequenceSchema]);

export type ConnectAction = z.infer<typeof connectSchema>;
export type DisconnectAction = z.infer<typeof disconnectSchema>;
export type ReleaseAction = z.infer<typeof releaseSchema>;
export type CreateAction = z.infer<typeof createSchema>;
export type RemoveAction = z.infer<typeof removeSchema>;
export type PruneAction = z.infer<typeof pruneSchema>;
export type PruneFilters = z.infer<typeof pruneFiltersSchema>;
export type RepairAction = z.infer<typeof repairSchema>;
export type SingleAction = z.infer<typeof singleSchema>;
export type SequenceAction = z.infer<typeof sequenceSchema>;
export type Action = z.infer<typeof actionSchema>;

/** What an action will do, before it is done. `fingerprint` changes whenever what it says would. */
export const planSchema = z.object({
  fingerprint: z.string(),
  steps: z.array(z.object({ summary: z.string(), host: z.string(), cli: z.string() })),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  undo: actionSchema.exactOptional(),
  /** What a person has to type before this is applied, for it would cut off Patchbay itself. */
  confirm: z.object({ text: z.string(), reason: z.string() }).exactOptional(),
});

const stepErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  engine: z.string().exactOptional(),
});

/** What became of one step. */
export const stepResultSchema = z.object({
  summary: z.string(),
  /** The host's id. */
  host: z.string().exactOptional(),
  status: z.enum(['done', 'failed', 'skipped']),
  error: stepErrorSchema.exactOptional(),
});

/** What became of an action, step by step. */
export const resultSchema = z.object({
  outcome: z.enum(['done', 'partial', 'failed']),
  steps: z.array(stepResultSchema),
  /** Undoes what was done. */
  undo: actionSchema.exactOptional(),
  /** Does what was not done, where only a part was. */
  finish: actionSchema.exactOptional(),
  /** Of the plan to undo it, as things were right after: an undo that would do something else by now is refused. */
  undoFingerprint: z.string().exactOptional(),
  /** The same of `finish`. */
  finishFingerprint: z.string().exactOptional(),
  /** What was done is not in the audit log: why, as a sentence. */
  unrecorded: z.string().exactOptional(),
});

export type Plan = z.infer<typeof planSchema>;
export type Result = z.infer<typeof resultSchema>;
export type StepResult = z.infer<typeof stepResultSchema>;
