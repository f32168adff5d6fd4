import { dequal } from 'dequal';
import type { Logger } from 'pino';
import type { ProbeSettings } from '#lib/topology/model-wires.ts';
import type { HostReading } from '#lib/topology/snapshot.ts';
import type { CountersReply } from '#lib/wire/counters.ts';
import type { WireFacts, WireReading, WireStatus } from '#lib/wires/facts.ts';
import { systemTimers, type Timers, wait } from '#server/collect/timers.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';
import { isFailure } from '#server/failure.ts';
import { createCounterHistory } from './counter-history.ts';
import { countedLinks, withoutCounters } from './link-key.ts';
import { createLoad, type Load } from './load.ts';
import { askedAtLeast, askedReads, type ProbePaces, type ProbeWay, usualPaces } from './pace.ts';
import { createSandboxes, type SandboxHandles } from './sandboxes.ts';
import { createSchedule } from './schedule.ts';
import { createWays, type WireReaders } from './ways.ts';
import { liveStatus, unreadStatus } from './wire-status.ts';
import { wiringOf } from './wiring.ts';
import { withDeadline } from './with-deadline.ts';
import { hostNeverRead, hostNotRead, offReason, ourFault } from './words.ts';

/** Reads one host's wires for as long as it runs. Whatever goes wrong with that stays in what is said of them. */
export interface Prober {
  /** Takes each new reading of the host's engine. */
  seen(reading: HostReading): void;
  /** Goes on by what is allowed from now on. */
  allow(probe: ProbeSettings): void;
  /** What a link (`link-key.ts`) has counted lately. The host is read more often while somebody asks. */
  counters(link: string | undefined): CountersReply;
  /** Settles when nothing is left of it, on the host neither, as far as the host answers in time. */
  stop(): Promise<void>;
}

export interface ProberOptions {
  /** For the log. */
  host: string;
  probe: ProbeSettings;
  readers: WireReaders;
  client: Pick<EngineClient, 'inspectContainer'>;
  /** Called with a new object whenever something of the wires has changed. */
  publish(wires: WireReading): void;
  /** Called after each read, with when it began (milliseconds since 1970); what was new in it was published before. */
  wasRead(began: number): void;
  /** Whether somebody looks at the page. */
  isWatched(): boolean;
  /** Which all hosts share. */
  load?: Load;
  log: Logger;
  timers?: Timers;
  paces?: ProbePaces;
  random?: () => number;
}

/** How long a helper may take to be removed, in milliseconds. One that stays notices by itself that nobody asks. */
const longestFarewell = 5_000;

type Found = { facts: WireFacts; sandboxes: SandboxHandles; began: number };

export function createProber(options: ProberOptions): Prober {
  const { readers, client, isWatched, log } = options;
  const { timers = systemTimers, paces = usualPaces, random = Math.random } = options;
  const sandboxes = createSandboxes(client, timers);
  const history = createCounterHistory();
  const share = (options.load ?? createLoad()).join();
  const newWays = (probe: ProbeSettings) =>
    createWays({ probe, readers, host: options.host, timers, paces, random, log });
  let probe = options.probe;
  let ways = newWays(probe);
  let host: HostReading | undefined;
  let wiring: string | undefined;
  let wires: WireReading | undefined;
  let lastRead = { way: ways.allowed[0], date: 0, started: 0, took: 0 };
  let askedUntil = 0;
  let unsettled = false;
  // What goes wrong first while all was well may be gone with the next read.
  let doubtful = false;
  /** Ends with what is read in it: with what is allowed, and with the host's being live. */
  let round = new AbortController();
  let formerWays = Promise.resolve();
  let stopped = false;

  const publish = (next: WireReading) => {
    if (stopped || dequal(next, wires)) return;
    wires = next;
    options.publish(next);
  };
  const pace = () => paces[lastRead.way ?? 'local'];
  const say = (status: WireStatus) => publish({ handles: {}, ...wires, status });
  const isLive = () => host?.status === 'live' && host.snapshot !== undefined;
  const newRound = () => {
    round.abort();
    round = new AbortController();
    schedule.clear();
  };

  /** What is said while they are not read: what was read once stays. */
  const sayUnread = (reason: string) => say(unreadStatus(wires, lastRead.date, reason));
  const begin = () => {
    if (ways.allowed.length === 0) {
      share.links(0);
      publish({
        handles: {},
        status: { state: 'off', reason: offReason(probe, readers.local !== undefined) },
      });
    } else if (isLive()) {
      if (!wires?.facts) say({ state: 'reading' });
      schedule.within(0);
    } else if (wires?.facts) sayUnread(hostNotRead);
    else if (!host || host.status === 'connecting') say({ state: 'reading' });
    else sayUnread(hostNeverRead);
  };

  const gapAfter = (took: number) => Math.max(pace().gap, share.gap(), took);
  const usualPause = () => {
    const { asked, watched, idle } = pace();
    // Whoever asks for counters is told how often there are new ones: from the start of a read to that of the next.
    if (timers.now() < askedUntil) return Math.max(0, asked - lastRead.took);
    return Math.max(isWatched() ? watched : idle, share.shortest()) * (0.9 + 0.2 * random());
  };

  const succeeded = (way: ProbeWay, { facts, sandboxes: found, began }: Found, started: number) => {
    lastRead = { way, date: timers.date(), started, took: timers.now() - started };
    doubtful = false;
    history.add(lastRead.date, countedLinks(facts));
    share.links(facts.stacks.reduce((count, { links }) => count + links.length, 0));
    sandboxes.seen(new Set(facts.stacks.flatMap(({ handles }) => handles)));
    const { handles, problem } = found;
    const status = liveStatus(way, facts, problem);
    publish({ facts: withoutCounters(facts), handles, status });
    if (!stopped) options.wasRead(began);
  };
  const failed = (error: unknown) => {
    if (!isFailure(error)) log.error({ host: options.host, err: error }, ourFault);
    const wasWell = wires?.status.state === 'live' && !doubtful;
    doubtful = true;
    if (!wasWell) sayUnread(isFailure(error) ? error.message : ourFault);
    schedule.within(ways.dueIn());
  };
  const read = async (snapshot: NonNullable<HostReading['snapshot']>) => {
    const { signal } = round;
    const started = timers.now();
    const changed = unsettled;
    unsettled = false;
    try {
      await formerWays;
      const done = await ways.by(signal, (reader, by) =>
        withDeadline(timers, paces[by].deadline, signal, async (inner): Promise<Found> => {
          const found = await sandboxes.of(snapshot, inner);
          const began = timers.date();
          const facts = await reader.read({ folder: found.folder, signal: inner });
          return { facts, sandboxes: found, began };
        }),
      );
      if (signal.aborted) return;
      if (!done) return schedule.within(ways.dueIn());
      succeeded(done.way, done.value, started);
      schedule.within(changed ? Math.min(pace().settle, usualPause()) : usualPause());
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
  };
  const schedule = createSchedule(timers, async () => {
    const [start, { signal }] = [timers.now(), round];
    if (host?.snapshot && isLive() && ways.allowed.length > 0) await read(host.snapshot);
    return { gap: signal.aborted ? 0 : gapAfter(timers.now() - start) };
  });

  begin();
  return {
    seen(reading) {
      const wasLive = isLive();
      host = reading;
      if (ways.allowed.length === 0) return;
      if (!isLive()) {
        if (wasLive) newRound();
        begin();
        return;
      }
      const now = reading.snapshot ? wiringOf(reading.snapshot) : wiring;
      const changed = now !== wiring;
      wiring = now;
      // What was read of a container's last start is nothing that this one has.
      if (changed && reading.snapshot && wires?.facts) {
        publish({ ...wires, handles: sandboxes.known(reading.snapshot) });
      }
      if (!wasLive) {
        ways.revive();
        begin();
      } else if (changed) {
        unsettled = true;
        schedule.within(pace().debounce);
      }
    },
    allow(next) {
      if (dequal(next, probe)) return;
      probe = next;
      newRound();
      const former = ways;
      formerWays = formerWays.then(former.close);
      ways = newWays(probe);
      lastRead = { ...lastRead, way: ways.allowed[0] };
      begin();
    },
    counters(link) {
      const { asked } = pace();
      const patience = Math.max(askedAtLeast, askedReads * asked);
      askedUntil = timers.now() + patience;
      if (isLive() && wires?.status.state === 'live')
        schedule.within(Math.max(0, lastRead.started + asked - timers.now()));
      const every = Math.round(Math.max(asked, lastRead.took + gapAfter(lastRead.took)));
      return { every, samples: link === undefined ? [] : history.of(link, timers.date() + patience) };
    },
    async stop() {
      stopped = true;
      share.leave();
      round.abort();
      const ended = Promise.all([schedule.stop(), formerWays, ways.close()]);
      const patience = new AbortController();
      await Promise.race([ended, wait(timers, longestFarewell, patience.signal)]);
      patience.abort();
    },
  };
}
