import { describe, expect, it } from 'vitest';
import { explainFarEnd, explainHostKey, explainLogin, type SshAddress } from './explain-ssh.ts';

const ssh = { identityFiles: [], knownHosts: [] };
const entry = { file: '/known', line: 1, type: 'ssh-ed25519', key: Buffer.alloc(0), revoked: false };
const address: SshAddress = { kind: 'ssh', host: 'box', port: 22, ssh };

describe('explainLogin', () => {
  const failure = (more: Record<string, string>) => Object.assign(new Error('ssh2’s words'), more);

  it.each([
    [{ level: 'client-authentication' }, 'ssh-key-refused'],
    [{ level: 'agent' }, 'ssh-key-refused'],
    [{ level: 'client-timeout' }, 'engine-timeout'],
    [{ level: 'client-socket', code: 'ECONNREFUSED' }, 'connection-refused'],
    [{ level: 'client-socket', code: 'ECONNRESET' }, 'ssh-failed'],
    [{ level: 'client-socket', code: 'ENOTFOUND' }, 'unknown-host-name'],
    [{ level: 'client-socket', code: 'EHOSTUNREACH' }, 'network-unreachable'],
    [{ level: 'client-socket', code: 'ETIMEDOUT' }, 'engine-timeout'],
    [{ level: 'handshake' }, 'ssh-failed'],
    [{}, 'ssh-failed'],
  ])('%j is %s', (more, kind) => {
    const error = explainLogin(address, 'me', ['/key'], failure(more));
    expect(error).toMatchObject({ code: kind, details: { engine: 'ssh2’s words' } });
    expect(error.message).toContain('box:22');
  });

  it('looks into what Node reports together, and leaves what is explained', () => {
    const all = new AggregateError([failure({ code: 'ECONNREFUSED' })]);
    expect(explainLogin(address, 'me', [], all).code).toBe('connection-refused');
    const known = explainLogin(address, 'me', [], all);
    expect(explainLogin(address, 'me', [], known)).toBe(known);
  });
});

it.each([
  [127, 'sh: 1: docker: not found', 'ssh-no-docker'],
  [127, 'bash: line 1: docker: command not found', 'ssh-no-docker'],
  [1, "docker: 'dial-stdio' is not a docker command.", 'ssh-no-docker'],
  [1, 'dial unix /var/run/docker.sock: connect: permission denied', 'permission-denied'],
  [1, 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.', 'connection-refused'],
  [1, 'dial unix /var/run/docker.sock: connect: no such file or directory', 'connection-refused'],
  [1, 'something new', 'ssh-failed'],
  [undefined, '', 'ssh-failed'],
])('a far command that ends with %s and %j', (exitCode, words, kind) => {
  const error = explainFarEnd(address, 'me', { exitCode, words });
  expect(error.code).toBe(kind);
  expect(error.message).toMatch(/box.*[.]$/);
});

it('of an unknown host it gives the key that it shows, as known_hosts takes it', () => {
  const blob = Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.alloc(36, 7)]);
  const there = { ...address, port: 2222, ssh: { ...ssh, knownHosts: ['/it’s known', '/other'] } };
  const error = explainHostKey(there, blob, { kind: 'unknown' });
  expect(error.details?.hostKey).toEqual({
    type: 'ssh-ed25519',
    fingerprint: expect.stringMatching(/^SHA256:[\w+/]{43}$/),
    line: `[box]:2222 ssh-ed25519 ${blob.toString('base64')}`,
    file: '/it’s known',
  });
  expect(error.message).toContain("ssh-keyscan -p 2222 box >> '/it’s known'");
  expect(explainHostKey(there, blob, { kind: 'changed', entry }).details).not.toHaveProperty('hostKey');
});
