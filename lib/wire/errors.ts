import { z } from 'zod';

/** The key that a host shows over ssh and that no known_hosts file has for it. Nothing of it is secret. */
const hostKeySchema = z.object({
  /** As the ssh command shows it: `SHA256:…`. */
  fingerprint: z.string(),
  /** `ssh-ed25519`, … */
  type: z.string(),
  /** What a known_hosts file would hold, and the file to which it is to be added. */
  line: z.string(),
  file: z.string(),
});

/** The body of every failed request: `message` is for people and says what to do next. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** More for those who ask: `engine` holds the engine's own words, `fields` what is wrong with each field, `hostKey` what to compare and add. */
    details: z
      .object({
        engine: z.string().exactOptional(),
        fields: z.record(z.string(), z.string()).exactOptional(),
        hostKey: hostKeySchema.exactOptional(),
      })
      .loose()
      .exactOptional(),
  }),
});

export type HostKey = z.infer<typeof hostKeySchema>;
export type ErrorBody = z.infer<typeof errorBodySchema>;
