import { docker } from './docker.ts';
import { CommandError, LabError } from './errors.ts';
import type { HostPaths, LabPaths } from './paths.ts';
import { waitFor } from './wait.ts';

interface Member {
  readonly host: HostPaths;
  readonly address: string;
}

/** Makes one swarm of these hosts, the first being its manager. Does nothing for those that are in it. */
export async function ensureSwarm(lab: LabPaths, [manager, ...workers]: readonly Member[]): Promise<void> {
  if (manager === undefined) return;
  await enter(lab, manager, ['swarm', 'init', '--advertise-addr', manager.address]);
  const token = (await docker(lab, manager.host, ['swarm', 'join-token', '-q', 'worker'])).trim();
  const join = ['swarm', 'join', '--token', token, `${manager.address}:2377`];
  await Promise.all(
    workers.map((worker) => enter(lab, worker, [...join, '--advertise-addr', worker.address])),
  );
  await Promise.all([manager, ...workers].map(({ host }) => untilIngress(lab, host)));
}

/** What a host's engine says about its part in a swarm: inactive, pending, active, error or locked. */
async function swarmState(lab: LabPaths, host: HostPaths): Promise<string> {
  return (await docker(lab, host, ['info', '--format', '{{.Swarm.LocalNodeState}}'])).trim();
}

async function enter(lab: LabPaths, { host }: Member, command: readonly string[]): Promise<void> {
  let refusal: CommandError | undefined;
  const active = await waitFor(async () => {
    const state = await swarmState(lab, host);
    if (state !== 'inactive') return state === 'active';
    if (refusal !== undefined) throw refusal;
    try {
      await docker(lab, host, command);
    } catch (error) {
      // It may have entered just now, by a command of a lab that was interrupted: ask again before giving up.
      if (!(error instanceof CommandError)) throw error;
      refusal = error;
    }
    return false;
  }, 60_000);
  if (!active) throw new LabError(`${host.name} did not become a part of the swarm within 60 s.`);
}

/** The ingress network and docker_gwbridge come a moment after joining. */
async function untilIngress(lab: LabPaths, host: HostPaths): Promise<void> {
  const there = await waitFor(
    async () => {
      const names = (await docker(lab, host, ['network', 'ls', '--format', '{{.Name}}'])).split('\n');
      return names.includes('ingress') && names.includes('docker_gwbridge');
    },
    30_000,
    100,
  );
  if (!there) throw new LabError(`${host.name} is in the swarm but has no ingress network after 30 s.`);
}
