import type { z } from 'zod';
import {
  type Action,
  type Plan,
  planSchema,
  type Result,
  resultSchema,
  type StepResult,
} from '#lib/actions/schema.ts';
import type { Host } from '#lib/topology/model.ts';
import { type AuditEntry, type AuditPage, auditEntryReplySchema, auditPageSchema } from '#lib/wire/audit.ts';
import { type CountersReply, countersReplySchema } from '#lib/wire/counters.ts';
import {
  type ContainerDetail,
  containerDetailSchema,
  type NetworkDetail,
  networkDetailSchema,
} from '#lib/wire/detail.ts';
import { type ErrorBody, errorBodySchema, type HostKey } from '#lib/wire/errors.ts';
import {
  type HostEntry,
  type HostTest,
  type HostTestRequest,
  hostListSchema,
  hostReplySchema,
  hostTestReplySchema,
} from '#lib/wire/hosts.ts';
import { type HostInterfaces, hostInterfacesSchema } from '#lib/wire/interfaces.ts';
import { progressLineSchema, progressType } from '#lib/wire/progress.ts';

/** A request that failed, told in a sentence for people. `fields` says what is wrong with each field, `engine` what the engine said. */
export interface Failure {
  status: number;
  code: string;
  message: string;
  fields: Record<string, string>;
  engine?: string;
  /** The key of a host that is not among the known ones. */
  hostKey?: HostKey;
}

export type Reply<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** What became of an apply: done in some way, or nothing done because the plan no longer holds. */
export type ApplyReply =
  | { kind: 'result'; result: Result }
  | { kind: 'plan-changed'; plan: Plan }
  | { kind: 'failure'; failure: Failure };

/** What an action would do; nothing is done. */
export async function planAction(action: Action, signal?: AbortSignal): Promise<Reply<Plan>> {
  const reply = await request('/api/v1/actions/plan', { body: { action }, signal });
  return reply.ok ? parse(unwrap(reply.json, 'plan'), planSchema) : fail(reply);
}

/** How an action is to be applied. */
export interface ApplyRequest {
  action: Action;
  /** Of the plan that was shown: anything else is refused. */
  fingerprint?: string | undefined;
  /** What was typed, where the plan asks for it. */
  confirmation?: string | undefined;
  /** The name by which it can be stopped (`stopRun`). */
  run?: string;
  /** Told of each step as it ends, by its place in the plan. */
  onStep?(at: number, step: StepResult): void;
}

/** Does an action; with a fingerprint only if its plan still is the one that was shown. */
export async function applyAction({ onStep, ...body }: ApplyRequest): Promise<ApplyReply> {
  const reply = await request('/api/v1/actions/apply', {
    body,
    ...(onStep ? { onLine: (line: unknown) => tellStep(line, onStep) } : {}),
  });
  const needsTyping = errorBodySchema.safeParse(reply.json).data?.error.code === 'confirmation-needed';
  if (reply.status === 409 && !needsTyping) {
    const changed = planSchema.safeParse(changedPlan(reply.json));
    if (changed.success) return { kind: 'plan-changed', plan: changed.data };
  }
  const parsed = reply.ok ? parse(resultIn(reply.json), resultSchema) : fail(reply);
  return parsed.ok ? { kind: 'result', result: parsed.value } : { kind: 'failure', failure: parsed.failure };
}

/** Lets no further step of an apply begin. */
export async function stopRun(run: string): Promise<void> {
  await request('/api/v1/actions/stop', { body: { run } });
}

function tellStep(line: unknown, onStep: NonNullable<ApplyRequest['onStep']>): void {
  const parsed = progressLineSchema.safeParse(line);
  if (parsed.success && 'step' in parsed.data) onStep(parsed.data.at, parsed.data.step);
}

/** The result itself, or in the last line of those that told of the steps. */
function resultIn(json: unknown): unknown {
  return unwrap(json, 'result');
}

export async function readContainer(id: string, signal?: AbortSignal): Promise<Reply<ContainerDetail>> {
  const reply = await request(`/api/v1/containers/${encodeURIComponent(id)}`, { signal });
  return reply.ok ? parse(reply.json, containerDetailSchema) : fail(reply);
}

export async function readNetwork(id: string, signal?: AbortSignal): Promise<Reply<NetworkDetail>> {
  const reply = await request(`/api/v1/networks/${encodeURIComponent(id)}`, { signal });
  return reply.ok ? parse(reply.json, networkDetailSchema) : fail(reply);
}

/** A host's own network interfaces, or why they can't be read. */
export async function readInterfaces(hostId: string, signal?: AbortSignal): Promise<Reply<HostInterfaces>> {
  const reply = await request(`/api/v1/interfaces/${encodeURIComponent(hostId)}`, { signal });
  return reply.ok ? parse(reply.json, hostInterfacesSchema) : fail(reply);
}

/** What went over an endpoint's device, an interface or a tunnel lately. */
export async function readCounters(id: string, signal?: AbortSignal): Promise<Reply<CountersReply>> {
  const reply = await request(`/api/v1/counters/${encodeURIComponent(id)}`, { signal });
  return reply.ok ? parse(reply.json, countersReplySchema) : fail(reply);
}

/** Adds a host, or with an id gives that one another name or URL; the value is the host as it is then. */
export async function saveHost(entry: HostEntry, id?: string): Promise<Reply<Host>> {
  const reply = await (id === undefined
    ? request('/api/v1/hosts', { body: entry })
    : request(hostPath(id), { method: 'PUT', body: entry }));
  const parsed = reply.ok ? parse(reply.json, hostReplySchema) : fail(reply);
  return parsed.ok ? { ok: true, value: parsed.value.host } : parsed;
}

/** Asks an engine who it is; nothing is kept. */
export async function testHost(body: HostTestRequest, signal?: AbortSignal): Promise<Reply<HostTest>> {
  const reply = await request('/api/v1/hosts/test', { body, signal });
  const parsed = reply.ok ? parse(reply.json, hostTestReplySchema) : fail(reply);
  return parsed.ok ? { ok: true, value: parsed.value.test } : parsed;
}

/** Forgets a host; nothing is changed on it. */
export async function removeHost(id: string): Promise<Reply<undefined>> {
  const reply = await request(hostPath(id), { method: 'DELETE', body: {} });
  return reply.ok ? { ok: true, value: undefined } : fail(reply);
}

/** A part of the audit log, by the query that asks for it. */
export async function readAudit(
  query: Record<string, string>,
  signal?: AbortSignal,
): Promise<Reply<AuditPage>> {
  const reply = await request(`/api/v1/audit?${new URLSearchParams(query)}`, { signal });
  return reply.ok ? parse(reply.json, auditPageSchema) : fail(reply);
}

export async function readAuditEntry(id: number, signal?: AbortSignal): Promise<Reply<AuditEntry>> {
  const reply = await request(`/api/v1/audit/${id}`, { signal });
  const parsed = reply.ok ? parse(reply.json, auditEntryReplySchema) : fail(reply);
  return parsed.ok ? { ok: true, value: parsed.value.entry } : parsed;
}

export async function readHosts(signal?: AbortSignal): Promise<Reply<Host[]>> {
  const reply = await request('/api/v1/hosts', { signal });
  const parsed = reply.ok ? parse(reply.json, hostListSchema) : fail(reply);
  return parsed.ok ? { ok: true, value: parsed.value.hosts } : parsed;
}

function hostPath(id: string): string {
  return `/api/v1/hosts/${encodeURIComponent(id)}`;
}

interface RawReply {
  ok: boolean;
  status: number;
  json: unknown;
}

interface RequestOptions {
  /** With a body POST, unless told. */
  method?: 'PUT' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** The answer comes as one JSON value a line, and this is told of each; the reply is the last one. */
  onLine?(line: unknown): void;
}

async function request(url: string, { method, body, signal, onLine }: RequestOptions): Promise<RawReply> {
  const init: RequestInit = { cache: 'no-store', signal: signal ?? null };
  if (body !== undefined) {
    init.method = method ?? 'POST';
    init.headers = { 'content-type': 'application/json', ...(onLine ? { accept: progressType } : {}) };
    init.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(url, init);
    const json = onLine ? await readLines(response, onLine) : parseJson(await response.text());
    return { ok: response.ok, status: response.status, json };
  } catch (error) {
    if (signal?.aborted) throw error;
    // Status 0: no answer at all, which `fail` puts into words.
    return { ok: false, status: 0, json: undefined };
  }
}

/** Reads one JSON value a line as they come; gives the last. */
async function readLines(response: Response, onLine: (line: unknown) => void): Promise<unknown> {
  let last: unknown;
  let rest = '';
  const take = (text: string) => {
    last = parseJson(text);
    onLine(last);
  };
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  }
  if (rest) take(rest);
  return last;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours, a proxy's error page perhaps: the status says what can be said.
    return undefined;
  }
}

function parse<S extends z.ZodType>(json: unknown, schema: S): Reply<z.infer<S>> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const message = 'The server answered in a form this page does not know. Reload the page and try again.';
  return { ok: false, failure: { status: 200, code: 'unreadable', message, fields: {} } };
}

function fail(reply: RawReply): { ok: false; failure: Failure } {
  return { ok: false, failure: failureOf(reply.status, reply.json) };
}

/** A failed reply as a sentence, with the server's own words where it gave some. */
export function failureOf(status: number, json: unknown): Failure {
  const body = errorBodySchema.safeParse(json);
  if (!body.success) return { status, code: 'no-answer', message: withoutWords(status), fields: {} };
  const { code, message, details } = body.data.error;
  const failure: Failure = { status, code, message, fields: details?.fields ?? {} };
  if (details?.engine !== undefined) failure.engine = details.engine;
  if (details?.hostKey) failure.hostKey = details.hostKey;
  return failure;
}

function withoutWords(status: number): string {
  if (status === 0) return 'Patchbay did not answer. Check that it still runs, then try again.';
  return `Patchbay answered with status ${status} and no explanation. Try again, and look into its log if it stays.`;
}

function unwrap(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null && key in json
    ? (json as Record<string, unknown>)[key]
    : json;
}

/** The new plan in a 409: beside the error, or in its details. */
function changedPlan(json: unknown): unknown {
  const body: ErrorBody | undefined = errorBodySchema.safeParse(json).data;
  return body?.error.details?.plan ?? unwrap(json, 'plan');
}
