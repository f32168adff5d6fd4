import { join } from 'node:path';
import { LabError } from './errors.ts';
import { inside } from './host.ts';
import type { HostPaths } from './paths.ts';
import { which } from './requirements.ts';
import { run } from './run.ts';
import { waitFor } from './wait.ts';

const PORT = 2379;
/** In memory: where a disk is slow its requests time out, and engines then say that networks do not exist. */
const DATA = '/run/lab-etcd';
const PID_FILE = '/run/lab-etcd.pid';

/**
 * The arguments with which the dockerd at `address` keeps its networks of scope global in the etcd of the host at
 * `storeAddress`. Engines newer than 20.10 don't know them.
 */
export function storeArguments(storeAddress: string, address: string): string[] {
  return [`--cluster-store=etcd://${storeAddress}:${PORT}`, `--cluster-advertise=${address}:2376`];
}

/**
 * Makes sure that Debian's etcd runs in a host, on its address in the lab alone, with the protocol that engines speak
 * (version 2). What it holds is kept. A service that the package may run on this machine itself is not touched.
 */
export async function ensureEtcd(host: HostPaths, address: string): Promise<void> {
  if (which('etcd') === undefined)
    throw new LabError('Missing: etcd. On Debian or Ubuntu: apt-get install etcd-server');
  const client = `http://${address}:${PORT}`;
  const log = join(host.dir, 'etcd.log');
  if (await etcdRuns(host)) await signalEtcd(host, 'CONT');
  else {
    const urls = ['--listen-client-urls', client, '--advertise-client-urls', client];
    const peers = ['--listen-peer-urls', `http://127.0.0.1:${PORT + 1}`];
    const command = ['etcd', '--enable-v2', '--data-dir', DATA, ...urls, ...peers];
    const script = `log=$1; shift; setsid "$@" >>"$log" 2>&1 </dev/null & echo $! >${PID_FILE}`;
    await run(...inside(host, ['sh', '-c', script, 'sh', log, ...command]));
  }
  const health = `busybox wget -qO- ${client}/health || true`;
  const answers = async () => (await run(...inside(host, ['sh', '-c', health]))).includes('true');
  if (!(await waitFor(answers, 30_000, 200))) throw new LabError(`etcd does not answer. See ${log}`);
}

/** Kills a host's etcd (then connections are refused), freezes it (then it never answers), or lets it go on. */
export async function signalEtcd(host: HostPaths, name: 'KILL' | 'STOP' | 'CONT'): Promise<void> {
  if (!(await etcdRuns(host))) throw new LabError(`${host.name} runs no etcd. Start it with "etcd start".`);
  await run(...inside(host, ['sh', '-c', `kill -${name} $(cat ${PID_FILE})`]));
  if (name === 'KILL') await waitFor(async () => !(await etcdRuns(host)), 5_000);
}

async function etcdRuns(host: HostPaths): Promise<boolean> {
  const check = `test "$(cat /proc/$(cat ${PID_FILE})/comm)" = etcd && echo yes || true`;
  return (await run(...inside(host, ['sh', '-c', `{ ${check}; } 2>/dev/null`]))) !== '';
}
