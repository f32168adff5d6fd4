import { z } from 'zod';

/** What has gone over a link, as its kernel (or Open vSwitch) counts it since the device was made. */
const counterSampleSchema = z.object({
  /** When it was read, in milliseconds since 1970, by Patchbay's clock. */
  at: z.number(),
  rxBytes: z.number(),
  rxPackets: z.number(),
  rxErrors: z.number(),
  rxDropped: z.number(),
  txBytes: z.number(),
  txPackets: z.number(),
  txErrors: z.number(),
  txDropped: z.number(),
});

/** The latest counters of one thing: an endpoint (as its own device in its sandbox sees them), an interface or a tunnel. */
export const countersReplySchema = z.object({
  /** How often they are read at present, in milliseconds: there is nothing new sooner. */
  every: z.number(),
  /** Oldest first. */
  samples: z.array(counterSampleSchema),
});

export type CounterSample = z.infer<typeof counterSampleSchema>;
export type CountersReply = z.infer<typeof countersReplySchema>;
