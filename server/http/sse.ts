import type { PushMessage } from '#lib/wire/messages.ts';

/** One server-sent event. JSON holds no line breaks, so it is one `data` line. */
export function frame({ event, data }: PushMessage): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * A comment keeps proxies from closing the stream and shows when a browser is gone; but pages can't see it, so an
 * event of its own tells them that silence means a dead connection.
 */
const heartbeatFrame = ': still here\nevent: heartbeat\ndata: {}\n\n';

/** Browsers come back this soon (milliseconds) after the stream has ended. */
const retryFrame = 'retry: 1000\n\n';

interface PushSource {
  current(): (PushMessage & { event: 'reset' })['data'];
  subscribe(listener: (message: (PushMessage & { event: 'diff' })['data']) => void): () => void;
}

export interface PushStreamOptions {
  source: PushSource;
  /** Ends the stream: the browser went away, or the server shuts down. */
  signals: readonly AbortSignal[];
  /** Called when the browser does not read: the connection should be cut. */
  onSlow(): void;
  /** Milliseconds between heartbeats. */
  heartbeat?: number;
  /** How many bytes may wait for the browser before it is dropped. It comes back and starts from a `reset`. */
  mostWaiting?: number;
}

/** The stream of a browser: `reset`, then each `diff`, and a heartbeat now and then. */
export function createPushStream(options: PushStreamOptions): ReadableStream<Uint8Array> {
  const { source, signals, onSlow, heartbeat = 10_000, mostWaiting = 4 * 1024 * 1024 } = options;
  let release: () => void = () => undefined;

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let open = true;
        release = () => {
          if (!open) return;
          open = false;
          unsubscribe();
          clearInterval(timer);
          for (const signal of signals) signal.removeEventListener('abort', end);
        };
        const end = () => {
          if (!open) return;
          release();
          controller.close();
        };
        const send = (bytes: Uint8Array) => {
          if (!open) return;
          // Checked before adding: a first message larger than the limit is still sent.
          if ((controller.desiredSize ?? 0) <= 0) {
            release();
            controller.close();
            onSlow();
            return;
          }
          controller.enqueue(bytes);
        };
        const unsubscribe = source.subscribe((data) => send(encoded({ event: 'diff', data })));
        const timer = setInterval(() => send(encode(heartbeatFrame)), heartbeat);
        for (const signal of signals) signal.addEventListener('abort', end, { once: true });
        send(encode(retryFrame));
        send(encoded({ event: 'reset', data: source.current() }));
        if (signals.some(({ aborted }) => aborted)) end();
      },
      cancel: () => release(),
    },
    { highWaterMark: mostWaiting, size: (chunk) => chunk.byteLength },
  );
}

const encoder = new TextEncoder();
const encode = (text: string) => encoder.encode(text);
const framed = new WeakMap<object, Uint8Array>();

/** Every browser gets the same bytes, which are made once. */
function encoded(message: PushMessage): Uint8Array {
  const known = framed.get(message.data);
  if (known) return known;
  const bytes = encode(frame(message));
  framed.set(message.data, bytes);
  return bytes;
}
