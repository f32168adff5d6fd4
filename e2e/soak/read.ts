import { connect } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { listen } from '#e2e/support/push-client.ts';
import { createTopologyStore } from '#lib/store/topology-store.ts';
import type { Topology } from '#lib/topology/model.ts';
import { type Ground, pause, untilEnough } from './ground.ts';

/** A reader that stays, and puts the topology together from the diffs as a page does. */
export interface SteadyReader {
  /** Settles when the stream has ended because it was enough. */
  ended: Promise<void>;
  /** Whether it has the same topology as this. */
  agrees(topology: Topology): boolean;
}

export function readSteadily({ api, tally, signal }: Ground): SteadyReader {
  const store = createTopologyStore();
  const what = 'messages read by those who stay';
  const ended = listen(api.url, signal, (message) => {
    if (store.receive(message) === 'gap') tally.blame(what, new Error('a diff does not follow the last one'));
    else tally.count(what);
  }).then(
    () => {
      if (!signal.aborted) tally.blame(what, new Error('the stream has ended'));
    },
    (error: unknown) => tally.blame(what, error),
  );
  return { ended, agrees: (topology) => isDeepStrictEqual(store.getSnapshot().topology, topology) };
}

/** Readers that connect, read a while and leave, one after the other. */
export async function readInPassing(ground: Ground, stay: number): Promise<void> {
  await untilEnough(ground, 'readers that came and went', async (number) => {
    // Now and then one leaves before it has got anything.
    const leaving = AbortSignal.timeout(number % 5 === 0 ? 5 : stay);
    try {
      await listen(ground.api.url, AbortSignal.any([leaving, ground.signal]), () => undefined);
    } catch (error) {
      // Before there was a reply, `fetch` itself fails.
      if (!leaving.aborted && !ground.signal.aborted) throw error;
    }
    await pause(50, ground.signal);
  });
}

/** A reader that asks and never reads. `dropped` tells how often the server has given one up; then another comes. */
export async function neverRead({ api, tally, signal }: Ground, dropped: () => number): Promise<void> {
  const { hostname, port, host } = new URL(api.url);
  while (!signal.aborted) {
    const before = dropped();
    const socket = connect(Number(port), hostname).pause();
    // It is reset when it is given up, which is the point.
    socket.on('error', () => undefined);
    socket.write(`GET /api/v1/topology/events HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    tally.count('readers that never read');
    while (!signal.aborted && dropped() === before) await pause(1_000, signal);
    socket.destroy();
  }
}
