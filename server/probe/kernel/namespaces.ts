import { closeSync, constants, fstatSync, openSync, readdirSync } from 'node:fs';
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

export function closeNamespaces(namespaces: Iterable<OpenNamespace>): void {
  for (const { descriptor } of namespaces) closeSync(descriptor);
}

/**
 * The namespace with the engine's bridges: the one that it is in. A rootless engine from 29.5 on is in the machine's own
 * and has them in one that RootlessKit detached (moby#47103).
 */
function openOwn(pid: number, proc: string): Handle {
  const own = identified(openSync(`${proc}/${pid}/ns/net`, openFlags & ~constants.O_NOFOLLOW));
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
