/**
 * Loaded into the server before its own code (`node --expose-gc --import`): tells what is alive in there when it is
 * asked over the channel of the process that started it, and ends with that process.
 */
import { getEventListeners } from 'node:events';
import { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { queryObjects } from 'node:v8';
import type { Inside, Look } from './inside.ts';

const kinds = {
  AbortSignal,
  Promise,
  ReadableStream,
  ServerResponse,
  Socket,
  // Node does not name it.
  Timeout: setTimeout(() => undefined, 0).constructor,
};

process.on('message', (asked: Look) => {
  void look(asked).then((inside) => process.send?.(inside));
});
// Nobody else would end a server whose soak was killed.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));

async function look(asked: Look): Promise<Inside> {
  const handles = { resources: activeResources(), listeners: listeners() };
  if (asked === 'handles') return handles;
  // What is finalized by one collection is freed by the next.
  for (let times = 0; times < 2; times++) {
    globalThis.gc?.();
    await sleep(20);
  }
  const { heapUsed, external } = process.memoryUsage();
  const sizes = { ...handles, held: heapUsed + external };
  if (asked === 'sizes') return sizes;
  const counted = Object.entries(kinds).map(([name, kind]) => [name, Number(queryObjects(kind))] as const);
  return { ...sizes, objects: Object.fromEntries(counted) };
}

function activeResources(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Those of the process, and those that wait for the server to shut down (every stream of a browser is one). */
function listeners(): Record<string, number> {
  const names = process.eventNames();
  const context = (globalThis as { [key: symbol]: { closing?: AbortSignal } | undefined })[
    Symbol.for('patchbay.context')
  ];
  return {
    process: names.reduce((sum, name) => sum + process.listenerCount(name), 0),
    closing: context?.closing ? getEventListeners(context.closing, 'abort').length : 0,
  };
}
