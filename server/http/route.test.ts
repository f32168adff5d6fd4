import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mostActions } from '#lib/actions/schema.ts';
import { errorBodySchema } from '#lib/wire/errors.ts';
import { type Patchbay, providePatchbay } from '#server/context.ts';
import { Failure } from '#server/failure.ts';
import { createHostAllowed } from './allowed-hosts.ts';
import { largestBody } from './read-body.ts';
import { notFound, permissionOf, route } from './route.ts';

const request = (path: string, init: RequestInit = {}) =>
  new Request(`http://localhost:3000${path}`, {
    ...init,
    headers: { host: 'localhost:3000', ...init.headers },
  });
const post = (body: string, headers: Record<string, string> = {}) =>
  request('/x', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const failureOf = async (response: Response) => errorBodySchema.parse(await response.json()).error;

beforeEach(() => {
  const parts: Partial<Patchbay> = {
    hostAllowed: createHostAllowed({ host: '127.0.0.1', port: 3000, allowedHosts: [] }),
    log: pino({ level: 'silent' }),
  };
  providePatchbay(parts as Patchbay);
});

describe('a route', () => {
  it('bears the permission it was made with', () => {
    expect(permissionOf(route({ permission: 'operate' }, () => 1))).toBe('operate');
    expect(permissionOf(() => 1)).toBeUndefined();
  });

  it('answers with a value as JSON that is not cached, or with a whole response', async () => {
    const reply = await route({ permission: 'view' }, () => ({ a: 1 }))(request('/x'));
    expect(reply.status).toBe(200);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(await reply.json()).toEqual({ a: 1 });
    expect((await route({ permission: 'public' }, notFound)(request('/x'))).status).toBe(404);
  });

  it('guards itself, whatever stands in front of it', async () => {
    const get = route({ permission: 'public' }, () => expect.unreachable());
    for (const headers of [
      { host: 'evil.example' },
      { origin: 'http://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const reply = await get(request('/x', { headers }));
      expect(reply.status).toBe(403);
      expect((await failureOf(reply)).message).not.toBe('');
    }
    const form = await get(post('a=1', { 'content-type': 'application/x-www-form-urlencoded' }));
    expect(form.status).toBe(415);
  });

  it('hands on the id after its path, encoded or not', async () => {
    const get = route({ permission: 'view', idAfter: '/api/v1/networks/' }, ({ id }) => id);
    const id = 'network:swarm/c1/n1';
    expect(await (await get(request(`/api/v1/networks/${encodeURIComponent(id)}`))).json()).toBe(id);
    expect(await (await get(request(`/api/v1/networks/${id}?x=1`))).json()).toBe(id);
    expect((await get(request('/api/v1/networks/%E0%A4%A'))).status).toBe(400);
  });
});

describe('a body', () => {
  const schema = z.object({ action: z.object({ kind: z.literal('connect'), aliases: z.array(z.string()) }) });
  const take = route({ permission: 'operate', body: schema }, ({ body }) => body.action.kind);

  it('is parsed', async () => {
    const reply = await take(post('{"action":{"kind":"connect","aliases":[]}}'));
    expect(await reply.json()).toBe('connect');
  });

  it.each([
    ['', 'invalid-json'],
    ['{', 'invalid-json'],
    ['[]', 'invalid-fields'],
    ['{}', 'invalid-fields'],
    ['null', 'invalid-fields'],
  ])('that is none is refused: %j', async (text, code) => {
    const reply = await take(post(text));
    expect(reply.status).toBe(400);
    expect((await failureOf(reply)).code).toBe(code);
  });

  it('with faults is refused by naming each field', async () => {
    const { details } = await failureOf(await take(post('{"action":{"kind":"x","aliases":[1]}}')));
    expect(Object.keys(details?.fields ?? {}).sort()).toEqual(['action.aliases.0', 'action.kind']);
    expect((await failureOf(await take(post('{}')))).details?.fields).toEqual({ action: 'This is missing.' });
  });

  it('of as many actions as there may be at a time is not too large', () => {
    const id = 'f'.repeat(64);
    const connect = {
      kind: 'connect',
      networkId: `network:${id}/${id}`,
      containerId: `container:${id}/${id}`,
      ipv4: '255.255.255.255',
      ipv6: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      aliases: ['a'.repeat(63), 'b'.repeat(63)],
      addressPreferred: true,
    };
    const action = { kind: 'sequence', actions: Array.from({ length: mostActions }, () => connect) };
    expect(JSON.stringify({ action, fingerprint: id, run: id }).length).toBeLessThan(largestBody);
  });

  it('that is too large is refused, also without a Content-Length', async () => {
    const big = JSON.stringify('x'.repeat(largestBody));
    expect((await take(post(big))).status).toBe(413);
    const stream = new Blob([big]).stream();
    const init = {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    };
    expect((await take(request('/x', init as RequestInit))).status).toBe(413);
  });
});

describe('what goes wrong', () => {
  it('is told with its status, sentence and details', async () => {
    const get = route({ permission: 'view' }, () => {
      throw new Failure({
        status: 409,
        code: 'plan-changed',
        message: 'Look again.',
        details: { plan: { a: 1 }, engine: 'no' },
      });
    });
    const reply = await get(request('/x'));
    expect(reply.status).toBe(409);
    expect(await failureOf(reply)).toEqual({
      code: 'plan-changed',
      message: 'Look again.',
      details: { plan: { a: 1 }, engine: 'no' },
    });
  });

  it('by a fault of ours is told without its words', async () => {
    const get = route({ permission: 'view' }, () => Promise.reject(new Error('secret path /x')));
    const reply = await get(request('/x'));
    expect(reply.status).toBe(500);
    expect(await reply.text()).not.toContain('secret');
  });
});
