import { describe, expect, it } from 'vitest';
import { explainConnection } from './explain-connection.ts';

describe('explainConnection', () => {
  const unix = { kind: 'unix', path: '/run/x.sock' } as const;
  const tcp = { kind: 'tcp', host: 'box', port: 2375 } as const;
  const failure = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

  it.each([
    ['ENOENT', 'socket-missing'],
    ['ENOTSOCK', 'socket-missing'],
    ['ECONNREFUSED', 'connection-refused'],
    ['EACCES', 'permission-denied'],
    ['EPERM', 'permission-denied'],
    ['ENOTFOUND', 'unknown-host-name'],
    ['EAI_AGAIN', 'unknown-host-name'],
    ['EHOSTUNREACH', 'network-unreachable'],
    ['ENETUNREACH', 'network-unreachable'],
    ['ETIMEDOUT', 'engine-timeout'],
    ['EAGAIN', 'engine-timeout'],
    ['ECONNRESET', 'connection-lost'],
    ['EPIPE', 'connection-lost'],
    ['HPE_INVALID_CONSTANT', 'not-docker'],
    ['', 'connection-lost'],
  ])('%s is %s, in words and with the system’s own', (code, kind) => {
    for (const address of [unix, tcp]) {
      const error = explainConnection(address, failure(code));
      expect(error).toMatchObject({ code: kind, details: { engine: `connect ${code}` } });
      expect(error.message).toContain(address.kind === 'unix' ? '/run/x.sock' : 'box:2375');
      expect(error.message).toMatch(/\.$/);
    }
  });

  it('looks into what Node reports together', () => {
    const all = new AggregateError([failure('ECONNREFUSED'), failure('ENETUNREACH')]);
    expect(explainConnection(tcp, all).code).toBe('connection-refused');
  });
});
