import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveSsh, sshFaults, usualSsh } from './ssh-settings.ts';

let folder: string;
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return name;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-ssh-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is what the ssh command uses, unless told', () => {
  expect(usualSsh({ HOME: '/home/me', SSH_AUTH_SOCK: '/agent' })).toEqual({
    agent: '/agent',
    identityFiles: ['/home/me/.ssh/id_ed25519', '/home/me/.ssh/id_ecdsa', '/home/me/.ssh/id_rsa'],
    knownHosts: ['/home/me/.ssh/known_hosts', '/etc/ssh/ssh_known_hosts'],
  });
  expect(usualSsh({ HOME: '/home/me' })).not.toHaveProperty('agent');
});

it('a key of its own is the only one tried; paths are from the folder', () => {
  const env = { HOME: '/home/me', SSH_AUTH_SOCK: '/agent' };
  expect(resolveSsh({ identityFile: 'key', knownHosts: '/known' }, '/etc/patchbay', env)).toEqual({
    identityFiles: ['/etc/patchbay/key'],
    knownHosts: ['/known'],
  });
  expect(resolveSsh({}, '/etc/patchbay', env)).toEqual(usualSsh(env));
});

describe('sshFaults', () => {
  const faultsOf = (own: Parameters<typeof sshFaults>[2]) =>
    sshFaults('patchbay.yaml', 'hosts[0].ssh', own, folder).map(({ key, message }) => [key, message]);
  const pem = (passphrase?: string) => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const locked = passphrase ? { cipher: 'aes-256-cbc', passphrase } : {};
    return privateKey.export({ format: 'pem', type: 'pkcs8', ...locked }).toString();
  };
  /** The head of OpenSSH's own format, of which the cipher's name is all that is looked at. */
  const openssh = (cipher: string) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(cipher.length);
    const bytes = Buffer.concat([Buffer.from('openssh-key-v1\0'), length, Buffer.from(cipher)]);
    const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} OPENSSH PRIVATE KEY-----`);
    return `${begin}\n${bytes.toString('base64')}\n${end}\n`;
  };

  it('tells all files that are missing', () => {
    expect(faultsOf({ identityFile: 'none', knownHosts: 'none' })).toEqual([
      ['hosts[0].ssh.knownHosts', expect.stringContaining('ENOENT')],
      ['hosts[0].ssh.identityFile', expect.stringContaining('ENOENT')],
    ]);
  });

  it.each([
    ['a PEM key', () => pem(), undefined],
    ['an OpenSSH key', () => openssh('none'), undefined],
    ['a locked PEM key', () => pem('secret'), 'passphrase'],
    ['a locked OpenSSH key', () => openssh('aes256-ctr'), 'passphrase'],
    ['a public key', () => 'ssh-ed25519 AAAA me', 'no private key'],
  ])('%s', (_, text, fault) => {
    expect(faultsOf({ identityFile: file('key', text()) })).toEqual(
      fault ? [['hosts[0].ssh.identityFile', expect.stringContaining(fault)]] : [],
    );
  });
});
