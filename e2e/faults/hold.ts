import type { EngineProxy } from '#e2e/support/engine-proxy.ts';

/** Replies of an engine that are kept back on their way. */
export interface Held {
  /** Settles when the first reply is held. */
  readonly first: Promise<void>;
  /** Lets what is held go, and what comes later pass. */
  release(): void;
}

/** Keeps back what the engine has answered already to requests for such paths: it arrives late, and old. */
export function hold(proxy: EngineProxy, paths: RegExp): Held {
  const first = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  proxy.behave(async (call) => {
    if (!paths.test(call.path)) return call.pass();
    const { status, type, body } = await call.ask();
    first.resolve();
    await released.promise;
    call.reply.writeHead(status, { 'Content-Type': type, 'Content-Length': body.length }).end(body);
  });
  return {
    first: first.promise,
    release() {
      proxy.behave();
      released.resolve();
    },
  };
}
