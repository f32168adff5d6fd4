import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

// As it comes from the wire, where -0 and 0 are one number.
const json = fc.json().map((text): unknown => JSON.parse(text));
const runs = { seed: 20_260_101, numRuns: 300 };

/** The same value with the keys of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

describe('fingerprint', () => {
  it('[F1] does not depend on the order of keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(fingerprint(reversed(value))).toBe(fingerprint(value));
      }),
      runs,
    );
  });

  it('[F1] takes what has no value for absent', () => {
    expect(fingerprint({ a: 1, b: undefined })).toBe(fingerprint({ a: 1 }));
  });

  it('[F2] tells different values apart', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        if (fingerprint(a) === fingerprint(b)) expect(a).toEqual(b);
      }),
      runs,
    );
    const close = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['abc'],
      { 0: 'abc' },
      'abc',
      null,
      '',
      0,
      '0',
      [],
      {},
      [[]],
      [{}],
    ];
    expect(new Set(close.map(fingerprint)).size).toBe(close.length);
  });

  it('is a short word, and the same on every machine', () => {
    expect(fingerprint({ a: ['b', 1] })).toMatchInlineSnapshot(`"oe9c6g753b"`);
  });
});
