import type { LabHost } from '../patchbay-config.ts';

/** What a scene may use. */
export interface Stage {
  readonly hosts: readonly LabHost[];
  docker(host: number, ...args: string[]): Promise<string>;
  say(line: string): void;
}

export interface NetworkSpec {
  readonly name: string;
  /** For `docker network create`. */
  readonly args?: readonly string[];
}

export interface ContainerSpec {
  readonly name: string;
  /** What `--network` gets. */
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

const SLEEP = ['sleep', '1000000000'];

/** Whether a host's engine is in a swarm; a manager can make overlay networks. */
export async function inSwarm(stage: Stage, host: number): Promise<boolean> {
  return (await stage.docker(host, 'info', '--format', '{{.Swarm.LocalNodeState}}')).trim() === 'active';
}

/** Makes the networks that a host lacks. */
export async function ensureNetworks(
  stage: Stage,
  host: number,
  networks: readonly NetworkSpec[],
): Promise<void> {
  const there = lines(await stage.docker(host, 'network', 'ls', '--format', '{{.Name}}'));
  for (const network of networks) {
    if (!there.includes(network.name)) {
      await stage.docker(host, 'network', 'create', ...(network.args ?? []), network.name);
    }
  }
}

/** Makes the containers that a host lacks, plugs them in and brings them into the state they shall have. */
export async function ensureContainers(
  stage: Stage,
  host: number,
  containers: readonly ContainerSpec[],
): Promise<void> {
  const there = await listContainers(stage, host);
  for (const spec of containers) {
    const found = there.get(spec.name);
    const stale = spec.state === 'created' && found !== undefined && found.state !== 'created';
    if (stale) await stage.docker(host, 'rm', '-f', spec.name);
    if (stale || found === undefined) await create(stage, host, spec);
    const networks = stale ? [] : (found?.networks ?? []);
    for (const [network, args] of Object.entries(spec.also ?? {})) {
      if (!networks.includes(network)) {
        await stage.docker(host, 'network', 'connect', ...args, network, spec.name);
      }
    }
  }
  const now = (spec: ContainerSpec) => there.get(spec.name)?.state ?? 'created';
  const select = (test: (spec: ContainerSpec, state: string) => boolean) =>
    containers.filter((spec) => test(spec, now(spec))).map((spec) => spec.name);
  const all = (command: string[], names: readonly string[]) =>
    names.length === 0 ? undefined : stage.docker(host, ...command, ...names);

  await all(
    ['unpause'],
    select((spec, state) => state === 'paused' && spec.state !== 'created'),
  );
  const asleep = (state: string) => state === 'created' || state === 'exited';
  await all(
    ['start'],
    select((spec, state) => (spec.state ?? 'running') === 'running' && asleep(state)),
  );
  await all(
    ['start'],
    select((spec, state) => spec.state === 'stopped' && state === 'created'),
  );
  await all(
    ['stop'],
    select((spec, state) => spec.state === 'stopped' && state !== 'exited'),
  );
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
    '--network',
    network,
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
