import { createServer, type Server } from 'node:net';
import { LabError } from './errors.ts';
import { waitFor } from './wait.ts';

/**
 * Runs `work` while nobody else on this machine holds the lock of this name. The lock is a socket in the
 * abstract namespace: the kernel frees it when its holder ends, however that happens.
 */
export async function withLock<T>(name: string, work: () => Promise<T>, patience = 180_000): Promise<T> {
  const held = await waitFor(() => tryLock(name), patience, 100);
  if (held === undefined) {
    throw new LabError(
      `Another command has been working on ${name} for ${patience / 1000} s; try again when it is done.`,
    );
  }
  try {
    return await work();
  } finally {
    await new Promise((resolve) => held.close(resolve));
  }
}

function tryLock(name: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(`\0patchbay-lab:${name}`, () => resolve(server));
  });
}
