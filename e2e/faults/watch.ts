import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { differences, readTruth } from '#e2e/truth.ts';
import type { Host, Topology } from '#lib/topology/model.ts';
import type { TopologyDiff } from '#lib/wire/messages.ts';
import type { HostAddress } from '#server/config/host-url.ts';
import { type Core, createCore } from '#server/patchbay.ts';
import type { World } from './world.ts';

/** The names under which the hosts of a world are read. */
export const struck = 'struck';
export const witness = 'witness';

/** One that reads both hosts of a world, and notes when what was told of them. */
export interface Watch {
  readonly core: Core;
  topology(): Topology;
  host(): Host;
  /** Waits until the struck host is so, or was so at some time after `since`; gives the time of it. */
  heard(is: (host: Host) => boolean, since: number): Promise<number>;
  /** Waits until the topology is so; gives the time at which that was seen. */
  seen(is: (topology: Topology) => boolean): Promise<number>;
  /** The ids of everything on a host that was told anew or as gone between two times, but the host itself. */
  touched(host: string, from?: number, to?: number): string[];
  /** What was said of a host itself between two times. */
  told(host: string, from?: number, to?: number): { at: number; host: Host }[];
  /** What Docker says otherwise of the struck host; waits for them to agree. */
  differences(): Promise<string[]>;
  stop(): Promise<void>;
}

const patience = 60_000;

/** Starts to read both hosts, the struck one on this way, and waits until both are live. */
export async function startWatch({ lab }: World, way: HostAddress): Promise<Watch> {
  const second = lab.hosts()[1];
  if (!second) throw new Error('the lab has no second host');
  const core = createCore(
    [
      { id: struck, name: struck, url: `${way.kind}://${struck}`, address: way },
      {
        id: witness,
        name: witness,
        url: `unix://${second.socket}`,
        address: { kind: 'unix', path: second.socket },
      },
    ],
    pino({ level: 'silent' }),
  );
  const notes: { at: number; changes: TopologyDiff }[] = [];
  const topology = () => core.hub.current().topology;
  const host = () => {
    const found = topology().hosts[struck];
    if (!found) throw new Error('the struck host is not in the topology');
    return found;
  };
  const between = (from = 0, to = Number.POSITIVE_INFINITY) =>
    notes.filter(({ at }) => at >= from && at <= to);
  const until = async <T>(what: string, look: () => T | undefined): Promise<T> => {
    const end = performance.now() + patience;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (performance.now() > end)
        throw new Error(`not so after ${patience} ms: ${what}; ${JSON.stringify(host())}`);
      await sleep(5);
    }
  };

  core.hub.subscribe(({ changes }) => notes.push({ at: performance.now(), changes }));
  core.start();
  await until('both hosts are live, and their wires are read or can’t be', () =>
    Object.values(topology().hosts).every(
      ({ status, wires }) => status === 'live' && wires && wires.state !== 'reading',
    )
      ? true
      : undefined,
  );
  // The reading confirms what it read first a second later.
  await sleep(1_500);
  notes.length = 0;

  return {
    core,
    topology,
    host,
    heard: (is, since) =>
      until(String(is), () => {
        const note = between(since).find(({ changes }) => {
          const told = changes.hosts?.set?.[struck];
          return told !== undefined && is(told);
        });
        if (note) return note.at;
        return between(since).length === 0 && is(host()) ? since : undefined;
      }),
    seen: (is) => until(String(is), () => (is(topology()) ? performance.now() : undefined)),
    touched(name, from, to) {
      const own = new RegExp(`^[a-z]+:${name}/`);
      return between(from, to)
        .flatMap(({ changes }) => Object.values(changes))
        .flatMap(({ set = {}, remove = [] }) => [...Object.keys(set), ...remove])
        .filter((id) => own.test(id));
    },
    told: (name, from, to) =>
      between(from, to).flatMap(({ at, changes }) => {
        const told = changes.hosts?.set?.[name];
        return told ? [{ at, host: told }] : [];
      }),
    async differences() {
      const end = performance.now() + patience;
      for (;;) {
        const truth = await readTruth((...args) => lab.docker(1, ...args));
        const all = differences(truth, topology(), struck);
        if (all.length === 0 || performance.now() > end) return all;
        await sleep(100);
      }
    },
    stop: () => core.stop(),
  };
}
