import { describe, expect, it } from 'vitest';
import { createHostAllowed } from './allowed-hosts.ts';
import { guard } from './guard.ts';

const local = createHostAllowed({ host: '127.0.0.1', port: 3000, allowedHosts: [] });

describe('createHostAllowed', () => {
  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST:3000'])('allows %s', (host) => {
    expect(local(host)).toBe(true);
  });
  it.each([
    undefined,
    '',
    'localhost',
    'localhost:3001',
    'evil.example',
    'evil.example:3000',
    'localhost:3000.evil.example',
    'localhost.evil.example:3000',
    '127.0.0.1.nip.io:3000',
    '0.0.0.0:3000',
    '127.0.0.2:3000',
    'localhost:3000, evil.example',
    '[::1]',
  ])('refuses %s', (host) => {
    expect(local(host)).toBe(false);
  });

  it('allows the address listened on, but no wildcard', () => {
    expect(createHostAllowed({ host: '10.0.0.1', port: 3000, allowedHosts: [] })('10.0.0.1:3000')).toBe(true);
    expect(createHostAllowed({ host: 'fd00::1', port: 3000, allowedHosts: [] })('[fd00::1]:3000')).toBe(true);
    for (const host of ['0.0.0.0', '::']) {
      const any = createHostAllowed({ host, port: 3000, allowedHosts: [] });
      expect(any('0.0.0.0:3000') || any('[::]:3000')).toBe(false);
    }
  });

  it('allows what is named: without a port with any, with a port with that one', () => {
    const named = createHostAllowed({
      host: '127.0.0.1',
      port: 3000,
      allowedHosts: ['Patchbay.example.org', 'other.example:8443', '[fd00::5]'],
    });
    expect(
      ['patchbay.example.org', 'patchbay.example.org:443', 'other.example:8443', '[fd00::5]:1'].every(named),
    ).toBe(true);
    expect(['other.example', 'other.example:443', 'sub.patchbay.example.org'].some(named)).toBe(false);
  });

  it('a browser leaves out port 80', () => {
    expect(createHostAllowed({ host: '127.0.0.1', port: 80, allowedHosts: [] })('localhost')).toBe(true);
  });
});

describe('guard', () => {
  const ask = (method: string, path: string, headers: Record<string, string> = {}) => {
    const all: Record<string, string> = { host: 'localhost:3000', ...headers };
    return guard({ method, path, header: (name) => all[name] }, local)?.code;
  };
  const json = { 'content-type': 'application/json' };
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

  it.each<[string, string, Record<string, string>]>([
    ['GET', '/', {}],
    ['GET', '/', { 'sec-fetch-site': 'none' }],
    ['GET', '/', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }],
    ['GET', '/', link],
    ['HEAD', '/api/v1/topology', {}],
    ['GET', '/api/v1/topology', { 'sec-fetch-site': 'same-origin' }],
    ['POST', '/api/v1/actions/plan', json],
    ['POST', '/api/v1/actions/plan', { 'content-type': 'Application/JSON; charset=utf-8' }],
    [
      'POST',
      '/api/v1/actions/plan',
      { ...json, origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' },
    ],
    ['POST', '/api/v1/actions/plan', { ...json, origin: 'https://localhost:3000' }],
  ])('lets %s %s %j pass', (method, path, headers) => {
    expect(ask(method, path, headers)).toBeUndefined();
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['GET', '/', { host: 'evil.example' }, 'foreign-host'],
    ['GET', '/_next/static/x.js', { host: 'evil.example:3000' }, 'foreign-host'],
    ['POST', '/api/v1/actions/apply', { ...json, host: 'evil.example' }, 'foreign-host'],
    ['GET', '/', { origin: 'http://evil.example' }, 'cross-site'],
    ['GET', '/api/v1/topology', { origin: 'null' }, 'cross-site'],
    ['GET', '/api/v1/topology', { origin: 'http://localhost:3001' }, 'cross-site'],
    ['GET', '/api/v1/topology', { origin: 'http://localhost:3000.evil.example' }, 'cross-site'],
    ['GET', '/api/v1/topology', { origin: 'file://localhost:3000' }, 'cross-site'],
    ['GET', '/', { 'sec-fetch-site': 'cross-site' }, 'cross-site'],
    ['GET', '/', { 'sec-fetch-site': 'same-site' }, 'cross-site'],
    ['GET', '/', { ...link, 'sec-fetch-dest': 'iframe' }, 'cross-site'],
    ['GET', '/api/v1/topology', link, 'cross-site'],
    ['GET', '/api', link, 'cross-site'],
    ['POST', '/', { ...link, ...json }, 'cross-site'],
    ['POST', '/api/v1/actions/apply', { ...json, origin: 'http://evil.example' }, 'cross-site'],
    ['POST', '/api/v1/actions/apply', { ...json, 'sec-fetch-site': 'cross-site' }, 'cross-site'],
    ['POST', '/api/v1/actions/apply', { ...json, 'sec-fetch-site': 'none' }, 'cross-site'],
    ['POST', '/api/v1/actions/apply', {}, 'json-only'],
    ['POST', '/api/v1/actions/apply', { 'content-type': 'text/plain' }, 'json-only'],
    ['POST', '/api/v1/actions/apply', { 'content-type': 'application/json-patch+json' }, 'json-only'],
    ['POST', '/api/v1/actions/apply', { 'content-type': 'text/plain; x=application/json' }, 'json-only'],
    ['DELETE', '/api/v1/hosts/a', {}, 'json-only'],
    ['PUT', '/anything', { 'content-type': 'multipart/form-data' }, 'json-only'],
  ])('refuses %s %s %j: %s', (method, path, headers, code) => {
    expect(ask(method, path, headers)).toBe(code);
  });
});
