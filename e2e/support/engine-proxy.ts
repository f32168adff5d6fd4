import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Transform } from 'node:stream';

/** A proxy before a real engine, which a test may let do what bad ones do. */
export interface EngineProxy {
  /** Its own unix socket. */
  readonly path: string;
  /** What it does with each request from now on; it passes all on unless told. */
  behave(manners?: Manners): void;
  /** Cuts every connection there is. */
  hangUp(): void;
  close(): Promise<void>;
}

export type Manners = (call: ProxiedCall) => void | Promise<void>;

export interface ProxiedCall {
  readonly method: string;
  /** Without the API's version and the query: `/containers/json`. */
  readonly path: string;
  readonly reply: ServerResponse;
  /** Lets the engine answer; what it answers may be led through a stream that alters it. */
  pass(through?: Transform): void;
  /** What the engine answers, for those who do not pass it on as it is. */
  ask(): Promise<{ status: number; type: string; body: Buffer }>;
}

/** Starts a proxy at a unix socket of its own, before the engine at `engine`. */
export async function startEngineProxy(path: string, engine: string): Promise<EngineProxy> {
  const sockets = new Set<Socket>();
  const passOn: Manners = (call) => call.pass();
  let manners = passOn;

  const onward = (from: IncomingMessage, answered: (reply: IncomingMessage) => void, failed: () => void) => {
    const { url, method, headers } = from;
    const call = request({ socketPath: engine, path: url, method, headers, agent: false }, answered);
    call.on('error', failed);
    from.pipe(call);
    return call;
  };

  const server = createServer((from, reply) => {
    const cut = () => reply.destroy();
    const call: ProxiedCall = {
      method: from.method ?? '',
      path: from.url?.replace(/^\/v1\.\d+/, '').replace(/\?.*/, '') ?? '',
      reply,
      pass(through) {
        const asked = onward(
          from,
          (answer) => {
            reply.writeHead(answer.statusCode ?? 502, answer.headers);
            reply.flushHeaders();
            // An engine that goes half-way through takes the connection along.
            answer.on('error', cut);
            if (through) answer.pipe(through).pipe(reply);
            else answer.pipe(reply);
          },
          cut,
        );
        reply.on('close', () => asked.destroy());
      },
      ask: () =>
        new Promise((resolve, reject) => {
          onward(
            from,
            async (answer) => {
              const chunks: Buffer[] = [];
              for await (const chunk of answer) chunks.push(chunk as Buffer);
              const type = answer.headers['content-type'] ?? '';
              resolve({ status: answer.statusCode ?? 502, type, body: Buffer.concat(chunks) });
            },
            () => reject(new Error(`the engine at ${engine} does not answer the proxy`)),
          );
        }),
    };
    Promise.resolve(manners(call)).catch(cut);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  server.listen(path);
  await once(server, 'listening');

  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    path,
    behave(next = passOn) {
      manners = next;
    },
    hangUp,
    async close() {
      const closed = once(server, 'close');
      server.close();
      hangUp();
      await closed;
    },
  };
}
