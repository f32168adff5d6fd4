import { type Spark, sparkBox, sparkPaths, sparkText } from './spark-path.ts';

/** A small history of what went over a link. Its numbers stand beside it: it only tells their shape. */
export function Sparkline({ points, rx, tx, what, text }: Spark) {
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
