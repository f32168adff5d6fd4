import { z } from 'zod';
import { resultSchema, stepResultSchema } from '../actions/schema.ts';
import { errorBodySchema } from './errors.ts';

/** The type of an answer that tells of each step as it ends: one JSON value a line. */
export const progressType = 'application/x-ndjson';

/** A line of an apply that tells of its progress: a step that has ended, by its place in the plan; at last the result. */
export const progressLineSchema = z.union([
  z.object({ at: z.number(), step: stepResultSchema }),
  z.object({ result: resultSchema }),
  errorBodySchema,
]);

export type ProgressLine = z.infer<typeof progressLineSchema>;
