import type { Box } from './model.ts';

/** How shelves are spaced: between boxes side by side, between shelves, and what a shelf needs above it. */
export interface Spacing {
  gap: number;
  shelfGap: number;
  overhead: number;
}

/**
 * Packs boxes, in their order, into shelves so that the whole fits a window of the given aspect as large as possible.
 * Every possible shelf width is tried: a few hundred boxes make that a few ten thousand steps.
 */
export function shelvesOf<T extends Box>(boxes: readonly T[], aspect: number, spacing: Spacing): T[][] {
  let best: T[][] = [];
  let bestScale = -1;
  for (const limit of new Set(runningWidths(boxes, spacing.gap))) {
    const shelves = fill(boxes, limit, spacing.gap);
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

function runningWidths(boxes: readonly Box[], gap: number): number[] {
  const widest = Math.max(0, ...boxes.map((box) => box.width));
  let sum = -gap;
  return boxes.map((box) => {
    sum += box.width + gap;
    return Math.max(sum, widest);
  });
}

function fill<T extends Box>(boxes: readonly T[], limit: number, gap: number): T[][] {
  const shelves: T[][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const next = width + gap + box.width;
    if (next > limit) {
      shelves.push([box]);
      width = box.width;
    } else {
      shelves.at(-1)?.push(box);
      width = next;
    }
  }
  return shelves;
}

const widthOf = (shelf: readonly Box[], gap: number) =>
  shelf.reduce((sum, box) => sum + box.width, (shelf.length - 1) * gap);

/** The height of the tallest box of a shelf. */
export const heightOf = (shelf: readonly Box[]) => Math.max(...shelf.map((box) => box.height));
