import { connect } from 'node:net';
import { z } from 'zod';

/** How long an answer may take, in milliseconds. */
const patience = 3_000;
/** Of an answer; some 30,000 ports. */
const mostBytes = 32 * 2 ** 20;

const reply = z.object({ result: z.array(z.unknown()).nullish(), error: z.unknown() });

/**
 * Lets Open vSwitch's database do operations, and gives the result of each (RFC 7047, 4.1.3).
 * @throws Error whose message says what went wrong
 */
export async function transact(socket: string, operations: readonly object[]): Promise<unknown[]> {
  const request = { id: 0, method: 'transact', params: ['Open_vSwitch', ...operations] };
  const { result, error } = reply.parse(await exchange(socket, JSON.stringify(request)));
  if (!result) throw new Error(`it answered ${JSON.stringify(error)}`);
  return result;
}

/** Nothing marks the end of an answer but the bracket that closes it. */
function exchange(path: string, request: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => socket.write(request));
    const timer = setTimeout(() => socket.destroy(new Error('it does not answer')), patience);
    const chunks: Buffer[] = [];
    let length = 0;
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > mostBytes) socket.destroy(new Error('its answer is too long'));
      if (chunk.at(-1) !== closingBrace) return;
      const whole = parsed(Buffer.concat(chunks).toString('utf8'));
      if (whole === undefined) return;
      resolve(whole);
      socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(timer);
      reject(new Error('it hung up'));
    });
  });
}

const closingBrace = 0x7d;

/** Undefined if more is to come. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
