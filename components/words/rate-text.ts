const units = ['', 'k', 'M', 'G', 'T'];

/** A number in three figures or so, with a prefix of thousands: `0`, `0.4`, `12`, `1.5 k`, `320 M`. */
function scaled(value: number): string {
  let power = 0;
  let rest = value;
  // 999.5 would be written as 1000.
  while (rest >= 999.5 && power < units.length - 1) {
    rest /= 1000;
    power += 1;
  }
  const figures = rest === 0 ? '0' : rest < 9.95 ? rest.toFixed(1).replace(/\.0$/, '') : rest.toFixed(0);
  return power === 0 ? figures : `${figures} ${units[power]}`;
}

/** Bytes per second: `0 B/s`, `1.5 kB/s`; a trickle is not nothing: `< 0.1 B/s`. */
export function byteRateText(perSecond: number): string {
  if (perSecond > 0 && perSecond < 0.05) return '< 0.1 B/s';
  return `${withUnit(scaled(perSecond), 'B')}/s`;
}

/** Packets per second: `0 /s`, `12 /s`, `1.5 k/s`. */
export function packetRateText(perSecond: number): string {
  if (perSecond > 0 && perSecond < 0.05) return '< 0.1 /s';
  return `${withUnit(scaled(perSecond), '')}/s`;
}

/** An amount of bytes: `640 B`, `1.5 GB`. */
export function bytesText(bytes: number): string {
  return withUnit(scaled(bytes), 'B');
}

/** Between a figure and its unit is a space; the prefix belongs to the unit. */
function withUnit(text: string, unit: string): string {
  return text.includes(' ') ? `${text}${unit}` : `${text} ${unit}`;
}
