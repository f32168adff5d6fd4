import type { Box, Join, Point } from './model.ts';

/** The strip above each shelf in which the bars run, a lane for each network. */
export interface Strips {
  /** The top of each shelf's strip. */
  tops: readonly number[];
  /** Where the first trunk runs. */
  left: number;
  thickness: number;
  /** The width of trunks and drops. */
  stroke: number;
  lanePitch: number;
  trunkPitch: number;
  /** How far a bar reaches beyond its outermost drops. */
  overhang: number;
}

/** A box to which bars are led, by the place at its top where a network is reached. */
export interface Reachable {
  key: string;
  reach(networkId: string): Point | undefined;
}

/**
 * The bars that join what is one network in several boxes: one above each shelf on which it is reached, and trunks at
 * the left from each bar to the next. Networks in `fromTop` have a bar above the first shelf in any case, so that they
 * can be reached from above.
 */
export function joinsOf(
  networkIds: readonly string[],
  shelves: readonly (readonly Reachable[])[],
  strips: Strips,
  fromTop: ReadonlySet<string> = new Set(),
): Join[] {
  return networkIds.flatMap((networkId, lane) => {
    const joins: Join[] = [];
    const trunkX = strips.left + lane * strips.trunkPitch;
    shelves.forEach((shelf, number) => {
      const y = (strips.tops[number] ?? 0) + lane * strips.lanePitch;
      const bottom = y + strips.thickness;
      const drops = shelf.flatMap(({ key, reach }) => {
        const end = reach(networkId);
        return end
          ? [
              {
                key,
                line: {
                  x: end.x - strips.stroke / 2,
                  y: bottom,
                  width: strips.stroke,
                  height: Math.max(0, end.y - bottom),
                },
              },
            ]
          : [];
      });
      if (drops.length === 0 && !(number === 0 && fromTop.has(networkId))) return;
      const ends = drops.map((drop) => drop.line.x);
      const left = shelves.length > 1 ? trunkX : Math.min(...ends) - strips.overhang;
      const right = Math.max(left, ...ends) + strips.overhang;
      const above = joins.at(-1);
      const trunk: Box | undefined = above && {
        x: trunkX,
        y: above.bar.y + strips.thickness,
        width: strips.stroke,
        height: y - above.bar.y - strips.thickness,
      };
      const bar = { x: left, y, width: right - left, height: strips.thickness };
      joins.push({ networkId, shelf: number, bar, drops, ...(trunk ? { trunk } : {}) });
    });
    return joins;
  });
}
