import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type Host, hostSchema } from '#lib/topology/model.ts';
import { errorBodySchema } from '#lib/wire/errors.ts';
import { hostReplySchema } from '#lib/wire/hosts.ts';
import { type Patchbay, providePatchbay } from '#server/context.ts';
import { EngineError } from '#server/engine/engine-error.ts';
import { fakeClient } from '#server/engine/fake.ts';
import { createHostRegistry } from '#server/hosts/host-registry.ts';
import { createHostAllowed } from '#server/http/allowed-hosts.ts';
import { createCore } from '#server/patchbay.ts';
import { openStorage, type Storage } from '#server/storage/storage.ts';
import { DELETE, PUT } from './[id]/route.ts';
import { GET, POST } from './route.ts';
import { POST as TEST } from './test/route.ts';

/** The routes of hosts on a real storage; nothing is read, as the core is not started. */
let folder: string;
let storage: Storage;
let ca: string;

const log = pino({ level: 'silent' });
const request = (path: string, method: string, body?: unknown) =>
  new Request(`http://localhost:3000/api/v1/hosts${path}`, {
    method,
    headers: { host: 'localhost:3000', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const hostOf = async (reply: Response): Promise<Host> => {
  expect(reply.status).toBe(200);
  return hostReplySchema.parse(await reply.json()).host;
};
const errorOf = async (reply: Response) => errorBodySchema.parse(await reply.json()).error;
const add = (more: object) => POST(request('', 'POST', { name: 'new', url: 'tcp://10.0.0.9', ...more }));
const listed = async () => {
  const reply = await GET(request('', 'GET'));
  return z.object({ hosts: z.array(hostSchema) }).parse(await reply.json()).hosts;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-routes-'));
  ca = join(folder, 'ca.pem');
  writeFileSync(ca, rootCertificates[0] ?? '');
  storage = await openStorage(join(folder, 'data'));
  const filed = { id: 'filed', name: 'filed', url: 'tcp://10.0.0.1:2376', origin: 'file' as const };
  const address = {
    kind: 'tcp' as const,
    host: '10.0.0.1',
    port: 2376,
    tls: { ca, insecureSkipVerify: true },
  };
  const core = createCore([{ ...filed, source: 'patchbay.yaml', address }], log);
  const connect = () =>
    fakeClient({
      ping: async () => {
        throw new EngineError({ kind: 'tls-unknown-authority', message: 'Whose is it?' });
      },
      close: () => undefined,
    });
  const hosts = await createHostRegistry({ ...core, store: storage.hosts, connect, log });
  const hostAllowed = createHostAllowed({ host: '127.0.0.1', port: 3000, allowedHosts: [] });
  const parts: Partial<Patchbay> = { ...core, hosts, hostAllowed, log };
  providePatchbay(parts as Patchbay);
});
afterAll(async () => {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
});

it('takes paths, and gives paths and no more', async () => {
  expect(await hostOf(await add({ tls: { ca } }))).toMatchObject({ url: 'tcp://10.0.0.9:2376', tls: { ca } });
  expect(await listed()).toMatchObject([
    { id: 'filed', origin: 'file', tls: { ca, insecureSkipVerify: true } },
    { id: 'new', origin: 'stored', tls: { ca } },
  ]);
  expect(await (await GET(request('', 'GET'))).text()).not.toContain('BEGIN CERTIFICATE');

  const other = { name: 'Newer', url: 'ssh://me@box', ssh: { knownHosts: ca } };
  const changed = await hostOf(await PUT(request('/new', 'PUT', other)));
  expect(changed).toMatchObject({ id: 'new', name: 'Newer', ssh: { knownHosts: ca } });
  expect(changed).not.toHaveProperty('tls');
  expect((await storage.hosts.list())[0]).toMatchObject({ url: 'ssh://me@box', ssh: { knownHosts: ca } });
  expect((await DELETE(request('/new', 'DELETE', {}))).status).toBe(200);
  expect(await storage.hosts.list()).toEqual([]);
});

it('says at each field what is wrong, and keeps nothing', async () => {
  const reply = await add({ name: '', url: 'tcp://me:secret@box', tls: { ca: 'ca.pem', cert: ca } });
  expect(reply.status).toBe(400);
  const error = await errorOf(reply);
  expect(error.details?.fields).toEqual({
    name: expect.stringContaining('Give the host a name'),
    url: expect.stringContaining('credentials'),
    'tls.ca': expect.stringContaining('whole path'),
    'tls.key': expect.stringContaining('without its key'),
  });
  expect(JSON.stringify(error)).not.toContain('secret');
  expect(await storage.hosts.list()).toEqual([]);
});

it('takes how wires may be read, and gives it', async () => {
  const probe = { local: false, helper: 'standing', image: 'busybox:1.36' };
  expect(await hostOf(await add({ probe }))).toMatchObject({ probe });
  expect(await listed()).toMatchObject([{ id: 'filed' }, { id: 'new', probe }]);
  const less = { helper: 'one-shot' };
  const changed = await PUT(request('/new', 'PUT', { name: 'new', url: 'tcp://10.0.0.9', probe: less }));
  expect((await hostOf(changed)).probe).toEqual(less);
  expect((await storage.hosts.list())[0]?.probe).toEqual(less);
  expect((await DELETE(request('/new', 'DELETE', {}))).status).toBe(200);
  for (const wrong of [
    { helper: 'always' },
    { image: '' },
    { image: 'a b' },
    { local: 'yes' },
    { other: 1 },
  ]) {
    expect((await add({ probe: wrong })).status).toBe(400);
  }
  expect(await storage.hosts.list()).toEqual([]);
});

it('does not believe whoever answers, nor take keys it does not know', async () => {
  for (const tls of [{ insecureSkipVerify: true }, { keyText: 'x' }, { ca: '' }]) {
    expect((await add({ tls })).status).toBe(400);
  }
});

it('a test names the field that what the engine says is about', async () => {
  const reply = await TEST(request('/test', 'POST', { url: 'tcp://10.0.0.9', tls: { ca } }));
  expect(reply.status).toBe(502);
  const { code, details } = await errorOf(reply);
  expect([code, details?.fields]).toEqual(['tls-unknown-authority', { 'tls.ca': 'Whose is it?' }]);
});

it('a host of the configuration is left as it is', async () => {
  const reply = await PUT(request('/filed', 'PUT', { name: 'x', url: 'tcp://10.0.0.1', tls: {} }));
  expect([reply.status, (await errorOf(reply)).code]).toEqual([409, 'configured-host']);
});
