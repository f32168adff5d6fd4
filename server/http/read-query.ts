import type { z } from 'zod';
import { Failure } from '#server/failure.ts';

/** A request's query, checked; every fault becomes a failure that names the parameters. Empty ones count as left out. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): z.infer<S> {
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== '');
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of result.error.issues) fields[path.join('.') || 'query'] ??= message;
  const named = Object.entries(fields).map(([field, fault]) => `${field}: ${fault}`);
  throw new Failure({
    status: 400,
    code: 'invalid-fields',
    message: `Correct these parameters and try again. ${named.join(' ')}`,
    details: { fields },
  });
}
