import { pause } from './ground.ts';
import type { Inside } from './inside.ts';
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

/** Takes samples until it is enough: of what costs nothing every two seconds, of the heap `heapSamples` in all. */
export async function sample(
  server: SoakedServer,
  milliseconds: number,
  heapSamples: number,
  signal: AbortSignal,
): Promise<Series> {
  const series: Series = { resident: [], held: [], descriptors: [] };
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  while (elapsed() < milliseconds && !signal.aborted) {
    series.resident.push(server.residentSize());
    series.descriptors.push(server.descriptors().all);
    if (elapsed() >= ((series.held.length + 1) * milliseconds) / (heapSamples + 1))
      series.held.push(heldBy(await server.inside('sizes')));
    await pause(2_000, signal);
  }
  return series;
}

function heldBy({ heapUsed, external }: Inside): number {
  return heapUsed + external;
}

const looks = 15;
// The first, the middle and the last.
const everySeventh = 7;

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
  const counts = new Map<string, number[]>();
  const held: number[] = [];
  for (let look = 0; look < looks && !signal.aborted; look++) {
    const inside = await server.inside(look % everySeventh === 0 ? 'objects' : 'sizes');
    held.push(heldBy(inside));
    const seen = {
      ...named('descriptors', { ...server.descriptors() }),
      ...named('objects', inside.objects),
      ...named('active', inside.resources),
      ...named('listeners', inside.listeners),
    };
    for (const [name, count] of Object.entries(seen)) counts.set(name, [...(counts.get(name) ?? []), count]);
    await pause(2_000, signal);
  }
  // Kinds that are not active are not named at all; objects are not counted in every look.
  const isAlways = (name: string, all: readonly number[]) =>
    !name.startsWith('active') || all.length === looks;
  const fewest = [...counts].map(
    ([name, all]) => [name, isAlways(name, all) ? Math.min(...all) : 0] as const,
  );
  return { counts: Object.fromEntries(fewest), resident: server.residentSize(), held: median(held) };
}

function named(group: string, counts: Readonly<Record<string, number>>): Counts {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [`${group}: ${name}`, count]));
}
