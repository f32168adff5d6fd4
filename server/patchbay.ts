import type { Logger } from 'pino';
import { type Actions, createActions } from './actions/actions.ts';
import { createDetails, type Details } from './actions/details.ts';
import { type AccessibleHost, createHostAccess } from './actions/host-access.ts';
import { type Collector, createCollector } from './collect/collector.ts';
import { createHub, type Hub } from './collect/hub.ts';
import type { HostConfig } from './config/config.ts';
import { createDockerClient } from './engine/docker-client.ts';

/** All that reads and changes hosts, without HTTP. */
export interface Core {
  hub: Hub;
  actions: Actions;
  details: Details;
  start(): void;
  stop(): Promise<void>;
}

/** Puts the core together: a collector for each host, one hub, and what acts through them. */
export function createCore(hosts: readonly HostConfig[], log: Logger): Core {
  const readings = hosts.map(({ id, name, url }) => ({
    id,
    name,
    url,
    status: 'connecting' as const,
    lastSeen: null,
  }));
  const hub = createHub({ readings, log });
  const collectors: Collector[] = [];
  const accessible = new Map<string, AccessibleHost>();
  for (const host of hosts) {
    const collector = createCollector({
      host,
      client: createDockerClient(host.address),
      publish: hub.put,
      log,
    });
    collectors.push(collector);
    // Actions have a client of their own: one that waits for the engine must not hold up the reading.
    const client = createDockerClient(host.address);
    accessible.set(host.id, { id: host.id, client, look: collector.look });
  }
  const access = createHostAccess(accessible);
  return {
    hub,
    actions: createActions(hub, access),
    details: createDetails(hub, access),
    start() {
      for (const collector of collectors) collector.start();
    },
    async stop() {
      for (const { client } of accessible.values()) client.close();
      await Promise.all(collectors.map((collector) => collector.stop()));
    },
  };
}
