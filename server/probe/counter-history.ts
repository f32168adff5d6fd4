import type { CounterSample } from '#lib/wire/counters.ts';
import type { Counters } from '#lib/wires/facts.ts';

/**
 * What the links of one host counted lately. Of all of them the last few reads are kept, packed (64 bytes a link and
 * read, to bear hundreds of hosts with hundreds of links), so that whoever asks sees a rate at once; of those that
 * are asked for, a minute or more.
 */
export interface CounterHistory {
  /** `at` in milliseconds since 1970. */
  add(at: number, counted: ReadonlyMap<string, Counters>): void;
  /** The samples of a link, the oldest first, of one device; from now until `until` more of them are kept. */
  of(link: string, until: number): CounterSample[];
}

const fields = [
  ...(['rxBytes', 'rxPackets', 'rxErrors', 'rxDropped'] as const),
  ...(['txBytes', 'txPackets', 'txErrors', 'txDropped'] as const),
];
const ofAll = 3;
const ofAsked = 60;

interface Read {
  at: number;
  /** Where a link's counters begin; one object for as long as there are the same links. */
  places: ReadonlyMap<string, number>;
  values: Float64Array;
}

export function createCounterHistory(): CounterHistory {
  let reads: Read[] = [];
  const asked = new Map<string, { until: number; samples: CounterSample[] }>();

  return {
    add(at, counted) {
      reads = [...reads.slice(1 - ofAll), pack(at, counted, reads.at(-1)?.places)];
      for (const [link, entry] of asked) {
        const counters = counted.get(link);
        if (entry.until < at) asked.delete(link);
        else if (counters) {
          const samples = withNext(entry.samples, { at, ...counters });
          asked.set(link, { ...entry, samples });
        }
      }
    },
    of(link, until) {
      const samples = asked.get(link)?.samples ?? reads.reduce(addTo(link), []);
      asked.set(link, { until, samples });
      return samples;
    },
  };
}

function pack(at: number, counted: ReadonlyMap<string, Counters>, last: Read['places'] | undefined): Read {
  const same = last?.size === counted.size && [...counted.keys()].every((link) => last.has(link));
  const places = same
    ? last
    : new Map([...counted.keys()].map((link, index) => [link, index * fields.length]));
  const values = new Float64Array(counted.size * fields.length);
  for (const [link, counters] of counted) {
    values.set(
      fields.map((field) => counters[field]),
      places.get(link) ?? 0,
    );
  }
  return { at, places, values };
}

function addTo(link: string): (samples: CounterSample[], read: Read) => CounterSample[] {
  return (samples, { at, places, values }) => {
    const place = places.get(link);
    if (place === undefined) return [];
    const value = (field: (typeof fields)[number]) => values[place + fields.indexOf(field)] ?? 0;
    const counters: Counters = {
      ...{ rxBytes: value('rxBytes'), rxPackets: value('rxPackets') },
      ...{ rxErrors: value('rxErrors'), rxDropped: value('rxDropped') },
      ...{ txBytes: value('txBytes'), txPackets: value('txPackets') },
      ...{ txErrors: value('txErrors'), txDropped: value('txDropped') },
    };
    return withNext(samples, { at, ...counters });
  };
}

/** What was counted only grows: where it fell another device has taken the place of the first. */
function withNext(samples: readonly CounterSample[], next: CounterSample): CounterSample[] {
  const last = samples.at(-1);
  if (last && (next.rxBytes < last.rxBytes || next.txBytes < last.txBytes)) return [next];
  return [...samples.slice(1 - ofAsked), next];
}
