import { type CounterName, peakOf, type RatePoint } from '#lib/store/counters.ts';

/** A history to draw. */
export interface Spark {
  points: readonly RatePoint[];
  /** The counters of what goes in, drawn upwards, and of what goes out, drawn downwards. */
  rx: CounterName;
  tx: CounterName;
  /** What it shows, for those who can't see it: `Bytes`. */
  what: string;
  /** How a rate is written. */
  text(rate: number): string;
}

/** The box that a history is drawn into; what goes in is above its middle, what goes out below. */
export const sparkBox = { width: 200, height: 40 };

/**
 * The outlines of a history, one of what went in and one of what went out, as SVG paths on one scale. Each span is as
 * wide as it took; one whose rates are unknown is left out.
 */
export function sparkPaths(
  points: readonly RatePoint[],
  { rx, tx }: Pick<Spark, 'rx' | 'tx'>,
): { rx: string; tx: string } {
  const [first, last] = [points[0], points.at(-1)];
  const peak = Math.max(peakOf(points, rx), peakOf(points, tx));
  if (!first || !last || peak === 0) return { rx: '', tx: '' };
  const middle = sparkBox.height / 2;
  const x = (at: number) => round(((at - first.from) / (last.to - first.from)) * sparkBox.width);
  const steps = (name: CounterName, sign: 1 | -1) =>
    points
      .flatMap(({ from, to, rates }) => {
        if (!rates || rates[name] === 0) return [];
        const y = round(middle + (sign * rates[name] * middle) / peak);
        return `M${x(from)} ${middle}V${y}H${x(to)}V${middle}Z`;
      })
      .join('');
  return { rx: steps(rx, -1), tx: steps(tx, 1) };
}

const round = (value: number) => Math.round(value * 100) / 100;

/** A history in a sentence: how long it is, and the most that went in and out. */
export function sparkText({ points, rx, tx, what, text }: Spark): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return `${what}: no history so far`;
  const seconds = Math.round((last.to - first.from) / 1000);
  const most = (name: CounterName) => text(peakOf(points, name));
  return `${what} of the last ${seconds} s: at most ${most(rx)} in, ${most(tx)} out`;
}
