import { defined } from '#lib/topology/defined.ts';
import type { WireFacts, WireReading, WireStatus } from '#lib/wires/facts.ts';
import type { ProbeWay } from './pace.ts';

/** After a read: how it was done, and what of it could not be read. */
export function liveStatus(way: ProbeWay, facts: WireFacts, problem: string | undefined): WireStatus {
  const gaps = facts.gaps.map(({ message }) => message);
  return defined({
    state: 'live' as const,
    way: way === 'local' ? ('local' as const) : ('helper' as const),
    reader: facts.reader,
    reason: inShort([...(problem === undefined ? [] : [problem]), ...gaps]),
  });
}

/** While they can't be read: what was read once, at `date` (milliseconds since 1970), is stale. */
export function unreadStatus(wires: WireReading | undefined, date: number, reason: string): WireStatus {
  const way = wires?.status.way;
  if (!wires?.facts) return defined({ state: 'unavailable' as const, way, reason });
  const lastSeen = new Date(date).toISOString();
  return defined({ state: 'stale' as const, way, reader: wires.facts.reader, reason, lastSeen });
}

const mostSentences = 3;

/** Some hundred sandboxes may have the same to say. */
function inShort(sentences: readonly string[]): string | undefined {
  const different = [...new Set(sentences)];
  if (different.length === 0) return undefined;
  const more = different.length - mostSentences;
  return [...different.slice(0, mostSentences), ...(more > 0 ? [`And ${more} more of the kind.`] : [])].join(
    ' ',
  );
}
