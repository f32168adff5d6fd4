import type { z } from 'zod';
import { Failure } from '#server/failure.ts';

/** A thousand actions with the longest ids, addresses and aliases, and room to spare. */
export const largestBody = 1024 * 1024;

/** Reads a request's JSON body and checks it; every fault becomes a failure that names the fields. */
export async function readBody<S extends z.ZodType>(request: Request, schema: S): Promise<z.infer<S>> {
  const text = await readText(request);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Failure({ status: 400, code: 'invalid-json', message: 'The body is not valid JSON.' });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) fields[issue.path.join('.') || 'body'] ??= faultOf(issue);
  const named = Object.entries(fields).map(([field, fault]) => `${field}: ${fault}`);
  throw new Failure({
    status: 400,
    code: 'invalid-fields',
    message: `Correct these fields and try again. ${named.join(' ')}`,
    details: { fields },
  });
}

function faultOf({ code, message }: z.core.$ZodIssue): string {
  return code === 'invalid_type' && message.endsWith('received undefined') ? 'This is missing.' : message;
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > largestBody) {
      await reader.cancel();
      throw new Failure({
        status: 413,
        code: 'body-too-large',
        message: `The body is larger than ${largestBody} bytes.`,
      });
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
