import { z } from 'zod';
import {
  containerSchema,
  endpointSchema,
  hostSchema,
  networkSchema,
  portSchema,
  sandboxSchema,
  topologySchema,
} from '../topology/model.ts';

/**
 * Version 1 of what the server pushes. `reset` replaces the topology; `diff` leads from version `base` to
 * `version` of the same epoch. A message that does not follow the last one means: connect again.
 */

const changesOf = <S extends z.ZodType>(schema: S) =>
  z
    .object({
      set: z.record(z.string(), schema).exactOptional(),
      remove: z.array(z.string()).exactOptional(),
    })
    .exactOptional();

const shape = topologySchema.shape;

/** Whole entities that are new or changed, and the ids of those that are gone, map by map. */
export const topologyDiffSchema = z.object({
  hosts: changesOf(hostSchema),
  networks: changesOf(networkSchema),
  containers: changesOf(containerSchema),
  sandboxes: changesOf(sandboxSchema),
  endpoints: changesOf(endpointSchema),
  ports: changesOf(portSchema),
  interfaces: changesOf(shape.interfaces.valueType),
  tunnels: changesOf(shape.tunnels.valueType),
  services: changesOf(shape.services.valueType),
  findings: changesOf(shape.findings.valueType),
});

export const resetMessageSchema = z.object({
  epoch: z.string(),
  version: z.number().int(),
  topology: topologySchema,
});

export const diffMessageSchema = z.object({
  epoch: z.string(),
  base: z.number().int(),
  version: z.number().int(),
  changes: topologyDiffSchema,
});

export type TopologyDiff = z.infer<typeof topologyDiffSchema>;
export type ResetMessage = z.infer<typeof resetMessageSchema>;
export type DiffMessage = z.infer<typeof diffMessageSchema>;
/** A message with the name of its server-sent event. */
export type PushMessage = { event: 'reset'; data: ResetMessage } | { event: 'diff'; data: DiffMessage };
