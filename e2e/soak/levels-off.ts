/** How a series went in its second half, roughly. */
export interface Trend {
  /** Medians of the middle and of the last third. */
  middle: number;
  last: number;
  /** From the one to the other, as a share: 0.05 is 5 %. */
  growth: number;
}

const fewestSamples = 9;

/**
 * Compares the last third of a series with its middle third; the first may still grow, into caches and compiled
 * code. Medians, so that a few samples in the midst of something count for nothing.
 */
export function trendOf(values: readonly number[]): Trend {
  if (values.length < fewestSamples) {
    throw new Error(
      `A trend needs ${fewestSamples} samples or more; there are ${values.length}. Soak longer.`,
    );
  }
  const third = Math.floor(values.length / 3);
  const middle = median(values.slice(-2 * third, -third));
  const last = median(values.slice(-third));
  return { middle, last, growth: last / middle - 1 };
}

/** Whether a series has stopped growing: its trend is no more than `within` upwards. Shrinking is no fault. */
export function levelsOff(values: readonly number[], within: number): boolean {
  return trendOf(values).growth <= within;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}
