import type { Logger } from 'pino';
import { defined } from '#lib/topology/defined.ts';
import type { HostReading } from '#lib/topology/snapshot.ts';
import type { CountersReply } from '#lib/wire/counters.ts';
import type { AccessibleHost } from '#server/actions/host-access.ts';
import { watchPermission } from '#server/actions/watch-permission.ts';
import type { HostConfig } from '#server/config/config.ts';
import { hostWarnings } from '#server/config/host-warnings.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';
import { createLoad } from '#server/probe/load.ts';
import { createProber, type Prober } from '#server/probe/prober.ts';
import type { WireReaders } from '#server/probe/ways.ts';
import { type Collector, createCollector, type HostIdentity } from './collector.ts';
import type { Hub } from './hub.ts';

/** A host to be read: how to reach it, and who named it. */
export type ReadHost = HostConfig & Pick<HostIdentity, 'origin' | 'source'>;

/** A collector for each host, while Patchbay runs: hosts come and go. */
export interface Readers {
  /** The hosts as actions and details use them, always as they are now. */
  readonly accessible: ReadonlyMap<string, AccessibleHost>;
  /** How a host is reached. */
  configOf(hostId: string): HostConfig | undefined;
  /** Reads another host. It is in the picture at once, without what is on it. */
  add(host: ReadHost): void;
  /** Goes on under another name, and by other ways to read its wires. */
  describe(hostId: string, host: Pick<HostIdentity, 'name' | 'probe'>): void;
  /** What a link of a host has counted lately; undefined where no wires are read. */
  counters(hostId: string, link: string | undefined): CountersReply | undefined;
  /** Settles when nothing of its reading is left. */
  remove(hostId: string): Promise<void>;
  /** Reads; hosts that are added later are read from then on. */
  start(): void;
  stop(): Promise<void>;
}

export interface ReadersOptions {
  hub: Pick<Hub, 'put' | 'putWires' | 'wiresRead' | 'remove' | 'isWatched'>;
  /** Makes clients of a host's engine, which may share connections. */
  clientsOf(host: HostConfig): () => EngineClient;
  /** Makes the readers of a host's wires; without it none are read. */
  wireReadersOf?: (host: HostConfig, client: EngineClient) => WireReaders;
  log: Logger;
}

/** All that reads one host. */
interface Reading {
  host: ReadHost;
  collector: Collector;
  prober?: Prober;
  stop(): Promise<void>;
}

export function createReaders(options: ReadersOptions): Readers {
  const { hub, clientsOf, wireReadersOf, log } = options;
  const accessible = new Map<string, AccessibleHost>();
  const readings = new Map<string, Reading>();
  const load = createLoad();
  let started = false;

  const end = async (hostId: string) => {
    const reading = readings.get(hostId);
    accessible.get(hostId)?.client.close();
    accessible.delete(hostId);
    readings.delete(hostId);
    await reading?.stop();
  };
  const wiresOf = (host: ReadHost, newClient: () => EngineClient) => {
    if (!wireReadersOf) return undefined;
    // A client of its own, again: who reads wires must hold up neither the reading nor the acting.
    const client = newClient();
    const wireReaders = wireReadersOf(host, client);
    const prober = createProber({
      ...{ host: host.name, probe: host.probe ?? {}, readers: wireReaders, client, log },
      publish: (wires) => hub.putWires(host.id, wires),
      wasRead: (began) => hub.wiresRead(host.id, began),
      isWatched: hub.isWatched,
      load,
    });
    const stop = () => prober.stop().finally(client.close);
    return { prober: { ...prober, stop }, isHidden: wireReaders.isOwn };
  };

  return {
    accessible,
    configOf: (hostId) => readings.get(hostId)?.host,
    add(host) {
      const identity = identityOf(host);
      const newClient = clientsOf(host);
      // The wires hang on what is there: nothing can be said of them before.
      hub.put({ ...identity, status: 'connecting', lastSeen: null });
      const { prober, ...hiding } = wiresOf(host, newClient) ?? {};
      const publish = (reading: HostReading) => {
        hub.put(reading);
        prober?.seen(reading);
      };
      const collector = createCollector({ host: identity, client: newClient(), publish, log, ...hiding });
      // Actions have a client of their own: one that waits for the engine must not hold up the reading.
      const client = watchPermission(newClient(), collector.changesPermitted);
      accessible.set(host.id, { id: host.id, client, look: collector.look });
      const stop = async () => {
        await Promise.all([collector.stop(), prober?.stop()]);
      };
      readings.set(host.id, { host, collector, stop, ...(prober ? { prober } : {}) });
      if (started) collector.start();
    },
    describe(hostId, host) {
      const reading = readings.get(hostId);
      if (!reading) return;
      const { probe: _, ...rest } = reading.host;
      readings.set(hostId, { ...reading, host: { ...rest, ...host } });
      reading.collector.describe(host);
      reading.prober?.allow(host.probe ?? {});
    },
    counters: (hostId, link) => readings.get(hostId)?.prober?.counters(link),
    async remove(hostId) {
      // From here on nothing more is published of it.
      const ended = end(hostId);
      hub.remove(hostId);
      await ended;
    },
    start() {
      started = true;
      for (const { collector } of readings.values()) collector.start();
    },
    async stop() {
      await Promise.all([...readings.keys()].map(end));
    },
  };
}

/** What may be shown of a host: of the files it is reached with no more than their paths. */
function identityOf({ id, name, url, address, ssh, probe, origin, source }: ReadHost): HostIdentity {
  const tls = address.kind === 'tcp' ? address.tls : undefined;
  const warnings = hostWarnings(address);
  return defined({ id, name, url, origin, source, tls, ssh, probe, warnings });
}
