import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { networkInterfaces } from 'node:os';
import { basename, join } from 'node:path';
import { LabError } from './errors.ts';
import { withLock } from './lock.ts';
import { netnsExists, noteNetnsFolder, restoreNetnsFolder } from './netns.ts';
import { DEFAULT_LAB, type HostPaths, hostIndex, hostPaths, type LabPaths, labPaths } from './paths.ts';
import { defaultRelease, isRelease, type Release } from './releases.ts';
import { run } from './run.ts';

/** What a lab must remember from one command to the next. */
export interface LabState {
  /** The first three bytes of its hosts' addresses, such as 10.98.0. */
  readonly range: string;
  /** The boot of this machine it was made in: nothing but files survives a reboot. */
  readonly boot: string;
}

/** The state of a lab, if there is one. */
export function readState(lab: LabPaths): LabState | undefined {
  if (!existsSync(lab.state)) return undefined;
  const state: unknown = JSON.parse(readFileSync(lab.state, 'utf8'));
  if (typeof state === 'object' && state !== null && 'range' in state && 'boot' in state) {
    if (typeof state.range === 'string' && typeof state.boot === 'string') {
      return { range: state.range, boot: state.boot };
    }
  }
  throw new LabError(`${lab.state} is damaged. Remove it and run "down".`);
}

/** Takes the lab's name and an address range for it, before anything of that name is made. */
export function claimLab(lab: LabPaths): Promise<LabState> {
  return withLock('all labs', async () => {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const old = readState(lab);
    if (old?.boot === boot) return old;
    await discard(lab, old !== undefined);
    if (existsSync(lab.dir)) {
      throw new LabError(
        `${lab.dir} exists and is no lab. Choose another name with --lab NAME, or remove it.`,
      );
    }
    refuseForeign(lab.switchNetns);
    const state: LabState = { range: freeRange(lab), boot };
    mkdirSync(newDir(lab), { recursive: true, mode: 0o755 });
    writeFileSync(join(newDir(lab), basename(lab.state)), JSON.stringify(state));
    noteNetnsFolder(lab.root);
    renameSync(newDir(lab), lab.dir);
    return state;
  });
}

/** Takes a host's name, for good with the release asked for (or the usual one). */
export function claimHost(host: HostPaths, asked: Release | undefined): void {
  if (!existsSync(host.dir)) {
    refuseForeign(host.name);
    const release = asked ?? defaultRelease();
    const fresh = `${host.dir}.new`;
    mkdirSync(fresh, { recursive: true, mode: 0o755 });
    if (release !== undefined) writeFileSync(join(fresh, basename(host.release)), release);
    renameSync(fresh, host.dir);
  }
  const has = hostRelease(host);
  if (asked === undefined || asked === has) return;
  throw new LabError(
    `${host.name} runs the engine of ${has === undefined ? 'this machine' : `Debian ${has}`}, and what it keeps is that` +
      " engine's. Take the lab down before you start it with another.",
  );
}

/** The Debian release whose files a host runs on; undefined when they are this machine's. */
export function hostRelease(host: HostPaths): Release | undefined {
  if (!existsSync(host.release)) return undefined;
  const word = readFileSync(host.release, 'utf8');
  if (isRelease(word)) return word;
  throw new LabError(`${host.release} names "${word}", which is no release. Take the lab down.`);
}

/** Gives the lab's name back and removes its folder if it is ours; the last lab leaves no folder at all. */
export function releaseLab(lab: LabPaths, owned: boolean): Promise<void> {
  return withLock('all labs', async () => {
    await discard(lab, owned);
    if (!existsSync(lab.root)) return;
    if (labNames(lab.root).length === 0) await restoreNetnsFolder(lab.root);
    if (readdirSync(lab.root).length === 0) rmdirSync(lab.root);
  });
}

/** The hosts this lab has claimed, in order. */
export function claimedHosts(lab: LabPaths): HostPaths[] {
  if (!existsSync(lab.dir)) return [];
  return readdirSync(lab.dir)
    .map((name) => hostIndex(lab, name))
    .filter((index) => index !== undefined)
    .sort((a, b) => a - b)
    .map((index) => hostPaths(lab, index));
}

/** The names of all labs in this folder. */
export function labNames(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name);
}

function refuseForeign(netns: string): void {
  if (!netnsExists(netns)) return;
  throw new LabError(
    `A network namespace named ${netns} exists that this lab did not make. Choose another name with --lab NAME,` +
      ` or set PATCHBAY_LAB_DIR as it was when that lab was made, or remove it: ip netns del ${netns}`,
  );
}

/** 10.98.0 is kept for the default lab; the others get what is free from 10.99.0 on. */
function freeRange(lab: LabPaths): string {
  const taken = new Set<string>();
  for (const name of labNames(lab.root)) {
    const range = readState(labPaths(name, lab.root))?.range;
    if (range !== undefined) taken.add(range);
  }
  for (const { address } of Object.values(networkInterfaces()).flatMap((list) => list ?? [])) {
    taken.add(address.split('.').slice(0, 3).join('.'));
  }
  for (let second = lab.name === DEFAULT_LAB ? 98 : 99; second < 128; second++) {
    if (!taken.has(`10.${second}.0`)) return `10.${second}.0`;
  }
  throw new LabError('All address ranges up to 10.127.0 are taken by labs. Take one down first.');
}

/** Removes a lab's folder, and what an interrupted claim or release left. Renamed first: half a lab is no lab. */
async function discard(lab: LabPaths, withFolder: boolean): Promise<void> {
  const oldDir = join(lab.root, `.${lab.name}.old`);
  const remove = ['-rf', '--one-file-system', newDir(lab), oldDir];
  await run('rm', remove, { timeout: 60_000 });
  if (!withFolder || !existsSync(lab.dir)) return;
  renameSync(lab.dir, oldDir);
  await run('rm', remove, { timeout: 60_000 });
}

function newDir(lab: LabPaths): string {
  return join(lab.root, `.${lab.name}.new`);
}
