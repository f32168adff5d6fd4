import { metrics } from './metrics.ts';
import type { HostBox } from './model.ts';

/**
 * Packs hosts, in their order, into shelves so that the whole fits a window of the given aspect as large as possible.
 * `overhead` is the height a shelf takes for the bars above it. Every possible shelf width is tried: a few hundred
 * hosts make that a few ten thousand steps.
 */
export function shelvesOf(hosts: readonly HostBox[], aspect: number, overhead: number): HostBox[][] {
  let best: HostBox[][] = [];
  let bestScale = -1;
  for (const limit of new Set(runningWidths(hosts))) {
    const shelves = fill(hosts, limit);
    const width = Math.max(...shelves.map(widthOf));
    const height = shelves.reduce((sum, shelf) => sum + heightOf(shelf) + overhead + metrics.shelfGap, 0);
    const scale = Math.min(aspect / width, 1 / height);
    // A hair's difference is no reason to prefer another packing: it would only make hosts jump.
    if (scale > bestScale * 1.0001) {
      best = shelves;
      bestScale = scale;
    }
  }
  return best;
}

function runningWidths(hosts: readonly HostBox[]): number[] {
  let sum = -metrics.hostGap;
  const widest = Math.max(0, ...hosts.map((host) => host.width));
  return hosts.map((host) => {
    sum += host.width + metrics.hostGap;
    return Math.max(sum, widest);
  });
}

function fill(hosts: readonly HostBox[], limit: number): HostBox[][] {
  const shelves: HostBox[][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const host of hosts) {
    const next = width + metrics.hostGap + host.width;
    if (next > limit) {
      shelves.push([host]);
      width = host.width;
    } else {
      shelves.at(-1)?.push(host);
      width = next;
    }
  }
  return shelves;
}

export const widthOf = (shelf: readonly HostBox[]) =>
  shelf.reduce((sum, host) => sum + host.width, (shelf.length - 1) * metrics.hostGap);

export const heightOf = (shelf: readonly HostBox[]) => Math.max(...shelf.map((host) => host.height));
