import { once } from 'node:events';
import { request } from 'node:http';

/** Asks an engine over its unix socket without any of Patchbay's code; the reply's status and its JSON. */
export async function callEngine(
  socketPath: string,
  path: string,
  send?: unknown,
): Promise<{ status: number; body: unknown }> {
  const post = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
  const call = request({ socketPath, path, ...(send === undefined ? {} : post) });
  call.end(send === undefined ? undefined : JSON.stringify(send));
  const [response] = await once(call, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, body: text === '' ? undefined : JSON.parse(text) };
}
