import type { Logger } from 'pino';
import { defined } from '#lib/topology/defined.ts';
import type { AccessibleHost } from '#server/actions/host-access.ts';
import { watchPermission } from '#server/actions/watch-permission.ts';
import type { HostConfig } from '#server/config/config.ts';
import { hostWarnings } from '#server/config/host-warnings.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';
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
  rename(hostId: string, name: string): void;
  /** Settles when nothing of its reading is left. */
  remove(hostId: string): Promise<void>;
  /** Reads; hosts that are added later are read from then on. */
  start(): void;
  stop(): Promise<void>;
}

export interface ReadersOptions {
  hub: Pick<Hub, 'put' | 'remove'>;
  /** Makes clients of a host's engine, which may share connections. */
  clientsOf(host: HostConfig): () => EngineClient;
  log: Logger;
}

export function createReaders({ hub, clientsOf, log }: ReadersOptions): Readers {
  const accessible = new Map<string, AccessibleHost>();
  const collectors = new Map<string, Collector>();
  const configs = new Map<string, ReadHost>();
  let started = false;

  const end = async (hostId: string) => {
    const collector = collectors.get(hostId);
    accessible.get(hostId)?.client.close();
    accessible.delete(hostId);
    collectors.delete(hostId);
    configs.delete(hostId);
    await collector?.stop();
  };

  return {
    accessible,
    configOf: (hostId) => configs.get(hostId),
    add(host) {
      const identity = identityOf(host);
      const newClient = clientsOf(host);
      const collector = createCollector({ host: identity, client: newClient(), publish: hub.put, log });
      // Actions have a client of their own: one that waits for the engine must not hold up the reading.
      const client = watchPermission(newClient(), collector.changesPermitted);
      accessible.set(host.id, { id: host.id, client, look: collector.look });
      collectors.set(host.id, collector);
      configs.set(host.id, host);
      hub.put({ ...identity, status: 'connecting', lastSeen: null });
      if (started) collector.start();
    },
    rename: (hostId, name) => collectors.get(hostId)?.rename(name),
    async remove(hostId) {
      // From here on the collector publishes nothing more.
      const ended = end(hostId);
      hub.remove(hostId);
      await ended;
    },
    start() {
      started = true;
      for (const collector of collectors.values()) collector.start();
    },
    async stop() {
      await Promise.all([...collectors.keys()].map(end));
    },
  };
}

/** What may be shown of a host: of the files it is reached with no more than their paths. */
function identityOf({ id, name, url, address, ssh, probe, origin, source }: ReadHost): HostIdentity {
  const tls = address.kind === 'tcp' ? address.tls : undefined;
  const warnings = hostWarnings(address);
  return defined({ id, name, url, origin, source, tls, ssh, probe, warnings });
}
