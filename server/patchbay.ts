import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type Actions, createActions } from './actions/actions.ts';
import type { Applied } from './actions/applied.ts';
import { createDetails, type Details } from './actions/details.ts';
import { createHostAccess } from './actions/host-access.ts';
import { createHub, type Hub } from './collect/hub.ts';
import { createReaders, type Readers, type ReadHost } from './collect/readers.ts';
import { clientsOf } from './engine/connect.ts';
import { createCounters, type ReadCounters } from './probe/counters.ts';
import { wireReadersOf } from './probe/wire-readers.ts';

/** All that reads and changes hosts, without HTTP. */
export interface Core {
  hub: Hub;
  readers: Readers;
  actions: Actions;
  details: Details;
  counters: ReadCounters;
  start(): void;
  stop(): Promise<void>;
}

/** Where what is done goes; gives a sentence where it could not be kept. */
export type RecordApplied = (applied: Applied) => Promise<string | undefined>;

/**
 * Puts the core together: a collector for each host, one hub, and what acts through them. Without `record` nothing
 * is kept of what is done; `instance` tells this Patchbay from others in each of its runs.
 */
export function createCore(
  hosts: readonly ReadHost[],
  log: Logger,
  record: RecordApplied = async () => undefined,
  instance: string = randomUUID(),
): Core {
  const hub = createHub({ readings: [], log });
  const readers = createReaders({
    ...{ hub, clientsOf, log },
    wireReadersOf: (host, client) => wireReadersOf(host, client, instance),
  });
  for (const host of hosts) readers.add(host);
  hub.flush();
  const access = createHostAccess(readers.accessible);
  return {
    hub,
    readers,
    actions: createActions({ hub, hosts: access, record }),
    details: createDetails(hub, access),
    counters: createCounters(hub, readers),
    start: readers.start,
    stop: readers.stop,
  };
}
