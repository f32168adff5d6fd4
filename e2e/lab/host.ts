import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { removeCgroup, thaw } from './cgroups.ts';
import { claimHost, hostRelease } from './claim.ts';
import { LabError } from './errors.ts';
import { removeNetns } from './netns.ts';
import type { HostPaths, LabPaths } from './paths.ts';
import { HOST_MARK, isAlive, markedProcesses, signal } from './processes.ts';
import { type Release, releaseTree } from './releases.ts';
import { launch, run } from './run.ts';
import { plugIn, unplug } from './switch.ts';
import { waitFor } from './wait.ts';

const INIT_SCRIPT = fileURLToPath(new URL('./host-init.sh', import.meta.url));

/**
 * Makes sure that a host runs and is plugged in. A host whose pid 1 is gone boots anew; its disk is kept. The files of
 * the release must be there.
 */
export async function ensureHost(
  lab: LabPaths,
  host: HostPaths,
  address: string,
  release?: Release,
): Promise<void> {
  claimHost(host, release);
  const running = initPid(host) !== undefined;
  if (!running) await clearHost(lab, host);
  if (!running) await run('ip', ['netns', 'add', host.name]);
  await plugIn(lab, host.name, address);
  if (!running) await boot(lab, host);
  if (!(await waitFor(() => existsSync(host.ready), 10_000))) {
    throw new LabError(`Host ${host.name} did not start: ${bootLog(host)}`);
  }
}

/** The pid (as seen from here) of a host's pid 1, if the host runs. */
export function initPid(host: HostPaths): number | undefined {
  return hostProcesses(host).find((process) => process.init)?.pid;
}

/** How to run a command inside a host: the program and its arguments. */
export function inside(host: HostPaths, command: readonly string[]): [string, string[]] {
  const pid = initPid(host);
  if (pid === undefined) throw new LabError(`Host ${host.name} is not up. Start it with "up ${host.index}".`);
  return ['nsenter', ['-t', String(pid), '-n', '-m', '-u', '-i', '-p', '--', ...command]];
}

/** Ends every process of a host, and waits until the last one is gone. */
export async function endHost(host: HostPaths): Promise<void> {
  const init = initPid(host);
  if (init !== undefined) {
    signal(init, 'SIGKILL'); // the kernel ends a pid namespace with its pid 1
    if (!(await waitFor(() => !isAlive(init), 20_000))) {
      throw new LabError(`The processes of host ${host.name} do not end (its pid 1 is ${init}).`);
    }
  }
  for (const waiter of hostProcesses(host)) signal(waiter.pid, 'SIGKILL');
  if (!(await waitFor(() => hostProcesses(host).length === 0, 5_000))) {
    throw new LabError(`Some processes of host ${host.name} do not end.`);
  }
}

function hostProcesses(host: HostPaths) {
  return markedProcesses(HOST_MARK, (mark) => mark === host.dir);
}

async function clearHost(lab: LabPaths, host: HostPaths): Promise<void> {
  thaw(host.cgroup);
  await endHost(host);
  await unplug(lab, host.name);
  await removeNetns(host.name);
  await removeCgroup(host.cgroup);
  for (const file of [host.ready, host.bootLog]) rmSync(file, { force: true });
}

async function boot(lab: LabPaths, host: HostPaths): Promise<void> {
  await launch(
    'nsenter',
    [
      `--net=/run/netns/${host.name}`,
      ...['unshare', '-m', '-u', '-i', '-p', '-f', '--mount-proc', '--propagation', 'private'],
      ...['sh', INIT_SCRIPT, host.dir, host.name, lab.hostsFile, ...releaseFiles(host)],
    ],
    host.bootLog,
    { [HOST_MARK]: host.dir },
  );
}

function releaseFiles(host: HostPaths): string[] {
  const release = hostRelease(host);
  return release === undefined ? [] : [releaseTree(release)];
}

function bootLog(host: HostPaths): string {
  return existsSync(host.bootLog) ? readFileSync(host.bootLog, 'utf8').trim() : 'it wrote nothing.';
}
