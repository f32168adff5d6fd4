import { isUp } from '#lib/topology/container-state.ts';
import type { ContainerFact, Snapshot } from '#lib/topology/snapshot.ts';
import { mapLimited } from '#server/collect/map-limited.ts';
import type { Timers } from '#server/collect/timers.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';
import { isFailure } from '#server/failure.ts';

/** Which network namespace each running container lives in, as its engine tells it. */
export interface SandboxHandles {
  /** The container's native id → the last part of its `SandboxKey`. Who has none of its own is not in it. */
  handles: Record<string, string>;
  /** Where the engine keeps the handles, in its own file system. */
  folder: string;
  /** What could not be learned, a sentence. */
  problem?: string;
}

/** Remembers what the engine said: a container is inspected once for each of its starts. */
export interface Sandboxes {
  /** Inspects who is new. Whoever can't be inspected has no handle for the moment, which costs nobody else. */
  of(snapshot: Snapshot, signal: AbortSignal): Promise<SandboxHandles>;
  /** What is known without asking: of who has been started anew since, the former handle counts no more. */
  known(snapshot: Snapshot): SandboxHandles['handles'];
  /** Tells which handles the kernel has: a container whose own is not among them is inspected anew, but not at once. */
  seen(handles: ReadonlySet<string>): void;
}

/** What tells one start of a container from another: each start gives it other endpoints, of which it gets and loses more later. */
interface Start {
  networkMode: string;
  endpoints: readonly string[];
}

interface Known {
  start: Start;
  key?: { folder: string; handle: string };
  /** When it may be asked for anew; absent while it holds. */
  again?: number;
  /** How long an answer that leads nowhere is believed, in milliseconds. */
  patience: number;
  problem?: string;
}

const inspectsAtATime = 4;
const shortest = 10_000;
const longest = 10 * 60_000;
const docker = '/var/run/docker/netns';
const podman = '/run/netns';

export function createSandboxes(client: Pick<EngineClient, 'inspectContainer'>, timers: Timers): Sandboxes {
  let known = new Map<string, Known>();

  const ask = async (fact: ContainerFact): Promise<Known> => {
    const start = startOf(fact);
    const former = known.get(fact.nativeId);
    const patience =
      former && isSameStart(former.start, start) ? Math.min(longest, 2 * former.patience) : shortest;
    const again = timers.now() + patience;
    try {
      const { sandboxKey } = await client.inspectContainer(fact.nativeId);
      const key = sandboxKey === undefined ? undefined : partsOf(sandboxKey);
      return key ? { start, patience, key } : { start, patience };
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (error.code === 'no-such-container') return { start, patience, again };
      return { start, patience, again, problem: error.message };
    }
  };

  /** What is known of this start of a container; the endpoints it has now are what the next one is told by. */
  const current = (fact: ContainerFact): Known | undefined => {
    const entry = known.get(fact.nativeId);
    const start = startOf(fact);
    if (!entry || !isSameStart(entry.start, start)) return undefined;
    entry.start = start;
    return entry;
  };

  return {
    known: ({ containers }) =>
      Object.fromEntries(
        containers.flatMap((fact) => {
          const key = isUp(fact.state) ? current(fact)?.key : undefined;
          return key ? [[fact.nativeId, key.handle]] : [];
        }),
      ),
    async of({ containers, engine }, signal) {
      const running = containers.filter(({ state }) => isUp(state));
      const now = timers.now();
      const isDue = (fact: ContainerFact) => {
        const entry = current(fact);
        return !entry || (entry.again !== undefined && entry.again <= now);
      };
      // Who is gone is forgotten; what an aborted read has learned already is kept.
      known = new Map([...known].filter(([id]) => running.some(({ nativeId }) => nativeId === id)));
      await mapLimited(running.filter(isDue), inspectsAtATime, async (fact) => {
        if (!signal.aborted) known.set(fact.nativeId, await ask(fact));
      });
      return summary(known, engine.flavour === 'podman' ? podman : docker);
    },
    seen(handles) {
      for (const entry of known.values()) {
        if (entry.key && !handles.has(entry.key.handle)) entry.again ??= timers.now() + entry.patience;
        else if (entry.key) delete entry.again;
      }
    },
  };
}

function summary(known: ReadonlyMap<string, Known>, usual: string): SandboxHandles {
  const handles: Record<string, string> = {};
  const folders = new Map<string, number>();
  const problems: string[] = [];
  for (const [id, { key, problem }] of known) {
    if (problem !== undefined) problems.push(problem);
    if (!key) continue;
    handles[id] = key.handle;
    folders.set(key.folder, (folders.get(key.folder) ?? 0) + 1);
  }
  const [most] = [...folders].sort(([, a], [, b]) => b - a);
  const folder = most?.[0] ?? usual;
  const [first] = problems;
  if (first === undefined) return { handles, folder };
  const whose = problems.length === 1 ? 'one container' : `${problems.length} containers`;
  return { handles, folder, problem: `Which wires are those of ${whose} is not known: ${first}` };
}

function startOf({ networkMode, attachments }: ContainerFact): Start {
  return { networkMode, endpoints: attachments.map(({ endpointId }) => endpointId).filter(Boolean) };
}

function isSameStart(a: Start, b: Start): boolean {
  if (a.networkMode !== b.networkMode) return false;
  const apart = a.endpoints.length + b.endpoints.length;
  return apart === 0 || a.endpoints.some((id) => b.endpoints.includes(id));
}

/** The folder and the name of a handle. What an engine says is taken for a path only if it is a plain one. */
function partsOf(sandboxKey: string): Known['key'] {
  const match = /^((?:\/[\w.:@+-]+)+)\/([\w.:@+-]+)$/.exec(sandboxKey);
  const [, folder, handle] = match ?? [];
  if (folder === undefined || handle === undefined) return undefined;
  return /(^|\/)\.\.?(\/|$)/.test(sandboxKey) ? undefined : { folder, handle };
}
