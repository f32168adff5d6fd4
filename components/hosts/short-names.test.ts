import { describe, expect, it } from 'vitest';
import { shortNames } from './short-names.ts';

describe('short names of hosts', () => {
  it.each([
    [
      ['lab1', 'lab2', 'lab3'],
      ['1', '2', '3'],
    ],
    [
      ['web-fra-1', 'web-ams-1'],
      ['fra-', 'ams-'],
    ],
    [
      ['alpha', 'beta'],
      ['alph', 'beta'],
    ],
    [['alone'], ['alon']],
    [
      ['node', 'node-2'],
      ['node', '-2'],
    ],
    [[], []],
  ])('of %j are %j', (names, short) => {
    expect(shortNames(names)).toEqual(short);
  });
});
