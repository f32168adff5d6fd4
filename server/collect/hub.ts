import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { diff } from '#lib/topology/diff.ts';
import { createMerger } from '#lib/topology/merge.ts';
import { emptyTopology, type Topology } from '#lib/topology/model.ts';
import { reuseEntries } from '#lib/topology/reuse.ts';
import type { HostReading } from '#lib/topology/snapshot.ts';
import type { DiffMessage, ResetMessage } from '#lib/wire/messages.ts';
import type { WireReading } from '#lib/wires/facts.ts';
import { boundedFindings } from '#lib/wires/findings/bounded.ts';
import { nothingWatched, watchFindings } from '#lib/wires/findings/lasting.ts';
import { createTwinMarker } from './mark-twins.ts';

/** Holds the readings of all hosts, merges them, and tells its subscribers every change as a diff. */
export interface Hub {
  current(): ResetMessage;
  /** Calls the listener with each change from now on, in order and without gaps; the answer ends that. */
  subscribe(listener: (message: DiffMessage) => void): () => void;
  /** Whether somebody listens, as every open page does. */
  isWatched(): boolean;
  /** Takes a host's new reading. Several within the same turn of the event loop become one diff. */
  put(reading: HostReading): void;
  /** Takes what was read of a host's links, which stays with every later reading of it; of no host that is gone. */
  putWires(hostId: string, wires: WireReading): void;
  /**
   * Hears that a read of a host's links which began then (milliseconds since 1970) has ended, and found them as they were
   * put last. A finding counts only when later reads bear it out.
   */
  wiresRead(hostId: string, began: number): void;
  /** Forgets a host and all that is on it. */
  remove(hostId: string): void;
  /** The latest reading of every host. */
  readings(): HostReading[];
  /** Merges and publishes what was put, now instead of at the end of the turn. */
  flush(): void;
}

export interface HubOptions {
  /** The hosts in their state before anything was read. */
  readings: readonly HostReading[];
  log: Logger;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export function createHub({ readings, log, now = Date.now }: HubOptions): Hub {
  // Another process counts its versions anew: the epoch tells them apart.
  const epoch = randomUUID();
  const merge = createMerger();
  const markTwins = createTwinMarker();
  const latest = new Map(readings.map((reading) => [reading.id, reading]));
  const listeners = new Set<(message: DiffMessage) => void>();
  const lastRead = new Map<string, number>();
  let watch = nothingWatched;
  let topology = emptyTopology();
  let version = 0;
  // The same object as long as nothing changes, so that its bytes are made once for all who ask.
  let current: ResetMessage = { epoch, version, topology };
  let scheduled: NodeJS.Immediate | undefined;

  const withLasting = (merged: Topology): Topology => {
    watch = watchFindings(watch, merged.findings, {
      time: now(),
      readSince: (hostId) => lastRead.get(hostId),
    });
    return { ...merged, findings: reuseEntries(topology.findings, boundedFindings(watch.lasting)) };
  };
  const publish = () => {
    if (scheduled) clearImmediate(scheduled);
    scheduled = undefined;
    const next = withLasting(merge(markTwins([...latest.values()])));
    const changes = diff(topology, next);
    if (!changes) return;
    topology = next;
    const message: DiffMessage = { epoch, base: version, version: version + 1, changes };
    version = message.version;
    current = { epoch, version, topology };
    for (const listener of [...listeners]) {
      try {
        listener(message);
      } catch (error) {
        log.error({ err: error }, 'a subscriber failed');
      }
    }
  };
  const publishSafely = () => {
    try {
      publish();
    } catch (error) {
      // The last good picture stays; the next reading is another chance.
      log.error({ err: error }, 'merging the readings failed');
    }
  };

  publishSafely();
  return {
    current: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    isWatched: () => listeners.size > 0,
    put(reading) {
      // Who reads the engine knows nothing of its host's links.
      const wires = latest.get(reading.id)?.wires;
      latest.set(reading.id, wires ? { ...reading, wires } : reading);
      scheduled ??= setImmediate(publishSafely);
    },
    putWires(hostId, wires) {
      const reading = latest.get(hostId);
      if (!reading) return;
      latest.set(hostId, { ...reading, wires });
      scheduled ??= setImmediate(publishSafely);
    },
    wiresRead(hostId, began) {
      if (!latest.has(hostId)) return;
      lastRead.set(hostId, began);
      const due = watch.due.get(hostId);
      if (due !== undefined && due <= began) scheduled ??= setImmediate(publishSafely);
    },
    remove(hostId) {
      lastRead.delete(hostId);
      if (latest.delete(hostId)) scheduled ??= setImmediate(publishSafely);
    },
    readings: () => [...latest.values()],
    flush: publishSafely,
  };
}
