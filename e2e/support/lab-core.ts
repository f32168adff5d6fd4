import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { Lab } from '#e2e/lab/lab.ts';
import { differences, readTruth } from '#e2e/truth.ts';
import type { Container, Network, Topology } from '#lib/topology/model.ts';
import type { ProbeSettings } from '#lib/topology/model-wires.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import { type Core, createCore } from '#server/patchbay.ts';

/** Patchbay's core on a lab's hosts, with what tests ask of it. */
export interface LabCore extends Core {
  topology(): Topology;
  container(host: string, name: string): Container;
  network(host: string, name: string): Network;
  /** Waits until a condition holds, and says whether it came to that. */
  until(condition: (topology: Topology) => boolean, patience?: number): Promise<boolean>;
  /** What Docker says otherwise than the topology, on any host; waits a little for them to agree. */
  differences(patience?: number): Promise<string[]>;
}

/**
 * Starts a core that reads these hosts of a lab (all of them unless told), their wires by what `probe` allows, and waits
 * until all are live.
 */
export async function startLabCore(
  lab: Lab,
  only?: readonly number[],
  probe?: ProbeSettings,
): Promise<LabCore> {
  const hosts = lab.hosts().filter(({ index }) => only?.includes(index) ?? true);
  const configs = hosts.map(({ name, socket }) => {
    const url = parseHostUrl(`unix://${socket}`);
    if (!url.ok) throw new Error(url.message);
    return { id: name, name, url: url.url, address: url.address, ...(probe && { probe }) };
  });
  const core = createCore(configs, pino({ level: 'silent' }));
  const topology = () => core.hub.current().topology;
  const until: LabCore['until'] = async (condition, patience = 10_000) => {
    const end = Date.now() + patience;
    while (!condition(topology())) {
      if (Date.now() > end) return false;
      await sleep(50);
    }
    return true;
  };
  core.start();
  await until(({ hosts: read }) => Object.values(read).every(({ status }) => status === 'live'));
  return {
    ...core,
    topology,
    until,
    container: (host, name) =>
      found(
        Object.values(topology().containers).find((one) => one.hostId === host && one.name === name),
        name,
      ),
    network: (host, name) =>
      found(
        Object.values(topology().networks).find((one) => one.hostIds.includes(host) && one.name === name),
        name,
      ),
    async differences(patience = 5_000) {
      const end = Date.now() + patience;
      for (;;) {
        const all: string[] = [];
        for (const { index, name } of hosts) {
          const truth = await readTruth((...args) => lab.docker(index, ...args));
          all.push(...differences(truth, topology(), name).map((line) => `${name}: ${line}`));
        }
        if (all.length === 0 || Date.now() > end) return all;
        await sleep(200);
      }
    },
  };
}

function found<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new Error(`The topology has no ${name}.`);
  return thing;
}
