import type { WireReader } from '../wire-reader.ts';
import { KernelThread } from './kernel-thread.ts';
import { readerClosed } from './refusals.ts';

/** One thread for all hosts: it is busy for a few milliseconds at a time. */
let shared: { thread: KernelThread; users: number } | undefined;

/**
 * Reads the links of the engine behind a unix socket from the kernel that we share with it, without its help. It takes
 * Linux and root (or CAP_SYS_ADMIN and CAP_SYS_PTRACE); else `read` fails with a `Failure` that says so.
 */
export function createKernelReader(host: { socket: string }): WireReader {
  shared ??= { thread: new KernelThread(), users: 0 };
  const use = shared;
  use.users++;
  const closing = new AbortController();
  return {
    way: 'local',
    async read({ folder, signal }) {
      const ended = AbortSignal.any([signal, closing.signal]);
      ended.throwIfAborted();
      return unlessAborted(use.thread.read({ socket: host.socket, folder }), ended);
    },
    async close() {
      if (closing.signal.aborted) return;
      closing.abort(readerClosed());
      if (--use.users > 0) return;
      if (shared === use) shared = undefined;
      await use.thread.close();
    },
  };
}

/** What is awaited no longer goes on to its end, unheard. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
