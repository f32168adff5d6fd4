import { type Agent, type IncomingHttpHeaders, IncomingMessage } from 'node:http';
import Docker from 'dockerode';
import type { HostAddress } from '#server/config/host-url.ts';
import type { Connector } from './connector.ts';
import { EngineError } from './engine-error.ts';
import { explainConnection, explainNotDocker, explainTimeout } from './explain-connection.ts';

/** HTTP to one engine. The only file that knows dockerode; it uses no more of it than its dialling. */
export interface Transport {
  readonly address: HostAddress;
  /** Resolves with whatever status the engine answers; rejects with an EngineError if it does not answer. */
  call(request: EngineRequest): Promise<EngineReply>;
  /** Opens a reply that goes on; `signal` ends it. The deadline is for its beginning, or for the whole of a refusal. */
  stream(
    request: EngineRequest,
    signal: AbortSignal,
  ): Promise<{ body: IncomingMessage } | { refused: EngineReply }>;
  close(): void;
}

export interface EngineRequest {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Record<string, unknown>;
  body?: Record<string, unknown>;
  deadline: number;
}

export interface EngineReply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

// docker-modem makes every status that is not `true` here an Error of its own wording. Engines' refusals are
// ordinary replies to us.
const everyStatus = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [100 + i, true]));

// The largest replies seen are 1 MB; something that sends without end must not fill the memory.
const largestReply = 64 * 1024 * 1024;

export function createTransport(address: HostAddress, connector: Connector): Transport {
  const { modem } = new Docker(optionsFor(address, connector.agent));
  const open = new Set<AbortController>();
  let closed = false;

  const dial = (request: EngineRequest, signal: AbortSignal) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      modem.dial(
        {
          // docker-modem drops the last character of a path with a question mark and no query.
          path: request.query ? `${request.path}?` : request.path,
          method: request.method,
          isStream: true,
          statusCodes: everyStatus,
          abortSignal: signal,
          options: { _query: request.query ?? {}, _body: request.body ?? {} },
        },
        (error, response) => {
          if (response instanceof IncomingMessage) resolve(response);
          else reject(error ?? new Error('a reply without a body'));
        },
      );
    });

  /** Runs a call under a deadline of its own: docker-modem's never settle when a reply breaks off half-way. */
  const withDeadline = async <T>(
    controller: AbortController,
    milliseconds: number,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    if (closed) throw closedError(address);
    open.add(controller);
    let timer: NodeJS.Timeout | undefined;
    const stopped = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => controller.abort(explainTimeout(address, milliseconds, connector.stage())),
        milliseconds,
      );
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
    });
    try {
      return await Promise.race([work(controller.signal), stopped]);
    } catch (error) {
      if (error instanceof EngineError) throw error;
      throw explainConnection(address, error);
    } finally {
      clearTimeout(timer);
      open.delete(controller);
    }
  };

  return {
    address,
    async call(request) {
      await connector.ready();
      return await withDeadline(new AbortController(), request.deadline, async (signal) => {
        return readReply(await dial(request, signal), address);
      });
    },
    async stream(request, signal) {
      await connector.ready();
      const controller = new AbortController();
      const stop = () => controller.abort(closedError(address));
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      const { response, refused } = await withDeadline(controller, request.deadline, async (own) => {
        const opened = await dial(request, own);
        return {
          response: opened,
          refused: opened.statusCode === 200 ? undefined : await readReply(opened, address),
        };
      });
      if (refused) {
        signal.removeEventListener('abort', stop);
        return { refused };
      }
      open.add(controller);
      response.once('close', () => {
        open.delete(controller);
        signal.removeEventListener('abort', stop);
      });
      return { body: response };
    },
    close() {
      closed = true;
      for (const controller of open) controller.abort(closedError(address));
      connector.close();
    },
  };
}

/**
 * Everything is given explicitly: what is not, docker-modem would take from DOCKER_HOST in the environment. TLS is
 * the agent's business, so HTTP is the protocol even there.
 */
function optionsFor(address: HostAddress, agent: Agent): Docker.DockerOptions {
  const none = { ca: null, cert: null, key: null, timeout: null, username: null, password: null };
  const place =
    address.kind === 'unix'
      ? { socketPath: address.path, host: null, port: null }
      : { socketPath: null, host: 'engine', port: 80, ...placeOfTcp(address), pathPrefix: '/' };
  const options: Record<string, unknown> = { ...none, ...place, protocol: 'http', agent };
  return options;
}

/** Over ssh the request names no host: the channel leads to the engine's own socket. */
function placeOfTcp(address: Exclude<HostAddress, { kind: 'unix' }>) {
  return address.kind === 'tcp' ? { host: bracketed(address.host), port: address.port } : {};
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

async function readReply(response: IncomingMessage, address: HostAddress): Promise<EngineReply> {
  const text = await readBody(response, address);
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

async function readBody(response: IncomingMessage, address: HostAddress): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > largestReply) throw explainNotDocker(address, `a reply of more than ${largestReply} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function closedError(address: HostAddress): EngineError {
  return explainConnection(address, new Error('closed by Patchbay'));
}
