import { expect, it } from 'vitest';
import { type RatePoint, ratesOf } from '#lib/store/counters.ts';
import { sparkPaths, sparkText } from './spark-path.ts';

const names = { rx: 'rxBytes', tx: 'txBytes' } as const;
const rest = { rxPackets: 0, rxErrors: 0, rxDropped: 0, txPackets: 0, txErrors: 0, txDropped: 0 };
const history = (...readings: readonly [at: number, rx: number, tx: number][]): RatePoint[] =>
  ratesOf(
    readings.map(([at, rxBytes, txBytes]) => ({ at, rxBytes, txBytes, ...rest })),
    1000,
  );

it('what goes in stands up from the middle, what goes out hangs down, on one scale and as wide as it took', () => {
  expect(sparkPaths(history([0, 0, 0], [1000, 100, 0], [4000, 100, 150]), names)).toEqual({
    rx: 'M0 20V0H50V20Z',
    tx: 'M50 20V30H200V20Z',
  });
});

it('of nothing, and of no traffic, there is nothing to draw', () => {
  expect(sparkPaths([], names)).toEqual({ rx: '', tx: '' });
  expect(sparkPaths(history([0, 5, 5], [1000, 5, 5]), names)).toEqual({ rx: '', tx: '' });
});

it('a span that nobody knows of is left out', () => {
  const paths = sparkPaths(history([0, 0, 0], [10_000, 100, 0], [90_000, 200, 0], [100_000, 300, 0]), names);
  expect(paths.rx).toBe('M0 20V0H20V20ZM180 20V0H200V20Z');
});

it('is told in a sentence, for those who can’t see it', () => {
  const spark = { ...names, what: 'Bytes', text: (rate: number) => `${rate} B/s` };
  expect(sparkText({ ...spark, points: history([0, 0, 0], [2000, 100, 0], [4000, 100, 300]) })).toBe(
    'Bytes of the last 4 s: at most 50 B/s in, 150 B/s out',
  );
  expect(sparkText({ ...spark, points: [] })).toBe('Bytes: no history so far');
});
