import type { HostAddress } from '#server/config/host-url.ts';
import { createDemultiplexer, type Demultiplexer } from './demultiplex.ts';
import { EngineError } from './engine-error.ts';
import { explainConnection, explainNotDocker } from './explain-connection.ts';
import { explainReply, type HelperSubject } from './explain-reply.ts';
import { helperBody } from './helper-body.ts';
import type { HelperContainers, HelperOutput, OutputBounds } from './helper-containers.ts';
import { checkedId } from './native-id.ts';
import { readCreatedId, readIds } from './parse/helper.ts';
import type { EngineReply, EngineRequest, Transport } from './transport.ts';

export interface HelperCalls {
  address: HostAddress;
  transport: Transport;
  /** The path with the API's version before it. */
  versioned(path: string): Promise<string>;
  /** Parses a reply, or says in words why it is none. */
  parsed<T>(reply: EngineReply, read: (body: unknown) => T): T;
  deadlines: { list: number; change: number };
}

/** Helper containers over the Docker API. */
export function createHelperContainers(calls: HelperCalls): HelperContainers {
  const { address, transport, versioned, parsed, deadlines } = calls;
  const subject: HelperSubject = { call: 'helper' };

  const call = async (request: Omit<EngineRequest, 'deadline'>, about: HelperSubject = subject) => {
    const path = await versioned(request.path);
    const deadline = request.method === 'GET' ? deadlines.list : deadlines.change;
    const reply = await transport.call({ ...request, path, deadline });
    // 304: it runs already.
    if ((reply.status < 200 || reply.status > 299) && reply.status !== 304)
      throw explainReply(reply, address, about);
    return reply;
  };
  const open = async (request: Omit<EngineRequest, 'deadline'>, signal: AbortSignal) => {
    const path = await versioned(request.path);
    const opened = await transport.stream({ ...request, path, deadline: deadlines.change }, signal);
    if ('refused' in opened) throw explainReply(opened.refused, address, subject);
    return opened.body;
  };
  const start = async (id: string) => {
    await call({ method: 'POST', path: `/containers/${checkedId(id)}/start` });
  };

  return {
    start,
    async list(labels) {
      const label = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
      const query = { all: 1, filters: { label } };
      return parsed(await call({ method: 'GET', path: '/containers/json', query }), readIds);
    },
    async create(spec) {
      const request = { path: '/containers/create', query: { name: spec.name }, body: helperBody(spec) };
      const reply = await call({ ...request, method: 'POST' }, { ...subject, image: spec.image });
      return parsed(reply, readCreatedId);
    },
    run: (id, bounds) =>
      bounded(bounds, address, async (signal) => {
        const query = { stream: 1, stdout: 1, stderr: 1 };
        // Before it starts, so that nothing of what it prints is missed.
        const path = `/containers/${checkedId(id)}/attach`;
        const body = await open({ method: 'POST', path, query }, signal);
        await start(id);
        return body;
      }),
    exec: (id, command, bounds) =>
      bounded(bounds, address, async (signal) => {
        const making = { AttachStdout: true, AttachStderr: true, Tty: false, Cmd: command };
        const path = `/containers/${checkedId(id)}/exec`;
        const made = parsed(await call({ method: 'POST', path, body: making }), readCreatedId);
        const request = { path: `/exec/${checkedId(made)}/start`, body: { Detach: false, Tty: false } };
        return open({ ...request, method: 'POST' }, signal);
      }),
    async remove(id) {
      const path = `/containers/${checkedId(id)}`;
      const request = { method: 'DELETE', path: await versioned(path), query: { force: 1, v: 1 } } as const;
      const reply = await transport.call({ ...request, deadline: deadlines.change });
      if (reply.status === 404 || (reply.status >= 200 && reply.status <= 299)) return;
      if (reply.status !== 409) throw explainReply(reply, address, subject);
      // The engine is removing it already.
      const wait = { method: 'POST', path: `${request.path}/wait`, query: { condition: 'removed' } } as const;
      const waited = await transport.call({ ...wait, deadline: deadlines.change });
      if (waited.status !== 404 && waited.status !== 200) throw explainReply(waited, address, subject);
    },
  };
}

/** Reads what `open` opens to its end, within bounds; whatever happens, it is not open afterwards. */
async function bounded(
  { most, deadline, signal }: OutputBounds,
  address: HostAddress,
  open: (signal: AbortSignal) => Promise<NodeJS.ReadableStream>,
): Promise<HelperOutput> {
  const ending = new AbortController();
  const late = new EngineError({
    kind: 'engine-timeout',
    message: `The helper container did not finish within ${Math.round(deadline / 1000)} s. The host is very busy, or its engine hangs.`,
  });
  const stopped = new Promise<never>((_, reject) => {
    ending.signal.addEventListener('abort', () => reject(ending.signal.reason), { once: true });
  });
  const stop = () => ending.abort(signal.reason);
  const timer = setTimeout(() => ending.abort(late), deadline);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([
      read(await Promise.race([open(ending.signal), stopped]), most, address),
      stopped,
    ]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    ending.abort();
  }
}

async function read(body: NodeJS.ReadableStream, most: number, address: HostAddress): Promise<HelperOutput> {
  const frames = createDemultiplexer();
  let size = 0;
  try {
    for await (const chunk of body) {
      const bytes = chunk as Buffer;
      size += bytes.length;
      if (size > most) throw tooMuch(most);
      push(frames, bytes, address);
    }
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw explainConnection(address, error);
  }
  if (!frames.whole()) throw explainNotDocker(address, 'what a container prints breaks off');
  return frames.output();
}

function push(frames: Demultiplexer, bytes: Buffer, address: HostAddress): void {
  try {
    frames.push(bytes);
  } catch (error) {
    throw explainNotDocker(address, error instanceof Error ? error.message : String(error));
  }
}

function tooMuch(most: number): EngineError {
  return new EngineError({
    kind: 'helper-failed',
    message: `The helper container printed more than ${Math.round(most / 1024 / 1024)} MB, which is more than any host's links need. Its image may not be what it seems.`,
  });
}
