import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, diff } from './diff.ts';
import { createMerger, mergeOnce } from './merge.ts';
import type { HostReading } from './snapshot.ts';
import { arbitraryReadings, arbitraryWalk, runs } from './testdata/arbitrary.ts';
import { validate } from './validate.ts';

describe('merge, in general', () => {
  it('[M1] [V1] gives a topology without faults, whatever the readings', () => {
    fc.assert(
      fc.property(arbitraryReadings, (readings) => {
        expect(validate(mergeOnce(readings))).toEqual([]);
      }),
      runs,
    );
  });

  it('[M2] does not depend on the order of the readings', () => {
    const shuffled = arbitraryReadings.chain((readings) =>
      fc.tuple(fc.constant(readings), fc.shuffledSubarray(readings, { minLength: readings.length })),
    );
    fc.assert(
      fc.property(shuffled, ([readings, other]) => {
        expect(mergeOnce(other)).toEqual(mergeOnce(readings));
      }),
      runs,
    );
  });

  it('[M3] [D1] gives over a walk what it gives from scratch, and diffs lead along', () => {
    fc.assert(
      fc.property(arbitraryWalk, (walk) => {
        const merge = createMerger();
        const readings = new Map<string, HostReading>();
        let last = merge([]);
        for (const step of walk) {
          if ('read' in step) readings.set(step.read.id, step.read);
          else readings.delete(step.drop);
          const next = merge([...readings.values()]);
          expect(next).toEqual(mergeOnce([...readings.values()]));
          const changes = diff(last, next);
          expect(changes ? apply(last, changes) : last).toEqual(next);
          last = next;
        }
      }),
      { ...runs, numRuns: 100 },
    );
  });
});
