import { pause } from './ground.ts';
import { median } from './levels-off.ts';
import type { SoakedServer } from './server.ts';

/** Everything countable about the server while nothing stirs, by name. */
export type Counts = Record<string, number>;

/** What was measured while everything stirred. Sizes in bytes. */
export interface Series {
  resident: number[];
  /** Heap and what it holds beside it, after garbage collections. */
  held: number[];
  descriptors: number[];
}

/** Adds samples to `series` until it is enough: of what costs nothing every two seconds, of the heap `heapSamples` in all. */
export async function sample(
  server: SoakedServer,
  milliseconds: number,
  heapSamples: number,
  signal: AbortSignal,
  series: Series,
): Promise<void> {
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  while (elapsed() < milliseconds && !signal.aborted) {
    series.resident.push(server.residentSize());
    series.descriptors.push(server.descriptors().all);
    if (elapsed() >= ((series.held.length + 1) * milliseconds) / (heapSamples + 1))
      series.held.push(await heldBy(server));
    await pause(2_000, signal);
  }
}

async function heldBy(server: SoakedServer): Promise<number> {
  return (await server.inside('sizes')).held ?? Number.NaN;
}

/** The closer ones last: they are what takes long on a busy machine. */
const looks = [
  ...Array.from({ length: 15 }, () => 'handles' as const),
  ...Array.from({ length: 3 }, () => 'sizes' as const),
  ...Array.from({ length: 2 }, () => 'objects' as const),
];

/** The server at rest. Sizes in bytes. */
export interface Rest {
  counts: Counts;
  resident: number;
  held: number;
}

/**
 * Looks at a server that nothing stirs: the fewest seen of each thing within half a minute, because heartbeats and
 * polls of engines come and go.
 */
export async function measureAtRest(server: SoakedServer, signal: AbortSignal): Promise<Rest> {
  const handles: Counts[] = [];
  const objects: Counts[] = [];
  const held: number[] = [];
  for (const look of looks) {
    if (signal.aborted) break;
    const inside = await server.inside(look);
    handles.push({
      ...named('descriptors', { ...server.descriptors() }),
      ...named('active', inside.resources),
      ...named('listeners', inside.listeners),
    });
    if (inside.held !== undefined) held.push(inside.held);
    if (inside.objects) objects.push(named('objects', inside.objects));
    await pause(2_000, signal);
  }
  const counts = { ...fewest(handles), ...fewest(objects) };
  return { counts, resident: server.residentSize(), held: median(held) };
}

/** Of each name the least count; a name that is missing somewhere counts as none there. */
export function fewest(all: readonly Counts[]): Counts {
  const names = new Set(all.flatMap((counts) => Object.keys(counts)));
  return Object.fromEntries(
    [...names].map((name) => [name, Math.min(...all.map((counts) => counts[name] ?? 0))]),
  );
}

function named(group: string, counts: Readonly<Record<string, number>>): Counts {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [`${group}: ${name}`, count]));
}
