import type { Lab } from '#e2e/lab/lab.ts';
import type { Topology } from '#lib/topology/model.ts';
import type { Api } from './api.ts';
import { disturb, kindsOfDisturbance } from './disturb.ts';
import { type Ground, pause } from './ground.ts';
import type { Check } from './judge.ts';
import { neverRead, readInPassing, readSteadily, type SteadyReader } from './read.ts';
import type { SoakedServer } from './server.ts';
import { stirActions, stirPages } from './stir-api.ts';
import { clear, stirEngine } from './stir-engines.ts';
import { type PassingHost, stirHosts } from './stir-hosts.ts';
import { createTally } from './tally.ts';

/** All that happens to Patchbay, at once. */
export interface Churn {
  /** Stirs while `work` lasts, then ends all of it and waits until it has ended. */
  run(work: (running: Running) => Promise<void>, enough: AbortSignal): Promise<void>;
  /** Heals the hosts, removes what is left of the stirring, and waits until the server has seen that. */
  calm(enough: AbortSignal): Promise<void>;
  /** What was done, in lines. */
  summary(): string[];
  checks(): Check[];
}

interface Running {
  signal: AbortSignal;
  /** Settles when everything has been done once. */
  onceAround: Promise<void>;
}

export interface ChurnOptions {
  lab: Lab;
  api: Api;
  server: Pick<SoakedServer, 'dropped'>;
  /** The host that is disturbed. */
  disturbed: number;
  /** Those that are added and removed. */
  passing: readonly PassingHost[];
}

const steadyReaders = 3;
/** How long those stay that come and go, in milliseconds. */
const stays = [100, 400, 1_500, 6_000];
const patience = 300_000;

export function createChurn({ lab, api, server, disturbed, passing }: ChurnOptions): Churn {
  const tally = createTally();
  const hosts = lab.hosts();
  let disagreeing = 0;

  const onceAround = async (signal: AbortSignal) => {
    const rounds = (what: string) => tally.done.get(what) ?? 0;
    const isAround = () =>
      kindsOfDisturbance.every((kind) => rounds(kind) > 0) &&
      rounds('hosts added and removed') >= passing.length;
    while (!isAround() && !signal.aborted) await pause(500, signal);
  };
  const agree = async (readers: readonly SteadyReader[], signal: AbortSignal) => {
    const end = performance.now() + patience;
    // The picture goes on changing while it is compared: once is enough.
    for (const reader of readers) {
      while (!signal.aborted && !reader.agrees(await api.topology())) {
        if (performance.now() > end) {
          disagreeing += 1;
          return;
        }
        await pause(50, signal);
      }
    }
  };
  /** An engine that does not survive being disturbed is blamed, and costs no measurement. */
  const comesBack = async (): Promise<boolean> => {
    try {
      await lab.start(disturbed);
      await lab.scene('basic');
      return true;
    } catch (error) {
      tally.blame('the disturbed engine comes back', error);
      return false;
    }
  };
  const calm = async (enough: AbortSignal) => {
    const back = await comesBack();
    const there = hosts.filter(({ index }) => back || index !== disturbed);
    for (const { index } of there) await clear(lab, index);
    const names = there.map(({ name }) => name);
    const end = performance.now() + patience;
    while (!enough.aborted) {
      const troubles = unrest(
        await api.topology(),
        hosts.map(({ name }) => name),
        names,
      );
      if (troubles.length === 0) return;
      if (performance.now() > end) throw new Error(`It does not come to rest: ${troubles.join('; ')}`);
      await pause(500, enough);
    }
  };

  return {
    async run(work, enough) {
      const own = new AbortController();
      const signal = AbortSignal.any([own.signal, enough]);
      const ground: Ground = { lab, api, tally, disturbed, signal };
      const readers = Array.from({ length: steadyReaders }, () => readSteadily(ground));
      const stirring = [
        ...readers.map(({ ended }) => ended),
        ...stays.map((stay) => readInPassing(ground, stay)),
        neverRead(ground, server.dropped),
        ...hosts.flatMap(({ index }) => [stirEngine(ground, index), stirActions(ground, index)]),
        stirPages(ground),
        stirHosts(ground, passing),
        disturb(ground),
      ];
      try {
        await work({ signal, onceAround: onceAround(signal) });
        await agree(readers, signal);
      } finally {
        own.abort();
        await Promise.all(stirring);
      }
    },
    calm,
    summary() {
      const counts = (map: ReadonlyMap<string, number>) =>
        [...map].map(([what, count]) => `  ${String(count).padStart(6)} ${what}`);
      return [
        'done:',
        ...counts(tally.done),
        'failed as it may, on the host that was disturbed or because an engine was too slow:',
        ...counts(tally.excused),
      ];
    },
    checks() {
      return [
        {
          name: 'nothing failed where nothing was disturbed',
          holds: tally.blamed.length === 0,
          seen: [`${tally.blamed.length} failures`, ...tally.blamed.slice(0, 5)].join('\n  '),
        },
        {
          name: 'readers that stay have the topology of the server',
          holds: disagreeing === 0,
          seen: `${disagreeing} of them differ`,
        },
      ];
    },
  };
}

/** What is not yet as it was in the beginning. */
function unrest(
  { hosts, containers, networks }: Topology,
  known: readonly string[],
  live: readonly string[],
): string[] {
  const isSeen = (ids: readonly string[]) => ids.some((id) => hosts[id]?.status === 'live');
  const left = [
    ...Object.values(containers).filter(({ hostId }) => isSeen([hostId])),
    ...Object.values(networks).filter(({ hostIds }) => isSeen(hostIds)),
  ].filter(({ name }) => name.startsWith('soak-'));
  return [
    ...Object.values(hosts).flatMap(({ name, status, reason }) =>
      known.includes(name) && (status === 'live' || !live.includes(name))
        ? []
        : [`${name} is ${status} (${reason})`],
    ),
    ...left.map(({ name }) => `${name} is still there`),
  ];
}
