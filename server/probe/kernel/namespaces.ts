import { closeSync, constants, fstatSync, openSync, readdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { pathInRoot } from './path-in-root.ts';

/** The file system of namespaces (NSFS_MAGIC); a handle that is none was left behind, or is seen from elsewhere. */
const nsfs = 0x6e736673;
/** Never waits, should it be a FIFO, and follows no link. */
const openFlags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** A namespace that is held open, which keeps it alive until it is closed. */
export interface OpenNamespace {
  /** Device and inode, as `StackFact.id`. */
  id: string;
  host: boolean;
  descriptor: number;
  /** The names of its handles in the engine's folder. */
  handles: string[];
}

/**
 * The network namespace that an engine runs in, first, and those that it has handles of in its folder. A handle that
 * goes away meanwhile is left out. Whoever calls this closes them (`closeNamespaces`).
 * @throws Error with a `code`, if the engine's own can't be opened
 */
export function openNamespaces(pid: number, folder: string, proc = '/proc'): OpenNamespace[] {
  const own = openSync(`${proc}/${pid}/ns/net`, openFlags & ~constants.O_NOFOLLOW);
  const namespaces: OpenNamespace[] = [{ id: idOf(own), host: true, descriptor: own, handles: [] }];
  const byId = new Map(namespaces.map((namespace) => [namespace.id, namespace]));
  try {
    for (const { name, path } of handlesIn(`${proc}/${pid}/root`, folder)) {
      const descriptor = openHandle(path);
      if (descriptor === undefined) continue;
      const id = idOf(descriptor);
      const known = byId.get(id);
      if (known) {
        closeSync(descriptor);
        known.handles.push(name);
      } else {
        const namespace = { id, host: false, descriptor, handles: [name] };
        namespaces.push(namespace);
        byId.set(id, namespace);
      }
    }
    return namespaces;
  } catch (error) {
    closeNamespaces(namespaces);
    throw error;
  }
}

export function closeNamespaces(namespaces: Iterable<OpenNamespace>): void {
  for (const { descriptor } of namespaces) closeSync(descriptor);
}

/** None if the folder is not there: then the engine never had a container. */
function handlesIn(root: string, folder: string): { name: string; path: string }[] {
  try {
    const path = pathInRoot(root, folder);
    return readdirSync(path)
      .sort()
      .map((name) => ({ name, path: join(path, name) }));
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

function openHandle(path: string): number | undefined {
  try {
    // Before it is opened: to open a device can have effects.
    if (statfsSync(path).type !== nsfs) return undefined;
    return openSync(path, openFlags);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function idOf(descriptor: number): string {
  const { dev, ino } = fstatSync(descriptor, { bigint: true });
  return `${dev}:${ino}`;
}

function isGone(error: unknown): boolean {
  const gone: unknown[] = ['ENOENT', 'ENOTDIR', 'ESRCH', 'ELOOP'];
  return error instanceof Error && 'code' in error && gone.includes(error.code);
}
