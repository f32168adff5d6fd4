import type { CounterSample } from '../wire/counters.ts';

/** What a link's counters count. */
export type CounterName = Exclude<keyof CounterSample, 'at'>;

/** Per second. */
export type Rates = Record<CounterName, number>;

/** What went over a link between two readings of its counters. */
export interface RatePoint {
  /** When the span began and ended, in milliseconds since 1970. */
  from: number;
  to: number;
  /** Undefined where it can't be told: nobody read for long, or the counters began anew. */
  rates: Rates | undefined;
}

/** Counters are read every few seconds; what is further apart has a time between that nobody knows of. */
const longest = 30_000;

const names: readonly CounterName[] = [
  'rxBytes',
  'rxPackets',
  'rxErrors',
  'rxDropped',
  'txBytes',
  'txPackets',
  'txErrors',
  'txDropped',
];

/**
 * The rates between samples, oldest first. A counter that went back is one that began anew (the device was made again):
 * nothing is said of that span. `every`: how often they are read, in milliseconds.
 */
export function ratesOf(samples: readonly CounterSample[], every: number): RatePoint[] {
  const points: RatePoint[] = [];
  const patience = Math.max(longest, 3 * every);
  let before: CounterSample | undefined;
  for (const sample of samples) {
    // The same reading twice says nothing; a clock that was put back begins anew.
    if (before && sample.at === before.at) continue;
    if (before && sample.at > before.at) {
      const known = sample.at - before.at <= patience;
      points.push({
        from: before.at,
        to: sample.at,
        rates: known ? ratesBetween(before, sample) : undefined,
      });
    }
    before = sample;
  }
  return points;
}

/** The rates now: those of the last span, unless what it says is unknown. */
export function latestRates(points: readonly RatePoint[]): Rates | undefined {
  return points.at(-1)?.rates;
}

/** The greatest of a counter's rates; 0 where none is known. */
export function peakOf(points: readonly RatePoint[], name: CounterName): number {
  return points.reduce((most, { rates }) => Math.max(most, rates?.[name] ?? 0), 0);
}

/** What was counted while it was watched: of spans whose rates are known. */
export function countedIn(points: readonly RatePoint[], name: CounterName): number {
  const sum = points.reduce(
    (all, { from, to, rates }) => all + ((rates?.[name] ?? 0) * (to - from)) / 1000,
    0,
  );
  return Math.round(sum);
}

function ratesBetween(before: CounterSample, after: CounterSample): Rates | undefined {
  const seconds = (after.at - before.at) / 1000;
  const rate = (name: CounterName) => (after[name] - before[name]) / seconds;
  if (names.some((name) => rate(name) < 0)) return undefined;
  return Object.fromEntries(names.map((name) => [name, rate(name)])) as Rates;
}
