import { closeSync, constants, fstatSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathInRoot } from './path-in-root.ts';
import { environmentOf, isRootless } from './process.ts';

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
  const own = openOwn(pid, proc);
  const host: OpenNamespace = { id: own.id, host: true, descriptor: own.descriptor, handles: [] };
  const byId = new Map([[own.id, host]]);
  try {
    for (const { name, path } of handlesIn(`${proc}/${pid}/root`, folder)) {
      const handle = openHandle(path);
      if (!handle) continue;
      const { id, descriptor } = handle;
      const known = byId.get(id);
      // All namespaces are files of one file system (nsfs). What is none was left behind, or is not seen from here.
      if (known || handle.device !== own.device) closeSync(descriptor);
      if (known) known.handles.push(name);
      else if (handle.device === own.device) byId.set(id, { id, host: false, descriptor, handles: [name] });
    }
    return [...byId.values()];
  } catch (error) {
    closeNamespaces(byId.values());
    throw error;
  }
}

/**
 * The handle of the namespace that most threads of a process are in. Docker leaves single threads in those of overlays
 * (of a key-value store: libnetwork waits there for what the kernel misses), and one of these may be the first, which
 * `/proc/<pid>/ns` is about.
 */
function ownNamespace(pid: number, proc: string): string {
  const threads = existing(`${proc}/${pid}/task`).map((thread) => `${proc}/${pid}/task/${thread}/ns/net`);
  const byNamespace = Map.groupBy(threads, idOf);
  byNamespace.delete(undefined);
  const [most] = [...byNamespace.values()].sort((a, b) => b.length - a.length);
  return most?.[0] ?? `${proc}/${pid}/ns/net`;
}

function existing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/** Undefined for a thread that ended, and for one whose namespace may not be seen. */
function idOf(handle: string): string | undefined {
  try {
    const { dev, ino } = statSync(handle, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

export function closeNamespaces(namespaces: Iterable<OpenNamespace>): void {
  for (const { descriptor } of namespaces) closeSync(descriptor);
}

/**
 * The namespace with the engine's bridges: the one that it is in. A rootless engine from 29.5 on is in the machine's own
 * and has them in one that RootlessKit detached (moby#47103).
 */
function openOwn(pid: number, proc: string): Handle {
  const own = identified(openSync(ownNamespace(pid, proc), openFlags & ~constants.O_NOFOLLOW));
  const state = isRootless(proc, pid) ? environmentOf(proc, pid, 'ROOTLESSKIT_STATE_DIR') : undefined;
  if (state === undefined) return own;
  const [detached] = handlesIn(`${proc}/${pid}/root`, state).filter(({ name }) => name === 'netns');
  const handle = detached && openHandle(detached.path);
  if (!handle) return own;
  const [used, unused] = handle.device === own.device ? [handle, own] : [own, handle];
  closeSync(unused.descriptor);
  return used;
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

interface Handle {
  id: string;
  device: bigint;
  descriptor: number;
}

function openHandle(path: string): Handle | undefined {
  try {
    return identified(openSync(path, openFlags));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function identified(descriptor: number): Handle {
  const { dev, ino } = fstatSync(descriptor, { bigint: true });
  return { id: `${dev}:${ino}`, device: dev, descriptor };
}

function isGone(error: unknown): boolean {
  const gone: unknown[] = ['ENOENT', 'ENOTDIR', 'ESRCH', 'ELOOP', 'ENXIO'];
  return error instanceof Error && 'code' in error && gone.includes(error.code);
}
