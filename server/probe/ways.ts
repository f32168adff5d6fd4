import type { Logger } from 'pino';
import type { ProbeSettings } from '#lib/topology/model-wires.ts';
import type { Timers } from '#server/collect/timers.ts';
import { Failure, isFailure } from '#server/failure.ts';
import { allowedWays, type ProbePaces, type ProbeWay } from './pace.ts';
import type { WireReader } from './wire-reader.ts';
import { ourFault } from './words.ts';

/** Makes the readers of one host. */
export interface WireReaders {
  /** Of the kernel, where Patchbay may share it with the engine. */
  local?(): WireReader;
  helper(kind: 'one-shot' | 'standing', image: string | undefined): WireReader;
  /** Tells the helpers that these readers make, by their labels. Nobody needs to see them come and go. */
  isOwn(labels: Readonly<Record<string, string>>): boolean;
}

/** The ways by which one host's wires may be read, the best first. One that fails is left alone for a while. */
export interface Ways {
  readonly allowed: readonly ProbeWay[];
  /**
   * Does it by the best way that is due, and by the next one where that fails; undefined if none is due. Fails with a
   * sentence that says why of all of them, or when `signal` is aborted.
   */
  by<T>(
    signal: AbortSignal,
    work: (reader: WireReader, way: ProbeWay) => Promise<T>,
  ): Promise<{ way: ProbeWay; value: T } | undefined>;
  /** In how many milliseconds one of them may be tried again. */
  dueIn(): number;
  /** Lets all be tried at once: their failures are of another time. */
  revive(): void;
  /** Settles when they have left nothing behind. */
  close(): Promise<void>;
}

export interface WaysOptions {
  probe: ProbeSettings;
  readers: WireReaders;
  host: string;
  timers: Timers;
  paces: ProbePaces;
  random: () => number;
  log: Logger;
}

interface Entry {
  way: ProbeWay;
  reader: WireReader;
  failures: number;
  dueAt: number;
  reason?: string;
}

export function createWays(options: WaysOptions): Ways {
  const { probe, readers, host, timers, paces, random, log } = options;
  const allowed = allowedWays(probe, readers.local !== undefined);
  const entries = allowed.flatMap((way): Entry[] => {
    const reader = way === 'local' ? readers.local?.() : readers.helper(way, probe.image);
    return reader ? [{ way, reader, failures: 0, dueAt: 0 }] : [];
  });
  const isDue = ({ dueAt }: Entry) => dueAt <= timers.now();

  const failed = (entry: Entry, error: unknown) => {
    if (!isFailure(error)) log.error({ host, way: entry.way, err: error }, ourFault);
    const reason = isFailure(error) ? error.message : ourFault;
    const words = isFailure(error) ? error.details?.engine : undefined;
    if (entry.reason !== reason) log.warn({ host, way: entry.way, words }, reason);
    const { backoff, longestBackoff } = paces[entry.way];
    const pause = Math.min(longestBackoff, backoff * 2 ** Math.min(entry.failures, 20));
    Object.assign(entry, {
      reason,
      failures: entry.failures + 1,
      dueAt: timers.now() + pause * (0.8 + 0.4 * random()),
    });
  };
  const reasonOfAll = () =>
    [...new Set(entries.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))].join(' ');

  return {
    allowed,
    async by(signal, work) {
      const due = entries.filter(isDue);
      if (due.length === 0) return undefined;
      for (const entry of due) {
        try {
          const value = await work(entry.reader, entry.way);
          Object.assign(entry, { failures: 0, dueAt: 0, reason: undefined });
          return { way: entry.way, value };
        } catch (error) {
          if (signal.aborted) throw error;
          failed(entry, error);
        }
      }
      throw new Failure({ code: 'wires-unread', status: 502, message: reasonOfAll() });
    },
    dueIn: () => Math.max(0, Math.min(...entries.map(({ dueAt }) => dueAt)) - timers.now()),
    revive() {
      for (const entry of entries) entry.dueAt = entry.failures = 0;
    },
    async close() {
      const closed = await Promise.allSettled(entries.map(({ reader }) => reader.close()));
      for (const each of closed) {
        if (each.status === 'rejected')
          log.warn({ host, err: each.reason }, 'a reader of wires did not end well');
      }
    },
  };
}
