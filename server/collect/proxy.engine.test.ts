import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { type EngineProxy, startEngineProxy } from '#e2e/support/engine-proxy.ts';
import { type Core, createCore } from '#server/patchbay.ts';

/** A read-only socket proxy, as many put before an engine: what it refuses, it answers with 403 and a page. */
const lab = openLab({ name: 'proxy' });
let folder: string;
let proxy: EngineProxy;
let core: Core | undefined;

const host = () => core?.hub.current().topology.hosts.one;
const topology = () => core?.hub.current().topology ?? { networks: {}, containers: {} };
const warnings = () => host()?.warnings.map(({ message }) => message) ?? [];
const isThere = (name: string) => Object.values(topology().networks).some((network) => network.name === name);
async function until(isSo: () => boolean) {
  const start = performance.now();
  while (!isSo()) {
    if (performance.now() - start > 15_000) throw new Error(`not so after 15 s: ${isSo}`);
    await sleep(10);
  }
}
/** Lets only such requests through, and reads the engine behind. */
const start = async (permits: (method: string, path: string) => boolean) => {
  proxy.behave(({ method, path, reply, pass }) => {
    if (permits(method, path)) pass();
    else
      reply
        .writeHead(403, { 'Content-Type': 'text/html' })
        .end('<html><body><h1>403 Forbidden</h1></body></html>');
  });
  const address = { kind: 'unix' as const, path: proxy.path };
  core = createCore([{ id: 'one', name: 'one', url: 'unix://proxy', address }], pino({ level: 'silent' }));
  core.start();
  await until(() => host()?.status === 'live');
};

beforeAll(async () => {
  await lab.down();
  await lab.up(1);
  await lab.docker(1, 'network', 'create', 'back');
  await lab.docker(1, 'run', '-d', '--name', 'web', 'busybox', 'sleep', '9999');
  folder = mkdtempSync(join(tmpdir(), 'patchbay-proxy-'));
  proxy = await startEngineProxy(join(folder, 'proxy.sock'), lab.hosts()[0]?.socket ?? '');
});
afterEach(async () => {
  await core?.stop();
  core = undefined;
});
afterAll(async () => {
  await proxy?.close();
  await lab.down();
  rmSync(folder, { recursive: true, force: true });
});

it('lets Patchbay read: all is seen, and a change is not permitted rather than failed', async () => {
  await start((method) => method === 'GET');
  expect(warnings()).toEqual([]);
  await lab.docker(1, 'network', 'create', 'seen');
  await until(() => isThere('seen'));
  const ids = (map: Record<string, { id: string; name: string }>, name: string) =>
    Object.values(map).find((one) => one.name === name)?.id ?? '';
  const action = {
    kind: 'connect' as const,
    networkId: ids(topology().networks, 'back'),
    containerId: ids(topology().containers, 'web'),
  };
  const result = await core?.actions.apply(action);
  expect(result).toMatchObject({
    outcome: 'failed',
    steps: [{ error: { code: 'access-denied', message: expect.stringMatching(/^Not permitted/) } }],
  });
  await until(() => warnings().length > 0);
  expect(warnings()).toEqual([expect.stringContaining('looked at only')]);
  expect(host()?.status).toBe('live');
});

it('refuses info, events and networks: the containers are shown, and what is missing is said', async () => {
  await start((method, path) => method === 'GET' && /^\/(_ping$|containers\/)/.test(path));
  expect(Object.values(topology().containers).map(({ name }) => name)).toEqual(['web']);
  expect(topology().networks).toEqual({});
  expect(warnings().map((text) => /let it allow (GET .*)\.$/.exec(text)?.[1])).toEqual([
    'GET /info',
    'GET /networks',
    'GET /events',
  ]);
  await lab.docker(1, 'run', '-d', '--name', 'late', 'busybox', 'sleep', '9999');
  await until(() => Object.values(topology().containers).some(({ name }) => name === 'late'));
  expect(host()?.status).toBe('live');
});
