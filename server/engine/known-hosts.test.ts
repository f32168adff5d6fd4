import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprint, judge, keyType, knownKeys, knownName } from './known-hosts.ts';

const keyOf = (type: string, body: string) => {
  const name = Buffer.from(type);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(name.length);
  return Buffer.concat([length, name, Buffer.from(body)]);
};
const one = keyOf('ssh-ed25519', 'one');
const two = keyOf('ssh-ed25519', 'two');
const line = (names: string, key = one) => `${names} ssh-ed25519 ${key.toString('base64')} a comment\n`;
const hashed = (name: string) => {
  const salt = Buffer.from('a salt of twenty by');
  const hash = createHmac('sha1', salt).update(name).digest('base64');
  return `|1|${salt.toString('base64')}|${hash}`;
};
const find = (text: string, host: string, port = 22) =>
  knownKeys([{ path: '/known', text }], host, port).map(({ line: at }) => at);

describe('knownKeys', () => {
  it.each([
    ['box', 'box', 22, true],
    ['box', 'BOX', 22, true],
    ['Box', 'box', 22, true],
    ['box', 'box', 2222, false],
    ['[box]:2222', 'box', 2222, true],
    ['[box]:2222', 'box', 22, false],
    ['other,box', 'box', 22, true],
    ['*.lan', 'box.lan', 22, true],
    ['*.lan,!box.lan', 'box.lan', 22, false],
    ['b?x', 'box', 22, true],
    ['b.x', 'box', 22, false],
    ['[fd00::1]:2222', 'fd00::1', 2222, true],
    [hashed('box'), 'box', 22, true],
    [hashed('box'), 'bax', 22, false],
    [hashed('[box]:2222'), 'box', 2222, true],
    ['|1|nonsense', 'box', 22, false],
  ])('%s is %s:%i: %s', (names, host, port, found) => {
    expect(find(line(names), host, port)).toEqual(found ? [1] : []);
  });

  it('passes over comments, empty lines, authorities and half lines', () => {
    const text = `# box\n\n@cert-authority ${line('box')}box ssh-ed25519\n${line('box')}`;
    expect(find(text, 'box')).toEqual([5]);
  });
});

describe('judge', () => {
  const known = (text: string) => knownKeys([{ path: '/known', text }], 'box', 22);

  it('knows a host by any of its keys', () => {
    expect(judge(known(line('box', two) + line('box')), one)).toEqual({ kind: 'known' });
  });
  it('tells a new host from one that has changed, with the place', () => {
    expect(judge([], one)).toEqual({ kind: 'unknown' });
    expect(judge(known(line('box', two)), one)).toMatchObject({
      kind: 'changed',
      entry: { file: '/known', line: 1 },
    });
  });
  it('believes no revoked key, though it is also known', () => {
    const text = `${line('box')}@revoked ${line('*')}`;
    expect(judge(known(text), one)).toMatchObject({ kind: 'revoked', entry: { line: 2 } });
    // Another host's revoked key says nothing of this one.
    expect(judge(known(`@revoked ${line('*')}`), two)).toEqual({ kind: 'unknown' });
  });
});

it('shows keys and hosts as the ssh command does', () => {
  expect(knownName('Box', 22)).toBe('box');
  expect(knownName('fd00::1', 2222)).toBe('[fd00::1]:2222');
  expect(keyType(one)).toBe('ssh-ed25519');
  expect(keyType(Buffer.alloc(2))).toBe('');
  expect(fingerprint(one)).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
});
