import type { EtcdAction } from './lab.ts';
import { MAX_HOSTS } from './paths.ts';
import { isRelease, RELEASES, type Release } from './releases.ts';
import { isSceneName, SCENES, type SceneName } from './scenes/scene.ts';

type EngineVerb = 'start' | 'stop' | 'kill' | 'pause' | 'resume';

/** What a command line asks for. */
export type Command =
  | {
      verb: 'up';
      count: number;
      swarm: boolean;
      store: boolean;
      tcp: boolean;
      mesh: boolean;
      releases: Record<number, Release>;
      args?: string[];
    }
  | { verb: 'engines'; task: 'list' | 'fetch' | 'remove' }
  | { verb: 'down' | 'status' }
  | { verb: 'config'; via: 'tcp' | 'unix' }
  | { verb: 'exec' | 'docker'; host: number; args: string[] }
  | { verb: EngineVerb; host: number; args?: string[] }
  | { verb: 'etcd'; action: EtcdAction }
  | { verb: 'link'; host: number; state: 'up' | 'down' }
  | { verb: 'scene'; name: SceneName; count?: number };

/** A command line that makes no sense; the message says why. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const USAGE = `Real Docker hosts on this machine, each in namespaces of its own. Needs Linux and root.

  npm run lab -- [--lab NAME] COMMAND

  up N [--swarm] [--tcp] [--mesh] [--engine [I=]RELEASE] [-- DOCKERD ARGS]
                                             make hosts 1 to N, or what is missing of them; host I (all, unless told)
                                             with the engine of another Debian release: ${RELEASES.join(', ')}; with
                                             --store in place of --swarm, engines share a key-value store; with
                                             --mesh, Open vSwitch joins the default bridges by GRE tunnels
  down                                       remove everything
  status                                     one line per host
  config [--unix]                            print Patchbay's configuration for the hosts
  docker I ARGS…                             run the docker client against host I
  exec I COMMAND…                            run a command inside host I
  start I [-- DOCKERD ARGS]                  start the engine of host I
  stop|kill|pause|resume I                   end it (TERM, KILL), freeze it, let it go on
  etcd start|kill|pause|resume               that store, an etcd in host 1
  link I up|down                             the uplink of host I
  scene basic                                one of everything
  scene bridges|ports|shared|links|dangling|lan|services|plugin|store|mesh
                                             one kind of network or wiring in all its forms
  scene crowd [COUNT]                        many containers (20); of more than 100 about half run
  engines [fetch|remove]                     the engines of other releases: which are here, fetch all, remove all

--lab NAME (or PATCHBAY_LAB) names the lab and its hosts: x1, x2, … by default. Labs of different names run
side by side. They live in /var/lib/patchbay-lab (or PATCHBAY_LAB_DIR).
`;

/** Reads a command line. */
export function parseArgs(argv: readonly string[]): { lab?: string; command: Command } {
  const rest = [...argv];
  const lab = rest[0] === '--lab' ? takeLab(rest) : undefined;
  const verb = rest.shift();
  if (verb === 'exec' || verb === 'docker') return withLab(lab, readPassThrough(verb, rest));
  return withLab(takeLab(rest) ?? lab, readCommand(verb, rest));
}

function withLab(lab: string | undefined, command: Command): { lab?: string; command: Command } {
  return lab === undefined ? { command } : { lab, command };
}

function readPassThrough(verb: 'exec' | 'docker', rest: string[]): Command {
  const host = takeHost(verb, rest);
  if (rest.length === 0)
    throw new UsageError(`${verb} needs ${verb === 'exec' ? 'a command' : 'arguments'}.`);
  return { verb, host, args: rest };
}

function readCommand(verb: string | undefined, rest: string[]): Command {
  switch (verb) {
    case 'up': {
      const args = takeAfterDashes(rest);
      const [swarm, store] = [takeFlag(rest, '--swarm'), takeFlag(rest, '--store')];
      if (swarm && store) throw new UsageError('up takes --swarm or --store: engines have one or the other.');
      const [tcp, mesh] = [takeFlag(rest, '--tcp'), takeFlag(rest, '--mesh')];
      const engines = takeEngines(rest);
      const count = takeNumber('up', 'the number of hosts', rest, MAX_HOSTS);
      const releases = releasesOf(engines, count);
      return done(rest, {
        verb,
        count,
        swarm,
        store,
        tcp,
        mesh,
        releases,
        ...(args === undefined ? {} : { args }),
      });
    }
    case 'down':
    case 'status':
      return done(rest, { verb });
    case 'engines': {
      const task = rest.shift() ?? 'list';
      if (task !== 'list' && task !== 'fetch' && task !== 'remove')
        throw new UsageError('engines takes nothing, fetch or remove.');
      return done(rest, { verb, task });
    }
    case 'config':
      return done(rest, { verb, via: takeFlag(rest, '--unix') ? 'unix' : 'tcp' });
    case 'start': {
      const args = takeAfterDashes(rest);
      return done(rest, { verb, host: takeHost(verb, rest), ...(args === undefined ? {} : { args }) });
    }
    case 'stop':
    case 'kill':
    case 'pause':
    case 'resume':
      return done(rest, { verb, host: takeHost(verb, rest) });
    case 'etcd': {
      const action = rest.shift();
      const known = (['start', 'kill', 'pause', 'resume'] as const).find((one) => one === action);
      if (known === undefined) throw new UsageError('etcd needs one of start, kill, pause, resume.');
      return done(rest, { verb, action: known });
    }
    case 'link': {
      const host = takeHost(verb, rest);
      const state = rest.shift();
      if (state !== 'up' && state !== 'down') throw new UsageError('link needs a host and up or down.');
      return done(rest, { verb, host, state });
    }
    case 'scene': {
      const name = rest.shift();
      if (name === undefined || !isSceneName(name)) {
        throw new UsageError(`scene needs one of these names: ${SCENES.join(', ')}.`);
      }
      if (name !== 'crowd' || rest.length === 0) return done(rest, { verb, name });
      return done(rest, { verb, name, count: takeNumber(verb, 'a count', rest, 1000) });
    }
    default:
      throw new UsageError(verb === undefined ? 'A command is needed.' : `There is no command "${verb}".`);
  }
}

function done(rest: readonly string[], command: Command): Command {
  if (rest.length > 0) throw new UsageError(`${command.verb} does not take "${rest.join(' ')}".`);
  return command;
}

function takeLab(rest: string[]): string | undefined {
  const at = rest.indexOf('--lab');
  const end = rest.indexOf('--');
  if (at < 0 || (end >= 0 && at > end)) return undefined;
  const [, name] = rest.splice(at, 2);
  if (name === undefined) throw new UsageError('--lab needs a name.');
  return name;
}

function takeHost(verb: string, rest: string[]): number {
  return takeNumber(verb, "a host's number", rest, MAX_HOSTS);
}

function takeNumber(verb: string, what: string, rest: string[], most: number): number {
  const text = rest.shift();
  if (text !== undefined && /^[1-9]\d*$/.test(text) && Number(text) <= most) return Number(text);
  throw new UsageError(`${verb} needs ${what}, from 1 to ${most}.`);
}

/** All `--engine` words: `RELEASE` for all hosts, `I=RELEASE` for one. */
function takeEngines(rest: string[]): string[] {
  const at = rest.indexOf('--engine');
  if (at < 0) return [];
  const [, word] = rest.splice(at, 2);
  if (word === undefined) throw new UsageError('--engine needs a release, such as trixie or 2=trixie.');
  return [word, ...takeEngines(rest)];
}

function releasesOf(words: readonly string[], count: number): Record<number, Release> {
  const releases: Record<number, Release> = {};
  for (const word of words) {
    const [, host, name = ''] = /^(?:(\d+)=)?(.*)$/.exec(word) ?? [];
    if (!isRelease(name)) throw new UsageError(`--engine ${word}: the releases are ${RELEASES.join(', ')}.`);
    if (host !== undefined && (Number(host) < 1 || Number(host) > count))
      throw new UsageError(`--engine ${word}: there is no host ${host} among ${count}.`);
    const hosts = host === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [Number(host)];
    for (const index of hosts) releases[index] = name;
  }
  return releases;
}

function takeFlag(rest: string[], flag: string): boolean {
  const at = rest.indexOf(flag);
  if (at >= 0) rest.splice(at, 1);
  return at >= 0;
}

function takeAfterDashes(rest: string[]): string[] | undefined {
  const at = rest.indexOf('--');
  return at < 0 ? undefined : rest.splice(at).slice(1);
}
