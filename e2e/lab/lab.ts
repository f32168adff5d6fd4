import { existsSync, mkdirSync } from 'node:fs';
import { claimedHosts, claimLab, hostRelease, readState } from './claim.ts';
import { docker, dockerEnv } from './docker.ts';
import { takeDown } from './down.ts';
import * as engine from './engine.ts';
import { LabError } from './errors.ts';
import { ensureEtcd, signalEtcd, storeArguments } from './etcd.ts';
import { writeWhole } from './files.ts';
import { ensureHost, inside } from './host.ts';
import { ensureImage, ensureImageArchive } from './image.ts';
import { withLock } from './lock.ts';
import { ensureMesh, joinDocker, type MeshOptions, meshArguments, untilSettled } from './mesh.ts';
import { type LabHost, patchbayConfig } from './patchbay-config.ts';
import { DEFAULT_LAB, type HostPaths, hostPaths, labPaths, MAX_HOSTS } from './paths.ts';
import { prepareRelease } from './prepare-release.ts';
import { defaultRelease, type Release } from './releases.ts';
import { checkRequirements, dockerClient } from './requirements.ts';
import { run } from './run.ts';
import { ensureRuncShim } from './runc-shim.ts';
import { playScene, type SceneName } from './scenes/scene.ts';
import { type HostStatus, hostStatus } from './status.ts';
import { ensureSwarm } from './swarm.ts';
import { ensureLeg, ensureSwitch } from './switch.ts';

interface UpOptions {
  /** Make one swarm of the hosts; the first is its manager. */
  readonly swarm?: boolean;
  /** Let each engine listen on TCP, too, and let this machine reach it. */
  readonly tcp?: boolean;
  /** Let the engines keep networks of scope global in an etcd, which runs in the first host. Not with a swarm. */
  readonly store?: boolean;
  /** Join the default bridges of all hosts by a mesh of Open vSwitch; `up` again needs it again. */
  readonly mesh?: boolean | MeshOptions;
  /** More arguments for dockerd; kept for later starts. */
  readonly args?: readonly string[];
  /** The Debian releases whose engine hosts get, by their numbers; `PATCHBAY_LAB_ENGINE`'s or this machine's unless told. */
  readonly releases?: Readonly<Record<number, Release>>;
}

/** A lab of real Docker hosts on this machine. Every call ends within a bounded time. */
export interface Lab {
  readonly name: string;
  /** Where `up` writes Patchbay's configuration. */
  readonly configFile: string;
  /** Makes what is missing of hosts 1 to `count`; engines asked for other settings are restarted. */
  up(count: number, options?: UpOptions): Promise<void>;
  /** Removes everything. */
  down(): Promise<void>;
  hosts(): LabHost[];
  status(): Promise<HostStatus[]>;
  /** Patchbay's configuration for this lab (YAML). */
  config(via?: 'tcp' | 'unix'): string;
  /** Runs the Docker client against a host; gives its standard output. */
  docker(host: number, ...args: string[]): Promise<string>;
  /** Runs a command inside a host; gives its standard output. */
  exec(host: number, ...command: string[]): Promise<string>;
  /** Starts a host's engine, with other arguments if given. */
  start(host: number, args?: readonly string[]): Promise<void>;
  stop(host: number): Promise<void>;
  kill(host: number): Promise<void>;
  pause(host: number): Promise<void>;
  resume(host: number): Promise<void>;
  /** Sets a host's uplink up or down. */
  link(host: number, state: 'up' | 'down'): Promise<void>;
  /** Starts the etcd of the first host, kills it, freezes it, or lets it go on. */
  etcd(action: EtcdAction): Promise<void>;
  /** Puts containers and networks on the hosts; `count` is for scenes that take one. */
  scene(name: SceneName, count?: number): Promise<void>;
  /** The program, arguments and environment that run a command inside a host, or a Docker client against it. */
  commandLine(host: number, kind: 'exec' | 'docker', args: readonly string[]): CommandLine;
}

export type EtcdAction = 'start' | 'kill' | 'pause' | 'resume';

interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

interface LabOptions {
  /** `PATCHBAY_LAB`, or x, unless told. */
  readonly name?: string;
  /** Gets remarks for people. */
  readonly say?: (line: string) => void;
  /** Milliseconds after which `docker` and `exec` give up; a minute unless told. */
  readonly timeout?: number;
}

/** Opens a lab; nothing is made before `up`. */
export function openLab(options: LabOptions = {}): Lab {
  const lab = labPaths(options.name ?? (process.env.PATCHBAY_LAB || DEFAULT_LAB));
  const say = options.say ?? (() => undefined);
  const timeout = options.timeout ?? 60_000;
  const locked = <T>(work: () => Promise<T>) => withLock(`lab ${lab.name}`, work);

  const known = (index: number): HostPaths => {
    if (claimedHosts(lab).some((host) => host.index === index)) return hostPaths(lab, index);
    throw new LabError(`Lab ${lab.name} has no host ${index}. Make it with "up ${index}".`);
  };

  const publicHost = (host: HostPaths, range: string): LabHost => {
    const { tcp } = engine.engineSettings(host);
    const address = `${range}.${host.index}`;
    const { index, name, socket } = host;
    return { index, name, socket, address, ...(tcp === undefined ? {} : { tcp: `tcp://${tcp}` }) };
  };

  const hosts = (): LabHost[] => {
    const range = readState(lab)?.range;
    return range === undefined ? [] : claimedHosts(lab).map((host) => publicHost(host, range));
  };

  const up = async (count: number, options: UpOptions = {}): Promise<void> => {
    const { swarm = false, tcp = false, store = false, args, releases = {} } = options;
    const mesh = options.mesh === true ? {} : options.mesh || undefined;
    checkRequirements();
    const wanted = Array.from({ length: count }, (_, i) => hostPaths(lab, i + 1));
    for (const release of releasesOf(wanted, releases)) await prepareRelease(release, say);
    const { range } = await claimLab(lab);
    const members = wanted.map((host) => ({ host, address: `${range}.${host.index}` }));
    mkdirSync(lab.dockerConfig, { recursive: true });
    writeWhole(lab.hostsFile, hostsFile(lab.name, range));
    ensureRuncShim(lab);
    ensureImageArchive(lab);
    await ensureSwitch(lab);
    if (tcp) await ensureLeg(lab, range);
    const [first] = members;
    if (store && first) {
      await ensureHost(lab, first.host, first.address, releases[first.host.index]);
      await ensureEtcd(first.host, first.address);
    }
    await Promise.all(
      members.map(async ({ host, address }) => {
        await ensureHost(lab, host, address, releases[host.index]);
        if (mesh) await ensureMesh({ host, address }, members, mesh);
        const demanded = [
          ...(store && first ? storeArguments(first.address, address) : []),
          ...(mesh ? meshArguments(host.index, mesh) : []),
        ];
        const given = demanded.length > 0 ? [...demanded, ...(args ?? [])] : args;
        const old = engine.engineSettings(host);
        const listen = tcp ? { tcp: `${address}:2375` } : old.tcp === undefined ? {} : { tcp: old.tcp };
        await engine.ensureEngine(lab, host, { ...listen, args: given ?? old.args });
        if (mesh) await joinDocker(host);
        await ensureImage(lab, host);
      }),
    );
    if (mesh && mesh.stp !== false) await untilSettled(wanted);
    if (swarm) await ensureSwarm(lab, members);
    writeWhole(lab.config, patchbayConfig(hosts()));
  };

  const commandLine = (index: number, kind: 'exec' | 'docker', args: readonly string[]): CommandLine => {
    const host = known(index);
    if (kind === 'docker') return { command: dockerClient(), args, env: dockerEnv(lab, host) };
    const [command, all] = inside(host, args);
    return { command, args: all, env: {} };
  };

  const exec = (index: number, ...command: string[]): Promise<string> => {
    // Ended from inside when it takes too long: killing nsenter from here would leave the command alone in there.
    const bounded = ['timeout', '-s', 'KILL', String(timeout / 1_000), ...command];
    return run(...inside(known(index), bounded), { timeout: timeout + 2_000 });
  };

  return {
    name: lab.name,
    configFile: lab.config,
    up: (count, upOptions) => locked(() => up(count, upOptions)),
    down: () => locked(() => takeDown(lab)),
    hosts,
    status: () => Promise.all(hosts().map((host) => hostStatus(lab, host))),
    config: (via) => patchbayConfig(hosts(), via),
    docker: (index, ...args) => docker(lab, known(index), args, timeout),
    exec,
    start: (index, args) =>
      locked(() => {
        const old = engine.engineSettings(known(index));
        return engine.ensureEngine(lab, known(index), { ...old, args: args ?? old.args });
      }),
    stop: async (index) => engine.stopEngine(known(index)),
    kill: async (index) => engine.killEngine(known(index)),
    pause: async (index) => engine.pauseEngine(known(index)),
    resume: async (index) => engine.resumeEngine(known(index)),
    link: async (index, state) => {
      await run('ip', ['-n', known(index).name, 'link', 'set', 'eth0', state]);
    },
    etcd: async (action) => {
      const host = known(1);
      if (action !== 'start')
        return signalEtcd(host, ({ kill: 'KILL', pause: 'STOP', resume: 'CONT' } as const)[action]);
      await ensureEtcd(host, `${readState(lab)?.range}.1`);
    },
    scene: (name, count) =>
      locked(() =>
        playScene(name, count, {
          hosts: hosts(),
          docker: (i, ...args) => docker(lab, known(i), args),
          exec,
          say,
        }),
      ),
    commandLine,
  };
}

/** The releases that these hosts run on already, or will. */
function releasesOf(hosts: readonly HostPaths[], asked: Readonly<Record<number, Release>>): Set<Release> {
  const each = hosts.map((host) =>
    existsSync(host.dir) ? hostRelease(host) : (asked[host.index] ?? defaultRelease()),
  );
  return new Set(each.filter((release) => release !== undefined));
}

function hostsFile(prefix: string, range: string): string {
  const lines = Array.from({ length: MAX_HOSTS }, (_, i) => `${range}.${i + 1} ${prefix}${i + 1}\n`);
  return `127.0.0.1 localhost\n${lines.join('')}`;
}
