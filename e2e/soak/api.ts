import { z } from 'zod';
import { type Action, planSchema, type Result, resultSchema } from '#lib/actions/schema.ts';
import { type Topology, topologySchema } from '#lib/topology/model.ts';
import { hostReplySchema } from '#lib/wire/hosts.ts';

/** Patchbay's HTTP API as the soak uses it. What is not answered with 200 is an error. */
export interface Api {
  readonly url: string;
  topology(): Promise<Topology>;
  /** Plans, and does exactly that. */
  act(action: Action): Promise<Result>;
  undo(result: Result): Promise<Result>;
  addHost(name: string, url: string): Promise<string>;
  renameHost(id: string, name: string, url: string): Promise<void>;
  removeHost(id: string): Promise<void>;
  testHost(url: string): Promise<void>;
  /** Reads a reply and forgets it. */
  get(path: string): Promise<void>;
}

/** A request that was refused. */
class ApiError extends Error {
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

/** Whether something failed because an engine was too slow for the server, as engines are on a busy machine. */
export function wasTooSlow(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'engine-timeout' || error.code === 'host-not-live');
}

function codeIn(reply: string): string | undefined {
  return /"code":"([a-z-]+)"/.exec(reply)?.[1];
}

const topologyReply = z.object({ topology: topologySchema });
const planReply = z.object({ plan: planSchema });

// Far more than the longest deadline in the server, because the machine may be busy.
const patience = 120_000;

export function createApi(url: string): Api {
  const fetchText = async (method: string, path: string, body: unknown, signal: AbortSignal) => {
    const reply = await fetch(`${url}${path}`, {
      method,
      signal,
      ...(method === 'GET' ? {} : { headers: { 'Content-Type': 'application/json' } }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: reply.status, text: await reply.text() };
  };
  const ask = async (method: string, path: string, body?: unknown): Promise<string> => {
    const late = AbortSignal.timeout(patience);
    try {
      const { status, text } = await fetchText(method, path, body, late);
      if (status === 200) return text;
      throw new ApiError(`${method} ${path} answered ${status}: ${text}`, codeIn(text));
    } catch (error) {
      if (!late.aborted) throw error;
      throw new Error(`${method} ${path} was not answered within ${patience / 1_000} s.`, { cause: error });
    }
  };
  const apply = async (action: Action, fingerprint: string | undefined): Promise<Result> => {
    const text = await ask('POST', '/api/v1/actions/apply', { action, fingerprint });
    const result = resultSchema.parse(JSON.parse(text));
    if (result.outcome !== 'done') throw new Error(`${action.kind}: ${JSON.stringify(result.steps)}`);
    return result;
  };
  const hostPath = (id: string) => `/api/v1/hosts/${encodeURIComponent(id)}`;

  return {
    url,
    async topology() {
      return topologyReply.parse(JSON.parse(await ask('GET', '/api/v1/topology'))).topology;
    },
    async act(action) {
      const text = await ask('POST', '/api/v1/actions/plan', { action });
      return apply(action, planReply.parse(JSON.parse(text)).plan.fingerprint);
    },
    async undo({ undo, undoFingerprint }) {
      if (!undo) throw new Error('There is no undo.');
      return apply(undo, undoFingerprint);
    },
    async addHost(name, hostUrl) {
      const text = await ask('POST', '/api/v1/hosts', { name, url: hostUrl });
      return hostReplySchema.parse(JSON.parse(text)).host.id;
    },
    async renameHost(id, name, hostUrl) {
      await ask('PUT', hostPath(id), { name, url: hostUrl });
    },
    async removeHost(id) {
      await ask('DELETE', hostPath(id));
    },
    async testHost(hostUrl) {
      await ask('POST', '/api/v1/hosts/test', { url: hostUrl });
    },
    async get(path) {
      await ask('GET', path);
    },
  };
}
