import type { ProbeSettings } from '#lib/topology/model-wires.ts';

/** How a reader of links is paced, in milliseconds. */
interface ProbePace {
  /** From the first change of what is on the host to the read that shows it; what changes meanwhile shares the read. */
  debounce: number;
  /** From such a read to the one that shows what it has come to: a link is up a moment after it is made. */
  settle: number;
  /** Between two reads, from the end of one to the start of the next; as long as the last one took, if that is more. */
  gap: number;
  /** Between reads when nothing happens, while somebody looks at the page; longer where there are very many (`load.ts`). */
  watched: number;
  /** The same when nobody does. */
  idle: number;
  /** The same while somebody asks for counters. */
  asked: number;
  /** How long a read may take, with looking at the containers that are new. */
  deadline: number;
  /** After the first failure; each further one doubles it. */
  backoff: number;
  longestBackoff: number;
}

/** Reading the kernel we share with the engine costs milliseconds, and nobody else notices. */
const local: ProbePace = {
  ...{ debounce: 100, settle: 1_000, gap: 50 },
  ...{ watched: 2_000, idle: 10_000, asked: 2_000 },
  ...{ deadline: 10_000, backoff: 500, longestBackoff: 30_000 },
};

/** A command in a container that stands already. */
const standing: ProbePace = {
  ...{ debounce: 100, settle: 1_500, gap: 500 },
  ...{ watched: 10_000, idle: 10_000, asked: 2_000 },
  ...{ deadline: 20_000, backoff: 2_000, longestBackoff: 60_000 },
};

/** Each read makes a container and removes it, which the engine, and who follows its events, have to bear. */
const oneShot: ProbePace = {
  ...{ debounce: 300, settle: 5_000, gap: 3_000 },
  ...{ watched: 60_000, idle: 60_000, asked: 10_000 },
  ...{ deadline: 30_000, backoff: 2_000, longestBackoff: 60_000 },
};

export const usualPaces = { local, standing, 'one-shot': oneShot };
export type ProbePaces = typeof usualPaces;

/** By what a host's links may be read: from the kernel, or by one of the kinds of helper. */
export type ProbeWay = keyof ProbePaces;

/** Whoever asked for counters counts as asking for so many times as long as they are read anew, and no less than `askedAtLeast`. */
export const askedReads = 3;
export const askedAtLeast = 15_000;

/** The ways that a host's owner allows, the best first. */
export function allowedWays(probe: ProbeSettings, sharesKernel: boolean): ProbeWay[] {
  const { helper = 'off' } = probe;
  return [
    ...(sharesKernel && probe.local !== false ? (['local'] as const) : []),
    ...(helper === 'off' ? [] : [helper]),
  ];
}
