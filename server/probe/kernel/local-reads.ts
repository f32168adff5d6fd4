import { closeSync, openSync } from 'node:fs';
import type { WireFacts } from '#lib/wires/facts.ts';
import { isFailure } from '#server/failure.ts';
import { type Daemon, findDaemon, isStill } from './find-daemon.ts';
import { NetlinkSocket } from './netlink-socket.ts';
import { hasCapability, isRootless } from './process.ts';
import { type OpenSocket, readKernel } from './read-kernel.ts';
import { readOpenVswitch } from './read-open-vswitch.ts';
import { engineEnded, noForeignFunctions, noPermission, notLinux, unreadableHost } from './refusals.ts';
import type { SystemCalls } from './system-calls.ts';
import type { ReadRequest } from './thread-messages.ts';

const proc = '/proc';
/** capabilities(7) */
const capability = { sysPtrace: 19, sysAdmin: 21 } as const;

/** Reads engines' links; fails with a `Failure` that says why it can't. For a thread that does nothing else. */
export type ReadLocally = (request: Omit<ReadRequest, 'id'>) => Promise<WireFacts>;

/** `leave` must end the thread at once: it is in a network namespace that is not its own. */
export async function prepareReads(leave: () => never): Promise<ReadLocally> {
  if (process.platform !== 'linux') throw notLinux();
  const may = (bit: number) => hasCapability(proc, 'self', bit);
  if (!may(capability.sysAdmin) || !may(capability.sysPtrace)) throw noPermission();
  const calls = await load();
  const daemons = new Map<string, Daemon>();
  return async ({ socket, folder }) => {
    const known = daemons.get(socket);
    const daemon = known && isStill(known, socket) ? known : findDaemon(socket);
    daemons.set(socket, daemon);
    const kernel = orFailure(
      () => withOwnNamespace((own) => readKernel(daemon.pid, folder, socketOpener(calls, own, leave))),
      () => isStill(daemon, socket),
    );
    const { fact, gaps } = await readOpenVswitch(`${proc}/${daemon.pid}/root`);
    // Its pid may have become another's meanwhile.
    if (!isStill(daemon, socket)) throw engineEnded();
    return {
      reader: 'netlink',
      stacks: kernel.stacks,
      ...(fact && { openVswitch: fact }),
      gaps: [...kernel.gaps, ...gaps, ...rootlessGaps(daemon)],
    };
  };
}

/** What the file system refuses is told in words: most often the engine is gone, and its `/proc` with it. */
function orFailure<T>(work: () => T, isThere: () => boolean): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || isFailure(error)) throw error;
    if (!isThere()) throw engineEnded();
    throw error.code === 'EACCES' || error.code === 'EPERM' ? noPermission() : unreadableHost(error.message);
  }
}

async function load(): Promise<SystemCalls> {
  try {
    const { loadSystemCalls } = await import('./load-system-calls.ts');
    return loadSystemCalls();
  } catch (error) {
    throw noForeignFunctions(error instanceof Error ? error.message : String(error));
  }
}

function withOwnNamespace<T>(work: (own: number) => T): T {
  const own = openSync(`${proc}/thread-self/ns/net`, 'r');
  try {
    return work(own);
  } finally {
    closeSync(own);
  }
}

/** The thread is in another namespace only while the socket is made, which stays there. */
function socketOpener(calls: SystemCalls, own: number, leave: () => never): OpenSocket {
  const goHome = () => {
    try {
      calls.enterNetwork(own);
    } catch {
      leave();
    }
  };
  return (handle) => {
    calls.enterNetwork(handle);
    try {
      return new NetlinkSocket(calls, calls.netlinkSocket());
    } finally {
      goHome();
    }
  };
}

/** An engine in a user namespace of its own: what it calls the host is RootlessKit's network namespace. */
function rootlessGaps({ pid }: Daemon): WireFacts['gaps'] {
  if (!isRootless(proc, pid)) return [];
  const message =
    'This engine is rootless: its bridges are in a network namespace of RootlessKit, which is drawn as the host’s own. What lies between that and the machine’s interfaces (slirp4netns or pasta) is not read.';
  return [{ code: 'rootless', message }];
}
