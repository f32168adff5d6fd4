import { dequal } from 'dequal';
import type { Logger } from 'pino';
import { defined } from '#lib/topology/defined.ts';
import type { ContainerFact, HostReading, Snapshot } from '#lib/topology/snapshot.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';
import { isFailure } from '#server/failure.ts';
import { backoff } from './backoff.ts';
import { type Pace, usualPace } from './pace.ts';
import { notPermitted } from './permission.ts';
import { createSession, type Session } from './session.ts';
import { systemTimers, type Timers, wait } from './timers.ts';
import type { Touched } from './touched.ts';

/** Reads one host for as long as it runs. Whatever goes wrong with the host stays in its reading. */
export interface Collector {
  start(): void;
  stop(): Promise<void>;
  /** Goes on under another name, or with other things said of the host. */
  describe(host: Pick<HostIdentity, 'name' | 'probe'>): void;
  /** Looks at these things at once; settles when what was seen is published. Does nothing while not live. */
  look(things: Partial<Touched>): Promise<void>;
  /** Says on the host whether changes are permitted, once one was tried. */
  changesPermitted(permitted: boolean): void;
}

/** What is said of a host before anything is read of it. */
export type HostIdentity = Pick<
  HostReading,
  'id' | 'name' | 'url' | 'origin' | 'source' | 'tls' | 'ssh' | 'probe' | 'warnings'
>;

export interface CollectorOptions {
  host: HostIdentity;
  client: EngineClient;
  /** Called with a new object whenever the host's state or picture has changed. */
  publish(reading: HostReading): void;
  /** Tells containers that are not shown, by their labels; without it all are. */
  isHidden?: (labels: ContainerFact['labels']) => boolean;
  log: Logger;
  timers?: Timers;
  pace?: Pace;
  random?: () => number;
}

export function createCollector(options: CollectorOptions): Collector {
  const {
    client,
    log,
    isHidden = () => false,
    timers = systemTimers,
    pace = usualPace,
    random = Math.random,
  } = options;
  let host = options.host;
  const stopping = new AbortController();
  let reading: HostReading = { ...host, status: 'connecting', lastSeen: null };
  let lastAnswer = 0;
  let downSince: number | undefined;
  let session: Session | undefined;
  let running: Promise<void> | undefined;

  const publish = (next: HostReading) => {
    if (stopping.signal.aborted) return;
    reading = next;
    options.publish(next);
  };
  const answered = () => {
    lastAnswer = timers.date();
  };
  const seen = (snapshot: Snapshot) => {
    downSince = undefined;
    answered();
    if (reading.status === 'live') {
      if (!dequal(reading.snapshot, snapshot)) publish({ ...reading, snapshot });
      return;
    }
    log.info({ host: host.name, engine: snapshot.engine.version }, 'host is live');
    publish({ ...host, status: 'live', lastSeen: iso(timers.date()), snapshot });
  };
  const failed = (error: unknown) => {
    downSince ??= timers.now();
    if (!isFailure(error))
      log.error({ host: host.name, err: error }, 'reading the host failed by a fault of ours');
    const reason = isFailure(error) ? error.message : 'Patchbay failed to read this host; see its log.';
    const status = reading.snapshot ? 'stale' : 'unreachable';
    if (reading.status === status && reading.reason === reason) return;
    log.warn(
      { host: host.name, status, words: isFailure(error) ? error.details?.engine : undefined },
      reason,
    );
    // What was seen later than the last picture does not make the picture younger.
    const lastSeen = reading.status === 'live' ? iso(lastAnswer) : reading.lastSeen;
    publish({ ...reading, status, reason, lastSeen });
  };

  const loop = async ({ signal }: AbortController) => {
    let failures = 0;
    let shortSessions = 0;
    while (!signal.aborted) {
      const start = timers.now();
      session = createSession({
        ...{ client, timers, pace, publish: seen, isHidden, answered },
        lastNetworks: () => reading.snapshot?.networks ?? [],
      });
      try {
        await session.run(signal);
        // The stream has ended or is old enough: read everything anew at once. If the engine is gone, that
        // tells so, with a better reason than the broken stream's. Streams that always end at once get a pause.
        failures = 0;
        if (timers.now() - start >= pace.shortSession) shortSessions = 0;
        else await wait(timers, backoff(shortSessions++, 0, random), signal);
      } catch (error) {
        if (signal.aborted) return;
        failed(error);
        await wait(timers, backoff(failures++, timers.now() - (downSince ?? start), random), signal);
      }
    }
  };

  return {
    start() {
      running ??= loop(stopping);
    },
    async stop() {
      stopping.abort();
      client.close();
      await running;
    },
    describe({ name, probe }) {
      const described = <T extends HostIdentity>(known: T) => defined({ ...known, name, probe }) as T;
      host = described(host);
      publish(described(reading));
    },
    changesPermitted(permitted) {
      const { warnings: usual = [] } = options.host;
      const warnings = permitted ? usual : [...usual, notPermitted('changes')];
      host = { ...host, warnings };
      if (!dequal(reading.warnings ?? [], warnings)) publish({ ...reading, warnings });
    },
    look: async (things) => {
      if (reading.status === 'live') await session?.look(things);
    },
  };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
