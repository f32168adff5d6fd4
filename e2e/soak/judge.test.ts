import { describe, expect, it } from 'vitest';
import { judgeReturn, judgeSeries } from './judge.ts';

const MiB = 1024 * 1024;
const flat = Array.from({ length: 30 }, () => 100 * MiB);
const growing = Array.from({ length: 30 }, (_, index) => (100 + 3 * index) * MiB);

describe('judgeSeries', () => {
  it.each([
    ['both level', flat, flat, [true, true]],
    ['the resident size grows', growing, flat, [false, true]],
    ['the heap grows', flat, growing, [true, false]],
  ])('%s', (_, resident, held, expected) => {
    expect(judgeSeries({ resident, held, descriptors: [] }).map(({ holds }) => holds)).toEqual(expected);
  });

  it('says what was seen', () => {
    const [, held] = judgeSeries({ resident: flat, held: growing, descriptors: [] });
    expect(held?.seen).toBe(
      '143.5 MiB in the middle third, 173.5 MiB in the last one: 20.9 % (at most 5.0 %)',
    );
  });
});

describe('judgeReturn', () => {
  const cases: [string, number | undefined, number | undefined, boolean][] = [
    ['descriptors: all', 40, 40, true],
    ['descriptors: all', 40, 42, true],
    ['descriptors: all', 40, 43, false],
    ['descriptors: all', 40, 20, true],
    ['descriptors: browsers', 0, 3, false],
    ['active: Timeout', undefined, 3, false],
    ['active: Timeout', undefined, 2, true],
    ['active: Timeout', 9, undefined, true],
    ['listeners: closing', 0, 3, false],
    ['objects: Socket', 12, 22, true],
    ['objects: Socket', 12, 23, false],
    ['objects: Promise', 10_000, 10_500, true],
    ['objects: Promise', 10_000, 10_501, false],
  ];
  it.each(cases)('%s: %s, then %s', (name, was, is, holds) => {
    const counts = (count: number | undefined) => (count === undefined ? {} : { [name]: count });
    expect(judgeReturn(counts(was), counts(is))).toMatchObject([{ holds }]);
  });
});
