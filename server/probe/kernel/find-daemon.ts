import { statSync } from 'node:fs';
import { type Listener, listenersIn } from '#server/actions/proc-net-unix.ts';
import { pathInRoot } from './path-in-root.ts';
import { allPids, namespaceOf, programOf, socketsOf, startOf, unixSockets } from './process.ts';
import { nobodyListens, noSocket, notAnEngine } from './refusals.ts';

/** The process of an engine; the pid alone may mean another one later. */
export interface Daemon {
  pid: number;
  started: number;
  /** Device and inode of the file that is the socket. */
  socket: string;
}

/** Engines whose links can be read: Docker, Podman and balenaEngine (the kernel cuts names to 15 bytes). */
const engines = /^(dockerd|podman|balena)/;

/**
 * The engine that listens on a socket: the process that holds what is bound to this very file, wherever its network
 * and its file system are. With socket activation systemd made and holds it as well; what forwards to an engine
 * elsewhere (ssh, socat, Docker Desktop) is none.
 * @throws Failure that says why there is none
 */
export function findDaemon(socket: string, proc = '/proc'): Daemon {
  const file = socketFile(socket);
  if (file === undefined) throw noSocket(socket);
  const pids = allPids(proc);
  const listeners = listenersOf(pids, proc);
  const isEngine = (pid: number) => engines.test(programOf(proc, pid) ?? '');
  const holds = (pid: number) => holdsFile(pid, listeners, file, proc);
  const holders = pids.filter((pid) => isEngine(pid) && holds(pid));
  // An engine that was started anew, beside one that is still ending.
  const [daemon] = holders
    .map((pid) => ({ pid, started: startOf(proc, pid) ?? 0, socket: file }))
    .sort((a, b) => b.started - a.started);
  if (daemon) return daemon;
  const other = pids.find((pid) => !isEngine(pid) && holds(pid));
  throw other === undefined ? nobodyListens(socket) : notAnEngine(socket, programOf(proc, other) ?? '?');
}

/** Whether it still runs, and the socket is still the one it listened on. */
export function isStill({ pid, started, socket }: Daemon, path: string, proc = '/proc'): boolean {
  return startOf(proc, pid) === started && socketFile(path) === socket;
}

/** All sockets that are listened on, of every network namespace: one process of each tells. */
function listenersOf(pids: readonly number[], proc: string): Listener[] {
  const listeners = new Map<string, Listener[]>();
  for (const pid of pids) {
    const namespace = namespaceOf(proc, pid, 'net');
    if (namespace === undefined || listeners.has(namespace)) continue;
    const text = unixSockets(proc, pid);
    if (text !== undefined) listeners.set(namespace, listenersIn(text));
  }
  return [...listeners.values()].flat();
}

function holdsFile(pid: number, listeners: readonly Listener[], file: string, proc: string): boolean {
  const held = socketsOf(proc, pid);
  return listeners.some(
    ({ path, inode }) => held.has(inode) && fileInRoot(`${proc}/${pid}/root`, path) === file,
  );
}

/** Device and inode of the file that is a socket; undefined if there is none. */
function socketFile(path: string): string | undefined {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  return file?.isSocket() ? `${file.dev}:${file.ino}` : undefined;
}

/** The same, of a path as a process sees it. */
function fileInRoot(root: string, path: string): string | undefined {
  try {
    return socketFile(pathInRoot(root, path));
  } catch (error) {
    // The process ended, or its path has been taken away.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
