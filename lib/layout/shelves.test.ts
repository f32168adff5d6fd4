import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box } from './model.ts';
import { scaleOf, shelvesOf } from './shelves.ts';

const spacing = { gap: 10, shelfGap: 20, overhead: 5 };
const box = (width: number, height: number): Box => ({ x: 0, y: 0, width, height });
const boxes = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 })).map(([w, h]) => box(w, h)),
  { minLength: 1, maxLength: 9 },
);

/** Every way to cut a list into runs. */
function cuts<T>(items: readonly T[]): T[][][] {
  const [first, ...rest] = items;
  if (first === undefined) return [[]];
  if (rest.length === 0) return [[[first]]];
  return cuts(rest).flatMap(([head = [], ...tail]) => [
    [[first], head, ...tail],
    [[first, ...head], ...tail],
  ]);
}

test('[L11] no other packing, in the boxes’ order, shows them larger', () => {
  fc.assert(
    fc.property(boxes, fc.double({ min: 0.4, max: 3, noNaN: true }), (items, aspect) => {
      const shelves = shelvesOf(items, aspect, spacing);
      expect(shelves.flat()).toEqual(items);
      const best = Math.max(...cuts(items).map((cut) => scaleOf(cut, aspect, spacing)));
      expect(scaleOf(shelves, aspect, spacing)).toBeGreaterThan(best * 0.9998);
    }),
  );
});

test('[L11] a wide box stands above two that fit below it side by side', () => {
  const [wide, one, two] = [box(760, 360), box(370, 170), box(450, 180)];
  expect(shelvesOf([wide, one, two], 1.5, spacing)).toEqual([[wide], [one, two]]);
});

test('a few hundred boxes are packed all the same', () => {
  const many = Array.from({ length: 300 }, (_, at) => box(100 + (at % 7) * 40, 80 + (at % 5) * 30));
  const shelves = shelvesOf(many, 1.6, spacing);
  expect(shelves.flat()).toEqual(many);
  expect(shelves.length).toBeGreaterThan(5);
});
