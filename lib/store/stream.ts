import { diffMessageSchema, type PushMessage, resetMessageSchema } from '../wire/messages.ts';
import type { TopologyStore, Trouble } from './topology-store.ts';

/** The part of an `EventSource` the stream uses. */
export interface EventSourceLike {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
  close(): void;
}

/** What the stream needs from the world; a test gives its own. */
export interface StreamWorld {
  open(): EventSourceLike;
  now(): number;
  random(): number;
  /** Calls back once after `ms`; the result cancels. */
  after(ms: number, callback: () => void): () => void;
  isHidden(): boolean;
  /** Calls back whenever the page is hidden or shown, or the machine comes online; the result unsubscribes. */
  onWake(callback: () => void): () => void;
}

export interface Stream {
  stop(): void;
}

const CLOSED = 2;

export const timing = {
  /** The first wait before a new try; doubled with each failure up to `longestWait`. */
  firstWait: 500,
  longestWait: 15_000,
  /** How often the connection's state is looked at. */
  check: 5_000,
  /** A connection that is silent for longer is given up, whether it never opened, died, or a machine slept over it. */
  silence: 35_000,
  /** A page hidden this long gives up its connection: browsers allow six an origin over HTTP/1.1. */
  hidden: 10_000,
} as const;

/**
 * Keeps a store connected to the server's push stream. Connects again with growing, jittered waits after
 * an error, a gap or an unreadable message; lets go while the page is hidden.
 */
export function startStream(store: TopologyStore, world: StreamWorld): Stream {
  let source: EventSourceLike | undefined;
  let heardAt = 0;
  let failures = 0;
  let cancelRetry: (() => void) | undefined;
  let cancelCheck: (() => void) | undefined;
  let cancelHide: (() => void) | undefined;

  const disconnect = () => {
    source?.close();
    source = undefined;
    cancelCheck?.();
    cancelRetry?.();
    cancelCheck = undefined;
    cancelRetry = undefined;
  };

  const connect = () => {
    disconnect();
    const opened = world.open();
    source = opened;
    heardAt = world.now();
    for (const event of ['reset', 'diff'] as const) {
      // A closed source may still deliver what was queued: only the current one counts.
      opened.addEventListener(event, ({ data }) => {
        if (source !== opened) return;
        heardAt = world.now();
        receive(event, data);
      });
    }
    opened.addEventListener('heartbeat', () => {
      heardAt = world.now();
    });
    opened.addEventListener('error', () => {
      if (source === opened) fail();
    });
    watch();
  };

  const receive = (event: PushMessage['event'], data: unknown) => {
    const message = parseMessage(event, data);
    if (!message) fail('unreadable');
    else if (store.receive(message) === 'gap') fail();
    else failures = 0;
  };

  const fail = (trouble?: Trouble) => {
    disconnect();
    store.lost(trouble);
    const wait = Math.min(timing.longestWait, timing.firstWait * 2 ** failures);
    failures += 1;
    // Between half and the whole wait, so that many pages don't come back in step.
    cancelRetry = world.after(wait * (0.5 + world.random() / 2), connect);
  };

  /** Looks at the connection now and then: the server says something every ten seconds at the least. */
  const watch = () => {
    cancelCheck = world.after(timing.check, () => {
      if (!source) return;
      if (world.now() - heardAt > timing.silence || source.readyState === CLOSED) fail();
      else watch();
    });
  };

  const wake = () => {
    cancelHide?.();
    cancelHide = undefined;
    if (world.isHidden()) {
      cancelHide = world.after(timing.hidden, () => {
        disconnect();
        store.lost();
      });
    } else if (!source) {
      failures = 0;
      connect();
    }
  };

  const unsubscribe = world.onWake(wake);
  connect();
  // A page that was opened in the background gets no word of being hidden.
  wake();

  return {
    stop() {
      unsubscribe();
      cancelHide?.();
      disconnect();
    },
  };
}

function parseMessage(event: PushMessage['event'], data: unknown): PushMessage | undefined {
  const json = parseJson(data);
  if (event === 'reset') {
    const parsed = resetMessageSchema.safeParse(json);
    return parsed.success ? { event, data: parsed.data } : undefined;
  }
  const parsed = diffMessageSchema.safeParse(json);
  return parsed.success ? { event, data: parsed.data } : undefined;
}

function parseJson(data: unknown): unknown {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data);
  } catch {
    // Told to the caller as an unreadable message.
    return undefined;
  }
}
