import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LabError } from './errors.ts';

/** Debian's releases whose Docker Engine a host can run in place of this machine's: newer ones than Debian 12's. */
export const RELEASES = ['trixie', 'sid'] as const;
export type Release = (typeof RELEASES)[number];

/** Whether a word names one of these releases. */
export function isRelease(word: string): word is Release {
  return RELEASES.some((release) => release === word);
}

/** Where the files of a release are kept from one lab to the next: below `PATCHBAY_LAB_CACHE`, or /var/cache/patchbay-lab. */
export function releaseTree(release: Release): string {
  return join(cacheRoot(), release);
}

/** The folder of all releases' files. */
export function cacheRoot(): string {
  const root = resolve(process.env.PATCHBAY_LAB_CACHE || '/var/cache/patchbay-lab');
  if (/^\/(usr|run|var\/run|opt|sys|proc|dev)(\/|$)/.test(root)) {
    throw new LabError(
      `PATCHBAY_LAB_CACHE=${root} can't be used: each host of a lab has its own /${root.split('/')[1]}.`,
    );
  }
  return root;
}

/** Whether the files of a release are there. */
export function isPrepared(release: Release): boolean {
  return existsSync(releaseTree(release));
}

/** The release that hosts get which are told nothing else: `PATCHBAY_LAB_ENGINE`, else none (this machine's own engine). */
export function defaultRelease(): Release | undefined {
  const word = process.env.PATCHBAY_LAB_ENGINE || undefined;
  if (word === undefined || isRelease(word)) return word;
  throw new LabError(`PATCHBAY_LAB_ENGINE=${word} is no release that the lab knows: ${RELEASES.join(', ')}.`);
}
