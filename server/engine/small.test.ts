import { describe, expect, it } from 'vitest';
import { compareVersions } from './api-version.ts';
import { explainConnection } from './explain-connection.ts';
import { createLineSplitter } from './lines.ts';
import { checkedId } from './native-id.ts';
import { createQueue } from './queue.ts';

describe('compareVersions', () => {
  it('is by number, not by text', () => {
    expect(['1.41', '1.9', '2.0', '1.55'].sort(compareVersions)).toEqual(['1.9', '1.41', '1.55', '2.0']);
  });
});

describe('checkedId', () => {
  it.each(['a', '0'.repeat(64), 'pixjuo8fwvcm5uhao25sf3guq', 'web_1.x-y'])('passes %s', (id) => {
    expect(checkedId(id)).toBe(id);
  });
  it.each(['', '.', '..', 'a/b', '../x', 'a..b', 'a?all=1', 'a b', '%2e%2e', '-x', 'ä'])(
    'refuses %j',
    (id) => {
      expect(() => checkedId(id)).toThrow(expect.objectContaining({ code: 'invalid-id' }));
    },
  );
});

describe('createLineSplitter', () => {
  it('puts lines together from parts and parts lines that come together', () => {
    const split = createLineSplitter(100);
    expect(split('a\nb\nc')).toEqual(['a', 'b']);
    expect(split('c')).toEqual([]);
    expect(split('\r\n\n')).toEqual(['cc']);
  });
  it('gives up on a line without end', () => {
    const split = createLineSplitter(10);
    expect(() => split('x'.repeat(11))).toThrow(/more than 10/);
  });
});

describe('createQueue', () => {
  const overflow = () => new Error('too much');
  it('hands on what was pushed before and while it is read, in order', async () => {
    const queue = createQueue<number>(10, overflow);
    queue.push(1);
    queue.push(2);
    setTimeout(() => {
      queue.push(3);
      queue.end();
      queue.push(4);
    });
    const seen: number[] = [];
    for await (const item of queue) seen.push(item);
    expect(seen).toEqual([1, 2, 3]);
  });
  it('fails its reader when more waits than it holds', async () => {
    const queue = createQueue<number>(2, overflow);
    for (const item of [1, 2, 3]) queue.push(item);
    const reader = queue[Symbol.asyncIterator]();
    await expect(reader.next()).rejects.toThrow('too much');
  });
});

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
