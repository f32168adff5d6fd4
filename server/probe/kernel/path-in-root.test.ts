import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pathInRoot } from './path-in-root.ts';

const root = mkdtempSync(join(tmpdir(), 'patchbay-root-'));

beforeAll(() => {
  mkdirSync(join(root, 'run/docker'), { recursive: true });
  mkdirSync(join(root, 'var/lib'), { recursive: true });
  writeFileSync(join(root, 'run/docker/file'), '');
  symlinkSync('/run', join(root, 'var/run'));
  symlinkSync('../../../../../../run', join(root, 'var/lib/up'));
  symlinkSync('docker/file', join(root, 'run/near'));
  symlinkSync('/var/circle', join(root, 'var/circle'));
});
afterAll(() => rmSync(root, { recursive: true }));

it.each([
  ['/run/docker/file', '/run/docker/file'],
  ['/var/run/docker', '/run/docker'],
  ['/var/run/near', '/run/docker/file'],
  ['/var/lib/up/docker', '/run/docker'],
  ['/../../run/./docker/', '/run/docker'],
  ['/', '/'],
])('%s is %s of that root, and never leads out of it', (path, place) => {
  expect(pathInRoot(root, path)).toBe(join(root, place));
});

it('a circle of links and a missing file are errors of the file system', () => {
  expect(() => pathInRoot(root, '/var/circle/x')).toThrow(expect.objectContaining({ code: 'ELOOP' }));
  expect(() => pathInRoot(root, '/var/nothing')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});
