import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { transact } from './ovsdb.ts';

let folder: string;
let server: Server;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-ovsdb-'));
  path = join(folder, 'db.sock');
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function answering(answer: (socket: Socket, request: unknown) => void): Promise<void> {
  server = createServer((socket) => {
    socket.on('data', (chunk) => answer(socket, JSON.parse(chunk.toString())));
    // The other side hangs up as soon as it has what it wants.
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
}

it('asks in one transaction, and takes the answer in however many pieces it comes', async () => {
  const asked: unknown[] = [];
  await answering((socket, request) => {
    asked.push(request);
    const answer = JSON.stringify({ id: 0, error: null, result: [{ rows: [{ name: 'ü}' }] }, { rows: [] }] });
    const bytes = Buffer.from(answer);
    const cut = bytes.indexOf('}') + 1;
    socket.write(bytes.subarray(0, cut));
    setTimeout(() => socket.write(bytes.subarray(cut)), 20);
  });
  expect(await transact(path, [{ op: 'select', table: 'Bridge' }])).toEqual([
    { rows: [{ name: 'ü}' }] },
    { rows: [] },
  ]);
  expect(asked).toEqual([
    { id: 0, method: 'transact', params: ['Open_vSwitch', { op: 'select', table: 'Bridge' }] },
  ]);
});

it('says what was answered in place of a result', async () => {
  await answering((socket) => socket.write('{"id":0,"result":null,"error":"unknown database"}'));
  await expect(transact(path, [])).rejects.toThrow('it answered "unknown database"');
});

it.each([
  ['hangs up', (socket: Socket) => socket.end('{"id":0,'), 'it hung up'],
  ['says nothing', () => undefined, 'it does not answer'],
])('says so when the database %s', async (_, answer, words) => {
  await answering(answer);
  await expect(transact(path, [])).rejects.toThrow(words);
});

it('says so when nobody listens', async () => {
  server = createServer();
  await expect(transact(path, [])).rejects.toMatchObject({ code: 'ENOENT' });
});
