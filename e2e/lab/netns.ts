import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

const FOLDER = '/run/netns';

/** Whether a network namespace of this name exists (or a leftover of one). */
export function netnsExists(name: string): boolean {
  return existsSync(join(FOLDER, name));
}

/** Removes a network namespace, if it exists. */
export async function removeNetns(name: string): Promise<void> {
  if (netnsExists(name)) await run('ip', ['netns', 'del', name]);
}

/**
 * `ip netns add` mounts the folder of namespaces on itself. Remembers that we are about to be the cause of it,
 * so that the last lab to go can take the mount away.
 */
export function noteNetnsFolder(labsRoot: string): void {
  if (!isMounted())
    writeFileSync(noteFile(labsRoot), existsSync(FOLDER) ? 'the folder existed' : 'made by a lab');
}

/** Takes the mount away if a lab was its cause; when others use it by now, it is theirs. */
export async function restoreNetnsFolder(labsRoot: string): Promise<void> {
  const note = noteFile(labsRoot);
  if (!existsSync(note)) return;
  if (existsSync(FOLDER) && readdirSync(FOLDER).length === 0) {
    if (isMounted()) await run('umount', [FOLDER]);
    if (readFileSync(note, 'utf8') === 'made by a lab') rmdirSync(FOLDER);
  }
  rmSync(note);
}

function noteFile(labsRoot: string): string {
  return join(labsRoot, 'netns-folder');
}

function isMounted(): boolean {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .some((line) => line.split(' ')[4] === FOLDER);
}
