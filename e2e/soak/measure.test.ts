import { describe, expect, it } from 'vitest';
import { fewest } from './measure.ts';

describe('fewest', () => {
  it.each([
    [
      [
        { a: 3, b: 1 },
        { a: 2, b: 4 },
      ],
      { a: 2, b: 1 },
    ],
    [[{ a: 3 }, { b: 4 }], { a: 0, b: 0 }],
    [[], {}],
  ])('of %j', (all, expected) => expect(fewest(all)).toEqual(expected));
});
