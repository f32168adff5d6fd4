/** Sizes of the patch bay, in world units. */
export const metrics = {
  hostPadding: 14,
  hostGap: 36,
  titleHeight: 46,
  titleMinWidth: 124,
  bankGap: 30,
  bankShelfGap: 22,
  rowPitch: 24,
  pillHeight: 20,
  pillMinWidth: 92,
  pillMaxWidth: 210,
  pillPadding: 10,
  riderIndent: 18,
  groupIndent: 12,
  groupHeader: 22,
  pillToColumn: 14,
  columnGap: 6,
  columnMinWidth: 66,
  columnUsual: 112,
  columnMaxWidth: 190,
  columnFoot: 6,
  jackInset: 13,
  portSlot: 86,
  portSlots: 3,
  bankRows: 24,
  chipHeight: 20,
  chipGap: 6,
  chipLabel: 52,
  busPitch: 9,
  busHeight: 2,
  busTrunkPitch: 6,
  barHeight: 18,
  barGap: 5,
  dropWidth: 3,
  /** More sides of tunnels than these at one place are drawn as one for each state. */
  strands: 6,
  strandPitch: 6,
  strandWidth: 2,
  shelfGap: 34,
  footPadding: 14,
  footTop: 3,
  footPitch: 9,
  footLines: 3,
  footText: 7,
  footGap: 16,
  signReach: 8,
  backplaneGap: 18,
  trunkPitch: 11,
  collapsedWidth: 220,
  collapsedHeight: 84,
} as const;

const narrow = /[iljtfI.,:;|!'()[\]/ -]/;
const wide = /[mwMW@%]/;
const upper = /[A-Z0-9_]/;

/**
 * The width a text takes in the page's fonts, within a few percent, in whole units (so that places are exact). The layout can't ask a browser (it is pure, and
 * runs on the server and in tests as well), and its columns leave room for the difference.
 */
export function textWidth(text: string, size: number, font: 'sans' | 'mono'): number {
  if (font === 'mono') return Math.ceil(text.length * size * 0.6);
  let ems = 0;
  for (const char of text)
    ems += narrow.test(char) ? 0.32 : wide.test(char) ? 0.86 : upper.test(char) ? 0.63 : 0.56;
  return Math.ceil(ems * size);
}

/** A number kept within bounds. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** A text cut to a width with an ellipsis. */
export function fitText(text: string, size: number, font: 'sans' | 'mono', width: number): string {
  if (textWidth(text, size, font) <= width) return text;
  let cut = text;
  while (cut.length > 1 && textWidth(`${cut}…`, size, font) > width) cut = cut.slice(0, -1);
  return `${cut}…`;
}
