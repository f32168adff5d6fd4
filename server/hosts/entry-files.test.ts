import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkFiles } from './entry-files.ts';

let folder: string;
let ca: string;
const tcp = (tls: NonNullable<Parameters<typeof checkFiles>[0]['tls']>) =>
  checkFiles({ url: 'tcp://10.0.0.9', tls });
const ssh = (own: NonNullable<Parameters<typeof checkFiles>[0]['ssh']>) =>
  checkFiles({ url: 'ssh://me@there', ssh: own });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-entry-'));
  ca = join(folder, 'ca.pem');
  writeFileSync(ca, rootCertificates[0] ?? '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('takes settings with whole paths', () => {
  expect(tcp({})).toEqual({ tls: {}, fields: {} });
  expect(tcp({ ca: ` ${ca} `, serverName: ' box ' })).toEqual({ tls: { ca, serverName: 'box' }, fields: {} });
  expect(ssh({})).toEqual({ fields: {} });
  expect(ssh({ knownHosts: ca })).toEqual({ ssh: { knownHosts: ca }, fields: {} });
});

it('says at its field what is wrong with each file', () => {
  expect(tcp({ ca: 'ca.pem', cert: ca, key: ca }).fields).toEqual({
    'tls.ca': expect.stringContaining('Give the whole path'),
    'tls.key': expect.stringContaining('holds no such PEM'),
  });
  expect(tcp({ cert: ca }).fields).toEqual({ 'tls.key': expect.stringContaining('without its key') });
  expect(tcp({ serverName: 'a b' }).fields).toEqual({ 'tls.serverName': expect.any(String) });
  expect(ssh({ identityFile: ca, knownHosts: '/nowhere' }).fields).toEqual({
    'ssh.identityFile': expect.stringContaining('no private key'),
    'ssh.knownHosts': expect.stringContaining('/nowhere'),
  });
  const home = ssh({ knownHosts: '~/no-such-file' });
  expect(home.fields['ssh.knownHosts']).toContain(join(process.env.HOME || homedir(), 'no-such-file'));
});

it('does not wait for what is no plain file', () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  for (const path of [pipe, '/dev/zero', folder]) {
    expect(tcp({ ca: path }).fields['tls.ca']).toMatch(/can't be read/);
    expect(ssh({ knownHosts: path }).fields['ssh.knownHosts']).toMatch(/can't be read/);
  }
});

it('repeats nothing of a key that was pasted in the place of its path', () => {
  for (const text of ['-----BEGIN PRIVATE KEY-----MIIsecret', '/x\n-----BEGIN secret', '/secret\u0000']) {
    const { fields } = ssh({ identityFile: text });
    expect(fields['ssh.identityFile']).toContain('not what is in it');
    expect(JSON.stringify(fields)).not.toContain('secret');
  }
});

it('refuses settings of another way than the URL’s', () => {
  expect(checkFiles({ url: 'unix:///x', tls: {}, ssh: {} }).fields).toEqual({
    tls: expect.stringContaining('tcp://'),
    ssh: expect.stringContaining('ssh://'),
  });
});
