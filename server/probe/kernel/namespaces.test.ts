import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { closeNamespaces, openNamespaces } from './namespaces.ts';

let folder: string;
let handles: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-namespaces-'));
  handles = join(folder, 'proc/7/root/run/netns');
  mkdirSync(handles, { recursive: true });
  mkdirSync(join(folder, 'proc/7/ns'));
  symlinkSync('/proc/self/ns/net', join(folder, 'proc/7/ns/net'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (path = '/run/netns') => openNamespaces(7, path, join(folder, 'proc'));

it('opens the engine’s own, and passes over what is no handle, without waiting for it', () => {
  writeFileSync(join(handles, 'left-behind'), '');
  mkdirSync(join(handles, 'folder'));
  symlinkSync('/proc/self/ns/uts', join(handles, 'link'));
  execFileSync('mkfifo', [join(handles, 'pipe')]);
  const before = readdirSync('/proc/self/fd').length;
  const namespaces = open();
  expect(namespaces).toEqual([
    { id: expect.stringMatching(/^\d+:\d+$/), host: true, descriptor: expect.any(Number), handles: [] },
  ]);
  closeNamespaces(namespaces);
  expect(readdirSync('/proc/self/fd')).toHaveLength(before);
});

it('an engine without a folder of handles has none yet; one that is gone is an error', () => {
  const namespaces = open('/run/nothing');
  expect(namespaces).toHaveLength(1);
  closeNamespaces(namespaces);
  rmSync(join(folder, 'proc/7/ns/net'));
  expect(() => open()).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});

it('the engine’s own is the one that most of its threads are in, wherever its first one is', () => {
  const net = join(folder, 'proc/7/ns/net');
  rmSync(net);
  // Another namespace, as far as can be told: what is a file of another kind.
  symlinkSync('/proc/self/ns/uts', net);
  const threads = { 7: 'uts', 8: 'net', 9: 'net', 10: 'gone' };
  for (const [thread, namespace] of Object.entries(threads)) {
    mkdirSync(join(folder, 'proc/7/task', thread, 'ns'), { recursive: true });
    symlinkSync(`/proc/self/ns/${namespace}`, join(folder, 'proc/7/task', thread, 'ns/net'));
  }
  const namespaces = open();
  const { dev, ino } = statSync('/proc/self/ns/net', { bigint: true });
  expect(namespaces.map(({ id }) => id)).toEqual([`${dev}:${ino}`]);
  closeNamespaces(namespaces);
});
