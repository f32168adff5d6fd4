/** The hues of the palette that tell drivers apart. */
export type DriverTone = 'bridge' | 'overlay' | 'macvlan' | 'ipvlan' | 'hostns' | 'plugin';

const tones: Record<string, DriverTone> = {
  bridge: 'bridge',
  overlay: 'overlay',
  macvlan: 'macvlan',
  ipvlan: 'ipvlan',
  host: 'hostns',
  null: 'hostns',
};

/** The hue of a driver; a driver that is not Docker's own is a plugin. */
export function driverTone(driver: string): DriverTone {
  return (Object.hasOwn(tones, driver) ? tones[driver] : undefined) ?? 'plugin';
}
