const names = [
  'ground',
  'panel',
  'raised',
  'line',
  'ink',
  'muted',
  'faint',
  'accent',
  'focus',
  'warn',
  'bad',
  'bridge',
  'overlay',
  'macvlan',
  'ipvlan',
  'plugin',
  'hostns',
] as const;

export type Palette = Record<(typeof names)[number], string>;

/** The page's colours as they are now: the canvas has no style sheet of its own to inherit them from. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Palette;
}
