import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { Topology } from '#lib/topology/model.ts';
import type { Finding, Interface } from '#lib/topology/model-wires.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import { type Core, createCore } from '#server/patchbay.ts';
import type { Lab } from './lab/lab.ts';

/** A Patchbay that reads a lab, and everything that it finds on it. */
export interface FindingsWatch {
  topology(): Topology;
  /** What is shown at this moment. */
  now(): Finding[];
  /** What was shown at any time since the last call, though it may be gone by now. */
  sinceLast(): Finding[];
  /** Waits until what is shown is as it should be; gives it, also when `patience` (milliseconds) is over. */
  until(isRight: (findings: readonly Finding[]) => boolean, patience?: number): Promise<Finding[]>;
  stop(): Promise<void>;
}

const usualPatience = 30_000;

/** Reads the kernels of a lab's hosts, which it shares; settles when all of them are read. */
export async function watchFindings(lab: Lab): Promise<FindingsWatch> {
  const configs = lab.hosts().map(({ name, socket }) => {
    const url = parseHostUrl(`unix://${socket}`);
    if (!url.ok) throw new Error(url.message);
    return { id: name, name, url: url.url, address: url.address };
  });
  const core: Core = createCore(configs, pino({ level: 'silent' }));
  let shown = new Map<string, Finding>();
  const topology = () => core.hub.current().topology;
  const now = () => Object.values(topology().findings);
  core.hub.subscribe(() => {
    for (const finding of now()) shown.set(finding.id, finding);
  });
  core.start();
  const wait = async (isRight: () => boolean, patience: number) => {
    for (const until = Date.now() + patience; !isRight() && Date.now() < until; ) await sleep(50);
  };
  const isRead = () => Object.values(topology().hosts).every(({ wires }) => wires?.state === 'live');
  await wait(isRead, usualPatience);
  if (!isRead()) throw new Error('Not all hosts’ wires are read.');
  return {
    topology,
    now,
    sinceLast() {
      const all = [...shown.values()];
      shown = new Map(now().map((finding) => [finding.id, finding]));
      return all;
    },
    async until(isRight, patience = usualPatience) {
      await wait(() => isRight(now()), patience);
      return now();
    },
    stop: core.stop,
  };
}

/** The id of a container's endpoint on a network, both by name. */
export function endpointNamed(
  { containers, networks, endpoints }: Topology,
  container: string,
  network: string,
): string {
  const found = Object.values(endpoints).find(
    ({ containerId = '', networkId }) =>
      containers[containerId]?.name === container && networks[networkId]?.name === network,
  );
  return found?.id ?? `no endpoint of ${container} on ${network}`;
}

/** The id of an interface, by what tells it from others. */
export function interfaceNamed(
  { interfaces }: Topology,
  wanted: { hostId: string; place: Interface['place']; name: string; networkId?: string },
): string {
  const found = Object.values(interfaces).filter(
    (one) =>
      one.hostId === wanted.hostId &&
      one.place === wanted.place &&
      one.name === wanted.name &&
      (wanted.networkId === undefined || one.networkId === wanted.networkId),
  );
  return found.length === 1 && found[0] ? found[0].id : `${found.length} of ${JSON.stringify(wanted)}`;
}
