/**
 * The thread that reads the kernel. On its way through the network namespaces it must be alone, as `setns` moves the
 * thread that calls it.
 */
import { parentPort } from 'node:worker_threads';
import { isFailure } from '#server/failure.ts';
import { prepareReads, type ReadLocally } from './local-reads.ts';
import type { FromThread, ReadRequest, ToThread } from './thread-messages.ts';

const port = parentPort;
if (!port) throw new Error('This runs as a worker.');
let prepared: Promise<ReadLocally> | undefined;

port.on('message', (message: ToThread) => {
  if (message === 'end') port.close();
  else void answer(message).then((words) => port.postMessage(words));
});

async function answer({ id, ...request }: ReadRequest): Promise<FromThread> {
  try {
    prepared ??= prepareReads(() => process.exit(1));
    const read = await prepared;
    return { id, facts: await read(request) };
  } catch (error) {
    // Anything else is a fault of ours: it ends the thread, and is told.
    if (!isFailure(error)) throw error;
    const { code, message, status } = error;
    return { id, failure: { code, message, status } };
  }
}
