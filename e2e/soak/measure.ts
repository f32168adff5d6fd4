import { pause } from './ground.ts';
import type { Inside } from './inside.ts';
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
      series.held.push(heldBy(await server.inside()));
    await pause(2_000, signal);
  }
  return series;
}

function heldBy({ heapUsed, external }: Inside): number {
  return heapUsed + external;
}

const looks = 15;

/**
 * The server at rest: the fewest seen of each thing within half a minute, because heartbeats and polls of engines
 * come and go.
 */
export async function measureAtRest(
  server: SoakedServer,
  signal: AbortSignal,
): Promise<{ counts: Counts; resident: number; held: number }> {
  const counts: Counts = {};
  const held: number[] = [];
  for (let look = 0; look < looks && !signal.aborted; look++) {
    const inside = await server.inside();
    held.push(heldBy(inside));
    const seen = { ...flat('descriptors', { ...server.descriptors() }), ...flat('objects', inside.objects) };
    Object.assign(seen, flat('active', inside.resources), flat('listeners', inside.listeners));
    for (const name of new Set([...Object.keys(seen), ...Object.keys(counts)])) {
      // What a look does not find at all is not in its answer.
      const fewest = look === 0 ? Number.POSITIVE_INFINITY : (counts[name] ?? 0);
      counts[name] = Math.min(fewest, seen[name] ?? 0);
    }
    await pause(2_000, signal);
  }
  return { counts, resident: server.residentSize(), held: Math.min(...held) };
}

function flat(group: string, counts: Readonly<Record<string, number>>): Counts {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [`${group}: ${name}`, count]));
}
