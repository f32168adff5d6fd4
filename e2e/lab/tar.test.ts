import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { tar } from './tar.ts';

it('makes archives that tar reads', () => {
  const archive = tar([
    { name: 'bin/' },
    { name: 'bin/one', content: Buffer.from('1'.repeat(700)), mode: 0o755 },
    { name: 'bin/two', linkTo: 'one', mode: 0o777 },
  ]);
  const list = execFileSync('tar', ['-tvf', '-'], { input: archive, encoding: 'utf8' });
  expect(
    list
      .trim()
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ')),
  ).toEqual([
    expect.stringMatching(/^drwxr-xr-x .* 0 .* bin\/$/),
    expect.stringMatching(/^-rwxr-xr-x .* 700 .* bin\/one$/),
    expect.stringMatching(/^lrwxrwxrwx .* 0 .* bin\/two -> one$/),
  ]);
});
