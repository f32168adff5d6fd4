import type { Box } from './model.ts';

/** How shelves are spaced: between boxes side by side, between shelves, and what a shelf needs above it. */
export interface Spacing {
  gap: number;
  shelfGap: number;
  overhead: number;
}

// Up to this many boxes every packing there is is compared; beyond, shelves as wide as some boxes from the first on.
const most = 40;

/**
 * Packs boxes, in their order, into shelves so that the whole fits a window of the given aspect as large as possible:
 * for every width that shelves can have, the lowest pile of shelves no wider.
 */
export function shelvesOf<T extends Box>(boxes: readonly T[], aspect: number, spacing: Spacing): T[][] {
  let best: T[][] = [];
  let bestScale = -1;
  for (const limit of widthsOf(boxes, spacing.gap)) {
    const shelves = lowestPile(boxes, limit, spacing);
    const scale = scaleOf(shelves, aspect, spacing);
    // A hair's difference is no reason to prefer another packing: it would only make boxes jump.
    if (scale > bestScale * 1.0001) {
      best = shelves;
      bestScale = scale;
    }
  }
  return best;
}

/** How large shelves are shown in a window of this aspect; only good for comparing. */
export function scaleOf(shelves: readonly (readonly Box[])[], aspect: number, spacing: Spacing): number {
  const width = Math.max(...shelves.map((shelf) => widthOf(shelf, spacing.gap)));
  const height = shelves.reduce(
    (sum, shelf) => sum + heightOf(shelf) + spacing.overhead + spacing.shelfGap,
    0,
  );
  return Math.min(aspect / width, 1 / height);
}

/** How wide a shelf can be that holds some of the boxes, one after the other, and at least the widest. */
function widthsOf(boxes: readonly Box[], gap: number): number[] {
  const widest = Math.max(0, ...boxes.map((box) => box.width));
  const firsts = boxes.length > most ? 1 : boxes.length;
  const widths = new Set<number>();
  for (let first = 0; first < firsts; first++) {
    let sum = -gap;
    for (const box of boxes.slice(first)) {
      sum += box.width + gap;
      widths.add(Math.max(sum, widest));
    }
  }
  return [...widths].sort((a, b) => a - b);
}

/** The shelves no wider than `limit` that are lowest together; of equals those whose first shelf holds most. */
function lowestPile<T extends Box>(boxes: readonly T[], limit: number, spacing: Spacing): T[][] {
  const { gap, shelfGap, overhead } = spacing;
  // For the boxes from each place on: how high they pile, and where their first shelf ends.
  const height: number[] = new Array(boxes.length + 1).fill(0);
  const end: number[] = new Array(boxes.length + 1).fill(boxes.length);
  for (let from = boxes.length - 1; from >= 0; from--) {
    let width = -gap;
    let tallest = 0;
    height[from] = Number.POSITIVE_INFINITY;
    for (let to = from; to < boxes.length; to++) {
      const box = boxes[to];
      width += (box?.width ?? 0) + gap;
      if (width > limit && to > from) break;
      tallest = Math.max(tallest, box?.height ?? 0);
      const pile = tallest + overhead + shelfGap + (height[to + 1] ?? 0);
      if (pile > (height[from] ?? 0)) continue;
      height[from] = pile;
      end[from] = to + 1;
    }
  }
  const shelves: T[][] = [];
  for (let from = 0; from < boxes.length; from = end[from] ?? boxes.length)
    shelves.push(boxes.slice(from, end[from]));
  return shelves;
}

const widthOf = (shelf: readonly Box[], gap: number) =>
  shelf.reduce((sum, box) => sum + box.width, (shelf.length - 1) * gap);

/** The height of the tallest box of a shelf. */
export const heightOf = (shelf: readonly Box[]) => Math.max(...shelf.map((box) => box.height));
