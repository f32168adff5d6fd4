import { existsSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from './wait.ts';

const ROOT = '/sys/fs/cgroup';

/** Lets frozen processes go on: on cgroup v1 a paused container's processes can't even be killed. */
export function thaw(cgroup: string): void {
  for (const dir of cgroupDirs(cgroup)) {
    for (const [file, value] of [
      ['freezer.state', 'THAWED'],
      ['cgroup.freeze', '0'],
    ] as const) {
      if (existsSync(join(dir, file))) writeFileSync(join(dir, file), value);
    }
  }
}

/** Removes a cgroup with everything below it, in every hierarchy, once its processes are gone. */
export async function removeCgroup(cgroup: string): Promise<void> {
  let busy: unknown;
  const gone = await waitFor(() => {
    busy = undefined;
    for (const dir of cgroupDirs(cgroup).reverse()) busy = tryRemove(dir) ?? busy;
    return busy === undefined;
  }, 10_000);
  if (!gone) throw busy;
}

/** The directories of a cgroup in all mounted hierarchies, parents before their children. */
function cgroupDirs(cgroup: string): string[] {
  if (!existsSync(ROOT)) return [];
  const hierarchies = [ROOT, ...subdirectories(ROOT)];
  return hierarchies
    .map((dir) => join(dir, cgroup))
    .filter((dir) => existsSync(dir))
    .flatMap(withDescendants);
}

function withDescendants(dir: string): string[] {
  return [dir, ...subdirectories(dir).flatMap(withDescendants)];
}

function subdirectories(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(dir, entry.name));
}

function tryRemove(dir: string): unknown {
  try {
    rmdirSync(dir);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : error;
  }
}
