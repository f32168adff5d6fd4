import { levelsOff, trendOf } from './levels-off.ts';
import type { Counts, Series } from './measure.ts';

/** One thing that must hold. */
export interface Check {
  name: string;
  holds: boolean;
  /** What was seen. */
  seen: string;
}

/** How much more there may be at the end than at the beginning. */
const tolerance = {
  /** Growth from the middle third to the last one, as a share. */
  resident: 0.1,
  held: 0.05,
  /** Sockets that an engine's agent keeps open, timers of polls and so on: what half a minute of looking may miss. */
  counts: 2,
  /** The same of objects, of which more come and go: as a share, and at least as many. */
  objects: { share: 0.05, least: 10 },
};

/** Whether sizes levelled off while everything stirred. */
export function judgeSeries({ resident, held }: Series): Check[] {
  const check = (name: string, values: readonly number[], within: number): Check => {
    const { middle, last, growth } = trendOf(values);
    const seen = `${mebibytes(middle)} in the middle third, ${mebibytes(last)} in the last one: ${percent(growth)} (at most ${percent(within)})`;
    return { name, holds: levelsOff(values, within), seen };
  };
  return [
    check('the resident size levels off', resident, tolerance.resident),
    check('what is alive after a garbage collection levels off', held, tolerance.held),
  ];
}

/** Whether everything is back at the end. Fewer than before is no fault. */
export function judgeReturn(before: Counts, after: Counts): Check[] {
  return Object.keys({ ...before, ...after }).map((name) => {
    const [was, is] = [before[name] ?? 0, after[name] ?? 0];
    const most = was + allowance(name, was);
    return { name: `${name} are back`, holds: is <= most, seen: `${was} → ${is} (at most ${most})` };
  });
}

function allowance(name: string, was: number): number {
  if (!name.startsWith('objects: ')) return tolerance.counts;
  return Math.max(tolerance.objects.least, Math.ceil(was * tolerance.objects.share));
}

export function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
