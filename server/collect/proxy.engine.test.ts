import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { type Core, createCore } from '#server/patchbay.ts';

/** A read-only socket proxy, as many put before an engine: what it refuses, it answers with 403 and a page. */
const lab = openLab({ name: 'proxy' });
let proxy: Server;
let permits: (method: string, path: string) => boolean;
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
const start = async () => {
  const { port } = proxy.address() as AddressInfo;
  const address = { kind: 'tcp' as const, host: '127.0.0.1', port };
  core = createCore([{ id: 'one', name: 'one', url: 'tcp://proxy', address }], pino({ level: 'silent' }));
  core.start();
  await until(() => host()?.status === 'live');
};

beforeAll(async () => {
  await lab.down();
  await lab.up(1);
  await lab.docker(1, 'network', 'create', 'back');
  await lab.docker(1, 'run', '-d', '--name', 'web', 'busybox', 'sleep', '9999');
  const socketPath = lab.hosts()[0]?.socket;
  proxy = createServer((from, to) => {
    const path = from.url?.replace(/^\/v1\.\d+/, '').replace(/\?.*/, '') ?? '';
    if (!permits(from.method ?? '', path)) {
      to.writeHead(403, { 'Content-Type': 'text/html' }).end(
        '<html><body><h1>403 Forbidden</h1></body></html>',
      );
      return;
    }
    const onward = request(
      { socketPath, path: from.url, method: from.method, headers: from.headers },
      (reply) => {
        to.writeHead(reply.statusCode ?? 502, reply.headers);
        to.flushHeaders();
        reply.pipe(to);
      },
    );
    onward.on('error', () => to.destroy());
    to.on('close', () => onward.destroy());
    from.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
});
afterEach(async () => {
  await core?.stop();
  core = undefined;
});
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await lab.down();
});

it('lets Patchbay read: all is seen, and a change is not permitted rather than failed', async () => {
  permits = (method) => method === 'GET';
  await start();
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
  permits = (method, path) => method === 'GET' && /^\/(_ping$|containers\/)/.test(path);
  await start();
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
