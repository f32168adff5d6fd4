import { describe, expect, it } from 'vitest';
import { levelsOff, median, trendOf } from './levels-off.ts';

const series = (count: number, value: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => value(index));
const noise = (index: number) => ((index * 7919) % 13) - 6;

describe('levelsOff, within 5 %', () => {
  const cases: [string, number[], boolean][] = [
    ['constant', series(30, () => 100), true],
    ['grows at first, then stays', series(30, (i) => Math.min(100 + 10 * i, 200)), true],
    ['noise around a level', series(60, (i) => 100 + noise(i)), true],
    ['a single peak at the end', [...series(29, () => 100), 900], true],
    ['shrinks', series(30, (i) => 200 - i), true],
    ['grows evenly', series(30, (i) => 100 + i), false],
    ['grows evenly under noise', series(60, (i) => 100 + i + noise(i)), false],
    ['grows by 0.5 % a sample', series(60, (i) => 100 * 1.005 ** i), false],
    ['a step in the last third', series(30, (i) => (i < 20 ? 100 : 106)), false],
    ['a step before the middle third', series(30, (i) => (i < 10 ? 100 : 200)), true],
    ['grows by 4 % from third to third', series(30, (i) => 100 * 1.04 ** Math.floor(i / 10)), true],
    ['grows by 6 % from third to third', series(30, (i) => 100 * 1.06 ** Math.floor(i / 10)), false],
    ['the fewest samples', series(9, (i) => 100 + 10 * i), false],
  ];
  for (const [name, values, expected] of cases) {
    it(name, () => expect(levelsOff(values, 0.05)).toBe(expected));
  }

  it('is not judged from too few samples', () => {
    expect(() =>
      levelsOff(
        series(8, () => 100),
        0.05,
      ),
    ).toThrow('9 samples');
  });
});

describe('trendOf', () => {
  it('leaves samples that make no third to the first one', () => {
    expect(trendOf([900, 900, 1, 1, 1, 2, 2, 2, 3, 3, 3])).toEqual({ middle: 2, last: 3, growth: 0.5 });
  });
});

describe('median', () => {
  it.each([
    [[3], 3],
    [[3, 1], 2],
    [[9, 1, 3], 3],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, expected) => expect(median(values)).toBe(expected));
});
