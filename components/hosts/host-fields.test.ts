import { expect, it } from 'vitest';
import { hostEntrySchema } from '#lib/wire/hosts.ts';
import { entryOf, fieldsOf, hostFieldErrors, isContent, usesHelper, wayOf } from './host-fields.ts';

const host = {
  id: 'a',
  name: 'a',
  url: 'tcp://a:2376',
  status: 'live' as const,
  lastSeen: null,
  drivers: [],
  rootless: false,
  warnings: [],
};
const typed = (more: Partial<ReturnType<typeof fieldsOf>>) => ({
  ...fieldsOf(undefined),
  name: 'n',
  ...more,
});

it.each([
  ['', undefined],
  ['docker.sock', undefined],
  ['unix:///x', 'unix'],
  [' SSH://me@there', 'ssh'],
  ['tcp://a', 'tls'],
  ['tcp://a:2376', 'tls'],
  ['tcp://a:22375', 'tls'],
  ['tcp://a:2375', 'plain'],
  ['tcp://[::1]:2375/ ', 'plain'],
])('%j is the way %s until somebody chooses', (url, way) => {
  expect(wayOf({ url, tls: undefined })).toBe(way);
});

it('a choice outlives another port', () => {
  expect(wayOf({ url: 'tcp://a:2375', tls: true })).toBe('tls');
  expect(wayOf({ url: 'tcp://a:2376', tls: false })).toBe('plain');
  expect(wayOf({ url: 'unix:///x', tls: true })).toBe('unix');
});

it('sends what the way needs and nothing else', () => {
  const all = typed({ ca: ' /ca ', cert: '/cert', key: '/key', identityFile: '/id', knownHosts: ' ' });
  expect(entryOf({ ...all, url: 'tcp://a' })).toEqual({
    name: 'n',
    url: 'tcp://a',
    tls: { ca: '/ca', cert: '/cert', key: '/key' },
  });
  expect(entryOf({ ...all, url: 'ssh://a' })).toEqual({
    name: 'n',
    url: 'ssh://a',
    ssh: { identityFile: '/id' },
  });
  expect(entryOf({ ...all, url: 'tcp://a:2375' })).toEqual({ name: 'n', url: 'tcp://a:2375' });
  expect(entryOf(typed({ url: 'tcp://a' }))).toEqual({ name: 'n', url: 'tcp://a', tls: {} });
  expect(entryOf(typed({ url: 'ssh://a' }))).toEqual({ name: 'n', url: 'ssh://a' });
});

it('a host that is edited and left as it is stays as it is', () => {
  for (const way of [
    { tls: { ca: '/ca', serverName: 'b' } },
    { tls: {} },
    {},
    { url: 'tcp://a:9999' },
    { url: 'ssh://a', ssh: { knownHosts: '/known' } },
    { url: 'unix:///a' },
    { probe: { local: false } },
    { url: 'ssh://a', probe: { local: true, helper: 'one-shot' as const, image: 'box:1' } },
    { probe: { helper: 'off' as const } },
  ]) {
    const { name, url, tls, ssh, probe } = {
      ...host,
      tls: undefined,
      ssh: undefined,
      probe: undefined,
      ...way,
    };
    const entry = entryOf(fieldsOf({ ...host, ...way }));
    expect(entry).toEqual({
      name,
      url,
      ...(tls ? { tls } : {}),
      ...(ssh ? { ssh } : {}),
      ...(probe ? { probe } : {}),
    });
    expect(hostEntrySchema.safeParse(entry).success).toBe(true);
  }
});

it('sends what was said of the wires, and nothing that was not', () => {
  const url = 'unix:///a';
  const probe = (more: Parameters<typeof typed>[0]) => entryOf(typed({ url, ...more })).probe;
  expect(entryOf(typed({ url }))).not.toHaveProperty('probe');
  expect(probe({ local: 'no' })).toEqual({ local: false });
  expect(probe({ local: 'yes', helper: 'standing', image: ' box ' })).toEqual({
    local: true,
    helper: 'standing',
    image: 'box',
  });
  expect(probe({ helper: 'off' })).toEqual({ helper: 'off' });
  expect([{ helper: '' }, { helper: 'off' }, { helper: 'one-shot' }].map(usesHelper)).toEqual([
    false,
    false,
    true,
  ]);
});

it('a fault is told at its field where the form has it', () => {
  const image = { 'probe.image': 'I' };
  expect(hostFieldErrors(image, undefined)).toEqual({ errors: { image: 'I' }, rest: [] });
  expect(hostFieldErrors(image, 'unix')).toEqual({ errors: { image: 'I' }, rest: [] });
  const faults = { name: 'N', 'tls.ca': 'C', 'ssh.knownHosts': 'K', tls: 'T' };
  expect(hostFieldErrors(faults, 'tls')).toEqual({ errors: { name: 'N', ca: 'C' }, rest: ['K', 'T'] });
  expect(hostFieldErrors(faults, undefined)).toEqual({ errors: { name: 'N' }, rest: ['C', 'K', 'T'] });
});

it('knows a file’s content from its path', () => {
  expect(isContent('-----BEGIN OPENSSH PRIVATE KEY-----b3Blbn')).toBe(true);
  expect(isContent('/etc/begin-----')).toBe(false);
});
