import { dequal } from 'dequal';
import type { HostWarning } from '#lib/topology/model.ts';
import type { HostReading } from '#lib/topology/snapshot.ts';
import { twinWarnings } from '#lib/topology/twins.ts';

/**
 * Adds to the readings what only all of them together tell: hosts that seem to be one. A reading stays the same
 * object while nothing changes, since the merger builds anew what is another one.
 */
export function createTwinMarker(): (readings: readonly HostReading[]) => HostReading[] {
  let last = new Map<string, { reading: HostReading; added: HostWarning[]; marked: HostReading }>();
  return (readings) => {
    const warnings = twinWarnings(readings);
    const next: typeof last = new Map();
    const marked = readings.map((reading) => {
      const added = warnings.get(reading.id);
      if (!added || !reading.snapshot) return reading;
      const former = last.get(reading.id);
      const kept = former?.reading === reading && dequal(former.added, added) ? former : undefined;
      const entry = kept ?? { reading, added, marked: withWarnings(reading, reading.snapshot, added) };
      next.set(reading.id, entry);
      return entry.marked;
    });
    last = next;
    return marked;
  };
}

function withWarnings(
  reading: HostReading,
  snapshot: NonNullable<HostReading['snapshot']>,
  added: readonly HostWarning[],
): HostReading {
  return { ...reading, snapshot: { ...snapshot, warnings: [...snapshot.warnings, ...added] } };
}
