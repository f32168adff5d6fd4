import type { CountersReply } from '#lib/wire/counters.ts';
import type { Hub } from '#server/collect/hub.ts';
import type { Readers } from '#server/collect/readers.ts';
import { Failure } from '#server/failure.ts';
import { countedThing, linkOf } from './link-of.ts';

/** What went over a link lately, by the id of an endpoint, an interface or a tunnel. */
export type ReadCounters = (id: string) => CountersReply;

/**
 * Reads counters from what is kept of them, and has the host read more often while somebody asks. Fails with a
 * sentence for what is not in the topology; what is there without a link that is read has no samples.
 */
export function createCounters(
  hub: Pick<Hub, 'current' | 'readings'>,
  readers: Pick<Readers, 'counters'>,
): ReadCounters {
  return (id) => {
    const { topology } = hub.current();
    const thing = countedThing(topology, id);
    if (!thing) throw unknown();
    const hostId = 'from' in thing ? thing.from.hostId : thing.hostId;
    const wires = hub.readings().find((reading) => reading.id === hostId)?.wires;
    const reply = readers.counters(hostId, wires && linkOf(thing, topology, wires));
    if (!reply) throw unknown();
    return reply;
  };
}

function unknown(): Failure {
  const message = 'This link no longer exists, or its host is not read any more.';
  return new Failure({ status: 404, code: 'unknown-link', message });
}
