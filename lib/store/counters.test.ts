import { describe, expect, it } from 'vitest';
import type { CounterSample } from '../wire/counters.ts';
import { countedIn, latestRates, peakOf, ratesOf } from './counters.ts';

const sample = (at: number, counters: Partial<CounterSample> = {}): CounterSample => ({
  at,
  rxBytes: 0,
  rxPackets: 0,
  rxErrors: 0,
  rxDropped: 0,
  txBytes: 0,
  txPackets: 0,
  txErrors: 0,
  txDropped: 0,
  ...counters,
});

describe('the rates of a link', () => {
  it('are what was counted between two readings, per second', () => {
    const points = ratesOf(
      [
        sample(1000, { rxBytes: 500, txPackets: 3 }),
        sample(3000, { rxBytes: 2500, txPackets: 4 }),
        sample(3500, { rxBytes: 2500, txPackets: 4, rxDropped: 5 }),
      ],
      2000,
    );
    expect(points.map(({ from, to }) => [from, to])).toEqual([
      [1000, 3000],
      [3000, 3500],
    ]);
    expect(points[0]?.rates).toMatchObject({ rxBytes: 1000, txPackets: 0.5, txBytes: 0 });
    expect(latestRates(points)).toMatchObject({ rxBytes: 0, rxDropped: 10 });
    expect(Object.keys(latestRates(points) ?? {})).not.toContain('at');
  });

  it('need two readings', () => {
    expect(ratesOf([], 2000)).toEqual([]);
    expect(ratesOf([sample(1)], 2000)).toEqual([]);
    expect(latestRates([])).toBeUndefined();
  });

  it('are unknown where any counter went back: the device was made anew', () => {
    const points = ratesOf(
      [
        sample(0, { rxBytes: 9000, txBytes: 1 }),
        sample(1000, { rxBytes: 10, txBytes: 5 }),
        sample(2000, { rxBytes: 30, txBytes: 5 }),
      ],
      1000,
    );
    expect(points.map(({ rates }) => rates?.rxBytes)).toEqual([undefined, 20]);
  });

  it('are unknown over a time in which nobody read', () => {
    const points = ratesOf(
      [sample(0), sample(40_000, { rxBytes: 40 }), sample(42_000, { rxBytes: 44 })],
      2000,
    );
    expect(points.map(({ rates }) => rates?.rxBytes)).toEqual([undefined, 2]);
    expect(latestRates(points.slice(0, 1))).toBeUndefined();
  });

  it('are known where it is read as seldom as it is meant to be', () => {
    expect(latestRates(ratesOf([sample(0), sample(40_000, { rxBytes: 40 })], 20_000))?.rxBytes).toBe(1);
  });

  it('take a reading twice as one, and begin anew with a clock that was put back', () => {
    const points = ratesOf(
      [
        sample(5000, { rxBytes: 10 }),
        sample(5000, { rxBytes: 10 }),
        sample(1000, { rxBytes: 20 }),
        sample(2000, { rxBytes: 50 }),
      ],
      1000,
    );
    expect(points.map(({ from, rates }) => [from, rates?.rxBytes])).toEqual([[1000, 30]]);
  });

  it('have a peak and a sum, without what is unknown', () => {
    const points = ratesOf(
      [
        sample(0, { rxDropped: 4 }),
        sample(1000, { rxDropped: 10 }),
        sample(3000, { rxDropped: 14 }),
        sample(90_000, { rxDropped: 1000 }),
      ],
      1000,
    );
    expect(peakOf(points, 'rxDropped')).toBe(6);
    expect(countedIn(points, 'rxDropped')).toBe(10);
    expect(peakOf([], 'rxDropped')).toBe(0);
  });
});
