import type { LabHost } from '../patchbay-config.ts';

/** What a scene may use. */
export interface Stage {
  readonly hosts: readonly LabHost[];
  docker(host: number, ...args: string[]): Promise<string>;
  /** Runs a command inside a host; gives its standard output. */
  exec(host: number, ...command: string[]): Promise<string>;
  say(line: string): void;
}

export interface NetworkSpec {
  readonly name: string;
  /** For `docker network create`. */
  readonly args?: readonly string[];
}

export interface ContainerSpec {
  readonly name: string;
  /** What `--network` gets; with `default` it is not given, which is not the same to `--link`. */
  readonly network: string;
  /** For `docker create`. */
  readonly args?: readonly string[];
  /** Sleeps unless told. */
  readonly command?: readonly string[];
  readonly state?: 'running' | 'stopped' | 'created';
  /** More networks, with arguments for `docker network connect`. */
  readonly also?: Readonly<Record<string, readonly string[]>>;
}

/** What shall be on one host. */
export interface HostSpec {
  readonly networks: readonly NetworkSpec[];
  readonly containers: readonly ContainerSpec[];
}

interface Found {
  readonly state: string;
  readonly networks: readonly string[];
}

/** So many containers are started by one command, which has its time limit. */
const BATCH = 10;

const SLEEP = ['sleep', '1000000000'];

/** Whether a host's engine is in a swarm; a manager can make overlay networks. */
export async function inSwarm(stage: Stage, host: number): Promise<boolean> {
  return (await stage.docker(host, 'info', '--format', '{{.Swarm.LocalNodeState}}')).trim() === 'active';
}

/** The names of a host's containers, also of stopped ones. */
export async function containerNames(stage: Stage, host: number): Promise<string[]> {
  return lines(await stage.docker(host, 'ps', '-a', '--format', '{{.Names}}'));
}

/** Makes the networks that a host lacks; gives the names of those it made. */
export async function ensureNetworks(
  stage: Stage,
  host: number,
  networks: readonly NetworkSpec[],
): Promise<string[]> {
  const there = lines(await stage.docker(host, 'network', 'ls', '--format', '{{.Name}}'));
  const missing = networks.filter(({ name }) => !there.includes(name));
  for (const { name, args = [] } of missing) await stage.docker(host, 'network', 'create', ...args, name);
  return missing.map(({ name }) => name);
}

/**
 * Makes what a host lacks, plugs it in and brings it into the state it shall have. Containers whose network (also
 * one of `remade`, or a container) had to be made anew are made anew, too: they hold on to the old one's ID.
 */
export async function ensureOnHost(
  stage: Stage,
  host: number,
  spec: HostSpec,
  remade: readonly string[] = [],
): Promise<void> {
  const made = [...remade, ...(await ensureNetworks(stage, host, spec.networks))];
  const there = await listContainers(stage, host);
  for (const { name, network, state } of spec.containers) {
    const found = there.get(name);
    if (found === undefined) continue;
    const owner = /^container:(.*)/.exec(network)?.[1];
    const orphan = owner !== undefined && !there.has(owner);
    const wasStarted = state === 'created' && found.state !== 'created';
    if (!orphan && !wasStarted && !found.networks.some((joined) => made.includes(joined))) continue;
    await stage.docker(host, 'rm', '-f', name);
    there.delete(name);
  }
  for (const container of spec.containers) {
    await ensurePlugged(stage, host, container, there.get(container.name));
  }
  for (const verb of ['unpause', 'start', 'stop'] as const) {
    const names = spec.containers
      .filter(({ name, state }) => steps(there.get(name)?.state, state).includes(verb))
      .map(({ name }) => name);
    for (let i = 0; i < names.length; i += BATCH) {
      await stage.docker(host, verb, ...names.slice(i, i + BATCH));
    }
  }
}

/** How a container gets from one state into another. */
function steps(
  state = 'created',
  wanted: ContainerSpec['state'] = 'running',
): readonly ('unpause' | 'start' | 'stop')[] {
  if (wanted === 'created' || (wanted === 'stopped' && state === 'exited')) return [];
  const stop = wanted === 'stopped' ? (['stop'] as const) : [];
  if (state === 'running') return stop;
  return [state === 'paused' ? 'unpause' : 'start', ...stop];
}

async function ensurePlugged(stage: Stage, host: number, spec: ContainerSpec, found?: Found): Promise<void> {
  if (found === undefined) await create(stage, host, spec);
  for (const [network, args] of Object.entries(spec.also ?? {})) {
    if (found?.networks.includes(network)) continue;
    await stage.docker(host, 'network', 'connect', ...args, network, spec.name);
  }
}

async function create(stage: Stage, host: number, spec: ContainerSpec): Promise<void> {
  const { name, network, args = [], command = SLEEP } = spec;
  // With --init a container ends at once when it is told to.
  await stage.docker(
    host,
    'create',
    '--init',
    '--name',
    name,
    ...(network === 'default' ? [] : ['--network', network]),
    ...args,
    'busybox',
    ...command,
  );
}

async function listContainers(stage: Stage, host: number): Promise<Map<string, Found>> {
  const list = await stage.docker(host, 'ps', '-a', '--format', '{{.Names}}\t{{.State}}\t{{.Networks}}');
  return new Map(
    lines(list).map((line) => {
      const [name = '', state = '', networks = ''] = line.split('\t');
      return [name, { state, networks: networks.split(',') }];
    }),
  );
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
