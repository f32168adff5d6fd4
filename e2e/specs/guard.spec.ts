import { request as plainRequest } from 'node:http';
import { expect, test } from '@playwright/test';

interface Ask {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** A request as any program could make it: fetch would not let us name another Host. */
function ask({ method = 'GET', path, headers = {}, body }: Ask): Promise<{ status: number; text: string }> {
  const url = new URL(path, process.env.PATCHBAY_URL);
  return new Promise((resolve, reject) => {
    const request = plainRequest(url, { method, headers }, (reply) => {
      let text = '';
      reply.setEncoding('utf8');
      reply.on('data', (chunk: string) => {
        text += chunk;
        // The stream never ends by itself.
        if (path.endsWith('/events')) request.destroy();
      });
      reply.on('close', () => resolve({ status: reply.statusCode ?? 0, text }));
    });
    request.on('error', (error) => (request.destroyed ? undefined : reject(error)));
    request.end(body);
  });
}

const reads = [
  '/',
  '/api/health',
  '/api/v1/topology',
  '/api/v1/topology/events',
  '/api/v1/hosts',
  '/api/v1/nowhere',
];
const writes = ['/api/v1/actions/plan', '/api/v1/actions/apply', '/api/v1/hosts', '/api/v1/hosts/test'];
const action = JSON.stringify({ action: { kind: 'connect', networkId: 'x', containerId: 'y' } });
const json = { 'content-type': 'application/json' };

for (const path of [...reads, '/_next/static/none.js', '/icon.svg']) {
  test(`${path} refuses a foreign Host`, async () => {
    for (const host of ['evil.example', 'evil.example:3000', '127.0.0.1.evil.example']) {
      const { status } = await ask({ path, headers: { host } });
      expect([400, 403, 421]).toContain(status);
    }
  });
}

for (const path of writes) {
  test(`${path} refuses other origins and all but JSON`, async () => {
    const post = (headers: Record<string, string>, body = action) =>
      ask({ method: 'POST', path, headers, body });
    expect((await post({ ...json, host: 'evil.example' })).status).toBeGreaterThanOrEqual(400);
    expect((await post({ ...json, origin: 'http://evil.example' })).status).toBe(403);
    expect((await post({ ...json, origin: 'null' })).status).toBe(403);
    expect((await post({ ...json, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ ...json, 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post({ 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await post({})).status).toBe(415);
    expect((await post(json, '{')).status).toBe(400);
    const bad = await post(json, '{"action":{"kind":"explode"}}');
    expect(bad.status).toBe(400);
    expect(JSON.parse(bad.text)).toMatchObject({
      error: { code: expect.any(String), message: expect.any(String) },
    });
  });
}

test('another site can’t read the topology or its stream', async () => {
  for (const path of ['/api/v1/topology', '/api/v1/topology/events']) {
    expect((await ask({ path, headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await ask({ path, headers: { origin: 'http://evil.example' } })).status).toBe(403);
  }
});

test('no environment and no secret is in what the page gets', async () => {
  const { text } = await ask({ path: '/api/v1/topology' });
  const containers = Object.keys(JSON.parse(text).topology.containers);
  expect(containers.length).toBeGreaterThan(0);
  const details = await Promise.all(
    containers.slice(0, 5).map((id) => ask({ path: `/api/v1/containers/${encodeURIComponent(id)}` })),
  );
  for (const each of [text, ...details.map((detail) => detail.text)]) expect(each).not.toMatch(/"Env"|PATH=/);
  expect(details.map((detail) => detail.status)).toEqual(details.map(() => 200));
});
