import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDockerClient } from './docker-client.ts';
import type { OutputBounds } from './helper-containers.ts';

/** Helpers over an engine that answers in its own way; what real ones do is tried with the reader of links. */
let folder: string;
let closers: (() => void)[];
let asked: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-helpers-'));
  closers = [];
  asked = [];
});
afterEach(() => {
  for (const close of closers) close();
  rmSync(folder, { recursive: true, force: true });
});

type Answers = Record<string, (reply: ServerResponse) => void>;

/** A client of an engine that answers `METHOD /path` so, and everything else with nothing. */
async function helpersOf(answers: Answers) {
  const path = join(folder, 'engine.sock');
  const server = createServer((request, reply) => {
    request.resume();
    const call = `${request.method} ${request.url?.replace(/^\/v1\.\d+/, '').replace(/\?.*/, '')}`;
    if (call.endsWith('_ping')) return void reply.writeHead(200, { 'Api-Version': '1.41' }).end('OK');
    asked.push(call);
    const answer = answers[call] ?? ((none) => none.writeHead(204).end());
    answer(reply);
  }).listen(path);
  await once(server, 'listening');
  const client = createDockerClient({ kind: 'unix', path }, { ping: 500, read: 500, list: 500, change: 500 });
  closers.push(() => {
    client.close();
    server.closeAllConnections();
    server.close();
  });
  return client.helpers;
}

const bounds = (more: Partial<OutputBounds> = {}): OutputBounds => ({
  ...{ most: 1000, deadline: 400, signal: new AbortController().signal },
  ...more,
});
const frame = (text: string) => {
  const head = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([head, Buffer.from(text)]);
};
const attach = 'POST /containers/c/attach';

it('reads what is printed, from before the start to the end', async () => {
  const helpers = await helpersOf({
    [attach]: (reply) => {
      reply.write(frame('one, '));
      setTimeout(() => reply.end(frame('two')), 20);
    },
  });
  expect(await helpers.run('c', bounds())).toEqual({ stdout: 'one, two', stderr: '' });
  expect(asked).toEqual([attach, 'POST /containers/c/start']);
});

it.each<[string, (reply: ServerResponse) => void, string]>([
  ['more than it may', (reply) => reply.end(frame('x'.repeat(1001))), 'helper-failed'],
  ['half a frame', (reply) => reply.end(frame('hello').subarray(0, 10)), 'not-docker'],
  ['what is no frame', (reply) => reply.end('<html></html>'), 'not-docker'],
  ['nothing, for too long', (reply) => reply.write(frame('hello')), 'engine-timeout'],
  [
    'something, and is cut off',
    (reply) => reply.write(frame('hello'), () => reply.destroy()),
    'connection-lost',
  ],
])('fails when there is %s', async (_, answer, code) => {
  const helpers = await helpersOf({ [attach]: answer });
  await expect(helpers.run('c', bounds())).rejects.toMatchObject({ code });
});

it('stops when it is told, also before it begins', async () => {
  const helpers = await helpersOf({ [attach]: (reply) => reply.write(frame('hello')) });
  const stopping = new AbortController();
  const running = helpers.run('c', bounds({ signal: stopping.signal }));
  setTimeout(() => stopping.abort(new Error('enough')), 20);
  await expect(running).rejects.toThrow('enough');
  await expect(helpers.run('c', bounds({ signal: stopping.signal }))).rejects.toThrow('enough');
});

it('removes, waits for a removal under way, and is content when it is gone', async () => {
  const refusal = (status: number) => (reply: ServerResponse) =>
    void reply
      .writeHead(status)
      .end(JSON.stringify({ message: 'removal of container c is already in progress' }));
  const helpers = await helpersOf({
    'DELETE /containers/busy': refusal(409),
    'POST /containers/busy/wait': (reply) => void reply.end('{"StatusCode":0}'),
    'DELETE /containers/gone': refusal(404),
    'DELETE /containers/stuck': refusal(500),
  });
  await helpers.remove('there');
  await helpers.remove('busy');
  await helpers.remove('gone');
  await expect(helpers.remove('stuck')).rejects.toMatchObject({ code: 'helper-failed' });
  expect(asked).toEqual([
    'DELETE /containers/there',
    'DELETE /containers/busy',
    'POST /containers/busy/wait',
    'DELETE /containers/gone',
    'DELETE /containers/stuck',
  ]);
});

it('takes nothing for an id that is none', async () => {
  const helpers = await helpersOf({});
  await expect(helpers.remove('../networks/x')).rejects.toMatchObject({ code: 'invalid-id' });
  await expect(helpers.run('../x', bounds())).rejects.toMatchObject({ code: 'invalid-id' });
  expect(asked).toEqual([]);
});
