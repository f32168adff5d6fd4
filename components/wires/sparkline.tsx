import { type CounterName, peakOf, type RatePoint } from '#lib/store/counters.ts';
import { sparkBox, sparkPaths } from './spark-path.ts';

export interface SparklineProps {
  points: readonly RatePoint[];
  /** The counters of what goes in, drawn upwards, and of what goes out, drawn downwards. */
  rx: CounterName;
  tx: CounterName;
  /** What it shows, for those who can't see it: `Bytes`. */
  what: string;
  /** How a rate is written. */
  text(rate: number): string;
}

/** A small history of what went over a link. Its numbers stand beside it: it only tells their shape. */
export function Sparkline({ points, rx, tx, what, text }: SparklineProps) {
  const paths = sparkPaths(points, { rx, tx });
  const { width, height } = sparkBox;
  return (
    <svg
      role="img"
      aria-label={sparkText({ points, rx, tx, what, text })}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="block h-10 w-full rounded-xs bg-ink/4"
      fill="none"
    >
      <path d={paths.rx} className="fill-bridge" />
      <path d={paths.tx} className="fill-macvlan" />
      <path
        d={`M0 ${height / 2}H${width}`}
        className="stroke-faint"
        strokeWidth="1"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

/** A history in a sentence: how long it is, and the most that went in and out. */
export function sparkText({ points, rx, tx, what, text }: SparklineProps): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return `${what}: no history so far`;
  const seconds = Math.round((last.to - first.from) / 1000);
  const most = (name: CounterName) => text(peakOf(points, name));
  return `${what} of the last ${seconds} s: at most ${most(rx)} in, ${most(tx)} out`;
}
