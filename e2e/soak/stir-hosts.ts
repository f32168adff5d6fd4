import type { HostStatus } from '#lib/topology/model.ts';
import { type Ground, pause, untilEnough } from './ground.ts';

/** A host to be added and removed. */
export interface PassingHost {
  url: string;
  /** What becomes of it. */
  becomes: 'live' | 'unreachable';
}

const patience = 180_000;

/** Tests, adds, renames and removes these hosts one after the other, until it is enough. */
export async function stirHosts(ground: Ground, hosts: readonly PassingHost[]): Promise<void> {
  const { api, signal } = ground;
  const becomes = async (id: string, wanted: HostStatus) => {
    const end = performance.now() + patience;
    while (!signal.aborted) {
      const host = (await api.topology()).hosts[id];
      if (host?.status === wanted) return;
      if (performance.now() > end)
        throw new Error(`${host?.url} is ${host?.status} (${host?.reason}), not ${wanted}.`);
      await pause(200, signal);
    }
  };
  const round = async (number: number) => {
    const host = hosts[number % hosts.length];
    if (!host) throw new Error('There are no hosts to add.');
    if (host.becomes === 'live') await api.testHost(host.url);
    const id = await api.addHost(`passing ${number}`, host.url);
    try {
      // Every third is gone before anything is known of it.
      if (number % 3 !== 2) {
        await becomes(id, host.becomes);
        await api.renameHost(id, `passed ${number}`, host.url);
        await pause(1_000, signal);
      }
    } finally {
      await api.removeHost(id);
    }
    await pause(500, signal);
  };
  await untilEnough(ground, 'hosts added and removed', round);
}
