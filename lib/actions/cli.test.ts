import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containerFact, networkFact } from '../topology/testdata/facts.ts';
import { commandLine, containerWord, csvField, networkWord, program, shellQuote } from './cli.ts';
import { scene } from './testdata/scene.ts';

/** The words of a line as a POSIX shell splits it, as far as quotes go; anything else special is a failure. */
function shellWords(line: string): string[] {
  const parts = line.match(/ |'[^']*'|\\'|[A-Za-z0-9_@%+=:,./-]+/g) ?? [];
  expect(parts.join('')).toBe(line);
  const words = [''];
  for (const part of parts) {
    if (part === ' ') words.push('');
    else words.push((words.pop() ?? '') + (part === "\\'" ? "'" : part.replace(/^'(.*)'$/s, '$1')));
  }
  return words;
}

describe('cli', () => {
  it.each([
    ['front', 'front'],
    ['192.168.64.10', '192.168.64.10'],
    ['fd00::10', 'fd00::10'],
    ['--ip', '--ip'],
    ['', "''"],
    ['two words', "'two words'"],
    ["it's", "'it'\\''s'"],
    ['$(reboot)', "'$(reboot)'"],
    ['a;b', "'a;b'"],
    ['a`b`', "'a`b`'"],
    ['~', "'~'"],
    ['*', "'*'"],
    ['é', "'é'"],
  ])('[L1] quotes %j as %s', (word, quoted) => {
    expect(shellQuote(word)).toBe(quoted);
  });

  it.each([
    ['a=b', 'a=b'],
    ['a=b c', 'a=b c'],
    ['a=b,c', '"a=b,c"'],
    ['a="b', '"a=""b"'],
    ['a=b\nc', '"a=b\nc"'],
  ])('[L1] writes %j as a field of CSV: %s', (value, field) => {
    expect(csvField(value)).toBe(field);
  });

  it('[L1] is read back by a shell as what was meant', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        expect(shellWords(commandLine(words))).toEqual(words);
      }),
      { seed: 20_260_101, numRuns: 300 },
    );
  });

  const odd = ['-rf', 'clear\u001b[2J', 'two\nlines', 'twin', 'two words'];
  const given = scene({
    networks: odd.flatMap((name) => [
      networkFact(name, { nativeId: `id of ${name}` }),
      ...(name === 'twin' ? [networkFact(name, { nativeId: 'id of the other' })] : []),
    ]),
    containers: odd.flatMap((name) => [
      containerFact(name, { nativeId: `id of ${name}` }),
      ...(name === 'twin' ? [containerFact(name, { nativeId: 'id of the other' })] : []),
    ]),
  });

  it.each([
    ['-rf', 'id of -rf'],
    ['clear\u001b[2J', 'id of clear\u001b[2J'],
    ['two\nlines', 'id of two\nlines'],
    ['twin', 'id of twin'],
    ['two words', 'two words'],
  ])('[L2] calls %j %j', (name, word) => {
    const container = Object.values(given.containers).find(({ nativeId }) => nativeId === `id of ${name}`);
    const network = Object.values(given.networks).find(({ nativeId }) => nativeId === `id of ${name}`);
    if (!container || !network) throw new Error(`The scene has no ${name}.`);
    expect(containerWord(given, container)).toBe(word);
    expect(networkWord(given, 'alpha', network)).toBe(word);
  });

  it('[L3] drives each engine with its own program', () => {
    const { alpha, gamma, delta } = given.hosts;
    expect([alpha, gamma, delta].map((host) => host && program(host))).toEqual([
      'docker',
      'podman',
      'docker',
    ]);
  });
});
