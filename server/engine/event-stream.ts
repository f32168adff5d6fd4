import type { Readable } from 'node:stream';
import type { HostAddress } from '#server/config/host-url.ts';
import type { EngineEvent } from './engine-client.ts';
import { EngineError } from './engine-error.ts';
import { explainConnection, explainNotDocker } from './explain-connection.ts';
import { createLineSplitter } from './lines.ts';
import { readEvent } from './parse/event.ts';
import { createQueue } from './queue.ts';

const longestLine = 1024 * 1024;
const mostWaiting = 10_000;

/**
 * The events in a reply's body. It is read as fast as the engine writes, whether or not anybody iterates: a
 * reader that pauses slows the engine down for everyone and loses events.
 */
export function readEvents(body: Readable, address: HostAddress): AsyncIterable<EngineEvent> {
  const queue = createQueue<EngineEvent>(
    mostWaiting,
    () =>
      new EngineError({
        kind: 'events-overflow',
        message: 'The engine reported changes faster than they could be read; reading everything anew.',
      }),
  );
  const split = createLineSplitter(longestLine);
  body.setEncoding('utf8');
  body.on('data', (chunk: string) => {
    try {
      for (const line of split(chunk)) {
        const event = readEvent(line);
        if (!event) throw new Error(`an event that is none: ${line.slice(0, 100)}`);
        queue.push(event);
      }
    } catch (error) {
      queue.fail(explainNotDocker(address, error instanceof Error ? error.message : String(error)));
      body.destroy();
    }
  });
  body.on('end', () => queue.end());
  body.on('error', (error) => queue.fail(explainConnection(address, error)));
  // A connection that is cut off closes without an end.
  body.on('close', () => queue.end());
  return queue;
}
