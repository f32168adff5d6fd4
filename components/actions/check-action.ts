import type { Failure } from '#components/api.ts';
import { type Action, actionSchema } from '#lib/actions/schema.ts';

/** What is wrong with an action before anybody is asked; undefined if nothing is. The server checks with the same schema. */
export function checkAction(action: Action): Failure | undefined {
  const parsed = actionSchema.safeParse(action);
  if (parsed.success) return undefined;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message;
  const message = Object.values(fields).join(' ');
  return { status: 400, code: 'invalid-fields', message, fields };
}
