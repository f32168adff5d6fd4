import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHostAllowed } from './allowed-hosts.ts';
import { connectionHeader } from './connection.ts';
import { type Connections, createConnections } from './connections.ts';
import { createFrontDoor } from './front-door.ts';

let server: Server;
let port: number;
let passed: { url: string; headers: IncomingHttpHeaders }[];
let connections: Connections;

beforeEach(async () => {
  passed = [];
  connections = createConnections();
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  const door = createFrontDoor({
    hostAllowed: createHostAllowed({ host: '127.0.0.1', port, allowedHosts: [] }),
    connections,
    dev: false,
    next: async (incoming, response) => {
      passed.push({ url: incoming.url ?? '', headers: { ...incoming.headers } });
      if (incoming.url === '/fails') throw new Error('no');
      if (incoming.url === '/cut') return connections.cut(String(incoming.headers[connectionHeader]));
      response.end('from next');
    },
    upgrade: async () => undefined,
    failed: () => undefined,
  });
  server.on('request', door.request).on('upgrade', door.upgrade);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const call = request({ host: '127.0.0.1', port, path, method, headers }).end();
  const [response] = await once(call, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, headers: response.headers, text };
}

describe('the front door', () => {
  it('lets our own requests pass, pages with a nonce on request and reply', async () => {
    const { status, headers } = await ask('/');
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']);
    expect(passed[0]?.headers['content-security-policy']).toBe(policy);
    const nonce = /'nonce-([A-Za-z0-9+/=]{20,})'/.exec(policy)?.[1];
    expect(policy).toContain(`script-src 'self' 'nonce-${nonce}' 'strict-dynamic';`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).not.toMatch(/https?:/);
    expect((await ask('/')).headers['content-security-policy']).not.toBe(policy);
  });

  it('sets its headers on every reply', async () => {
    for (const [path, headers] of [
      ['/', {}],
      ['/api/health', {}],
      ['/', { host: 'evil.example' }],
      ['/api/health', { host: 'evil.example' }],
    ] as const) {
      expect((await ask(path, headers)).headers).toMatchObject({
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
    }
  });

  it('refuses what is foreign before Next sees it: pages, files and routes', async () => {
    for (const path of ['/', '/_next/static/x.js', '/api/v1/topology', '/api', '/nowhere']) {
      for (const headers of [{ host: 'evil.example' }, { origin: 'http://evil.example' }] as Record<
        string,
        string
      >[]) {
        const { status, text } = await ask(path, headers);
        expect(status).toBe(403);
        if (path.startsWith('/api')) expect(JSON.parse(text)).toHaveProperty('error.message');
        else expect(text).not.toContain('{');
      }
    }
    expect((await ask('/', { 'content-type': 'text/plain' }, 'POST')).status).toBe(415);
    expect((await ask('/api/%E0%A4%A')).status).toBe(400);
    expect(passed).toEqual([]);
  });

  it('takes from clients no header that only servers may set', async () => {
    await ask('/', {
      'x-middleware-subrequest': 'middleware:middleware',
      'x-nonce': 'mine',
      'content-security-policy': "script-src 'nonce-mine'",
      [connectionHeader]: '999',
    });
    const [{ headers } = { headers: {} as IncomingHttpHeaders }] = passed;
    expect(headers).not.toHaveProperty('x-middleware-subrequest');
    expect(JSON.stringify(headers)).not.toContain('mine');
    expect(headers[connectionHeader]).not.toBe('999');
  });

  it('answers when Next fails', async () => {
    expect((await ask('/fails')).status).toBe(500);
  });

  it('knows where a connection comes from, as long as it is open', async () => {
    const addresses: (string | undefined)[] = [];
    server.prependListener('request', (incoming) => {
      addresses.push(connections.remoteAddress(connections.numberOf(incoming.socket)));
    });
    await ask('/');
    expect(addresses).toEqual(['127.0.0.1']);
    expect(connections.remoteAddress('999')).toBeUndefined();
  });

  it('can cut a connection by its number', async () => {
    await expect(ask('/cut')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('takes no upgrades in production', async () => {
    const headers = { connection: 'upgrade', upgrade: 'websocket' };
    await expect(ask('/_next/webpack-hmr', headers)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
