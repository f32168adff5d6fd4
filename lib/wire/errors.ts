import { z } from 'zod';

/** The body of every failed request: `message` is for people and says what to do next. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** More for those who ask: `engine` holds the engine's own words, `fields` what is wrong with each field. */
    details: z
      .object({
        engine: z.string().exactOptional(),
        fields: z.record(z.string(), z.string()).exactOptional(),
      })
      .loose()
      .exactOptional(),
  }),
});

export type ErrorBody = z.infer<typeof errorBodySchema>;
