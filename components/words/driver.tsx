import { cx } from '#components/ui/cx.ts';
import { type DriverTone, driverTone } from './driver-tone.ts';

const swatches: Record<DriverTone, string> = {
  bridge: 'bg-bridge',
  overlay: 'bg-overlay',
  macvlan: 'bg-macvlan',
  ipvlan: 'bg-ipvlan',
  hostns: 'bg-hostns',
  plugin: 'bg-plugin',
};

/** A driver's hue as a small square. Never alone: a word stands beside it. */
export function DriverSwatch({ driver, className }: { driver: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx('inline-block size-2 shrink-0 rounded-[1px]', swatches[driverTone(driver)], className)}
    />
  );
}

/** A driver as a word with its hue. */
export function Driver({ driver }: { driver: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <DriverSwatch driver={driver} />
      {driver}
    </span>
  );
}
