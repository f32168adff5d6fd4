import { existsSync, readFileSync, rmSync } from 'node:fs';
import { engineAnswers } from './docker.ts';
import { LabError } from './errors.ts';
import { writeWhole } from './files.ts';
import { inside } from './host.ts';
import type { HostPaths, LabPaths } from './paths.ts';
import { ENGINE_MARK, type MarkedProcess, markedProcesses, signal } from './processes.ts';
import { cleanEnv, run } from './run.ts';
import { waitFor } from './wait.ts';

/** How a host's engine is started; kept, so that later starts are the same. */
export interface EngineSettings {
  /** Where it listens beside its unix sockets, such as 10.98.0.1:2375. */
  readonly tcp?: string;
  /** More arguments for dockerd. */
  readonly args: readonly string[];
}

/** The settings a host's engine was last started with successfully. */
export function engineSettings(host: HostPaths): EngineSettings {
  if (!existsSync(host.engineSettings)) return { args: [] };
  return JSON.parse(readFileSync(host.engineSettings, 'utf8')) as EngineSettings;
}

/**
 * Makes sure that a host's engine runs with these settings and answers. A running engine with other settings
 * is restarted, a paused one goes on.
 */
export async function ensureEngine(lab: LabPaths, host: HostPaths, settings: EngineSettings): Promise<void> {
  const wanted = dockerdArguments(host, settings);
  const running = engineProcess(host);
  if (running !== undefined && running.arguments.slice(1).join('\0') !== wanted.join('\0'))
    await stopEngine(host);
  else if (running?.stopped) signal(running.pid, 'SIGCONT');
  if (engineProcess(host) === undefined) await startDockerd(lab, host, wanted);
  await untilReady(host);
  writeWhole(host.engineSettings, JSON.stringify(settings)); // not before: nobody wants arguments back that fail
}

/** Ends an engine in an orderly way (also a paused one), and waits until it is gone. */
export async function stopEngine(host: HostPaths): Promise<void> {
  // In this order: after the other signal it may be gone before it is told to go on.
  signalEngine(host, 'SIGCONT');
  signalEngine(host, 'SIGTERM');
  await untilGone(host);
}

/** Kills an engine; its containers go on. */
export async function killEngine(host: HostPaths): Promise<void> {
  signalEngine(host, 'SIGKILL');
  await untilGone(host);
}

/** Freezes an engine: connections are accepted and never answered. */
export function pauseEngine(host: HostPaths): void {
  signalEngine(host, 'SIGSTOP');
}

/** Lets a paused engine go on. */
export function resumeEngine(host: HostPaths): void {
  signalEngine(host, 'SIGCONT');
}

/** A host's dockerd, if it runs. */
export function engineProcess(host: HostPaths): MarkedProcess | undefined {
  const marked = markedProcesses(ENGINE_MARK, (mark) => mark === host.dir);
  return marked.find((process) => process.command === 'dockerd');
}

function dockerdArguments(host: HostPaths, settings: EngineSettings): string[] {
  const tcp = settings.tcp === undefined ? [] : ['-H', `tcp://${settings.tcp}`, '--tls=false'];
  return [
    ...['--data-root', host.data, '--exec-root', '/run/docker', '--pidfile', host.enginePid],
    ...['-H', `unix://${host.socket}`, '-H', 'unix:///run/docker.sock', ...tcp],
    ...['--cgroup-parent', `/${host.cgroup}`, ...settings.args],
  ];
}

async function startDockerd(lab: LabPaths, host: HostPaths, args: readonly string[]): Promise<void> {
  // A pid file from before a crash may name a process that has nothing to do with it.
  rmSync(host.enginePid, { force: true });
  const script = 'log=$1; shift; setsid dockerd "$@" >>"$log" 2>&1 </dev/null &';
  const path = `${lab.bin}:${cleanEnv().PATH}`;
  await run(...inside(host, ['sh', '-c', script, 'sh', host.engineLog, ...args]), {
    env: { [ENGINE_MARK]: host.dir, PATH: path },
  });
  await waitFor(() => engineProcess(host) !== undefined, 2_000);
}

async function untilReady(host: HostPaths): Promise<void> {
  const answered = await waitFor(async () => {
    if (await engineAnswers(host)) return 'yes';
    return engineProcess(host) === undefined ? 'ended' : undefined;
  }, 60_000);
  if (answered === 'yes') return;
  const why = answered === 'ended' ? 'ended at once' : 'does not answer after 60 s';
  throw new LabError(
    `The engine of ${host.name} ${why}. The end of ${host.engineLog}:\n${lastLines(host.engineLog)}`,
  );
}

async function untilGone(host: HostPaths): Promise<void> {
  if (await waitFor(() => engineProcess(host) === undefined, 60_000)) return;
  throw new LabError(`The engine of ${host.name} does not end. See ${host.engineLog}`);
}

function signalEngine(host: HostPaths, name: NodeJS.Signals): void {
  const engine = engineProcess(host);
  if (engine === undefined) throw new LabError(`The engine of ${host.name} does not run.`);
  signal(engine.pid, name);
}

function lastLines(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n') : '(empty)';
}
