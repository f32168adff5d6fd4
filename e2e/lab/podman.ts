import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { hostPaths, labPaths } from './paths.ts';
import { waitFor } from './wait.ts';

/** Debian's Podman as a service in a host of the lab, beside its Docker Engine. It ends with its host. */
export interface Podman {
  /** The socket of its Docker-compatible API. */
  readonly socket: string;
  /** Runs the podman command against it. */
  run(verb: string, ...args: string[]): Promise<string>;
}

/** Starts Podman's service in a host, with the lab's image loaded. */
export async function startPodman(lab: Lab, host: number): Promise<Podman> {
  const labFiles = labPaths(lab.name);
  const paths = hostPaths(labFiles, host);
  const folder = join(paths.dir, 'podman');
  const config = join(folder, 'containers.conf');
  const socket = join(folder, 'podman.sock');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    config,
    '[engine]\nlock_type="file"\ncgroup_manager="cgroupfs"\nevents_logger="file"\nruntime="runc"\n' +
      `[network]\nnetwork_backend="cni"\nnetwork_config_dir="${folder}/net"\n` +
      '[containers]\nlog_driver="k8s-file"\npids_limit=0\n',
  );
  const storage = ['--root', `${folder}/root`, '--runroot', '/run/podman-run', '--tmpdir', '/run/podman-tmp'];
  const command = ['env', `CONTAINERS_CONF=${config}`, 'podman', ...storage, '--storage-driver', 'vfs'];
  // Under the host's own cgroup, with which `down` removes them.
  const parent = ['--cgroup-parent', `/${paths.cgroup}`];
  const run = (verb: string, ...args: string[]) => {
    const placed = verb === 'run' || verb === 'create' ? [...parent, ...args] : args;
    return lab.exec(host, ...command, verb, ...placed);
  };
  // Where CNI notes the addresses it gave out, and Podman what it knows of layers: this machine's own are not touched.
  for (const kept of ['/var/lib/cni', '/var/lib/containers']) {
    await lab.exec(host, 'mkdir', '-p', kept);
    await lab.exec(host, 'mount', '-t', 'tmpfs', 'tmpfs', kept);
  }
  await run('load', '-q', '-i', labFiles.image);
  const script = 'log=$1; shift; setsid "$@" >"$log" 2>&1 </dev/null &';
  const service = [...command, 'system', 'service', '--time=0', `unix://${socket}`];
  await lab.exec(host, 'sh', '-c', script, 'sh', join(folder, 'podman.log'), ...service);
  await waitFor(async () => {
    const state = await lab.exec(host, 'sh', '-c', `test -S ${socket} && echo there || true`);
    return state.trim() === 'there';
  }, 10_000);
  return { socket, run };
}
