import { basename } from 'node:path';
import { removeCgroup, thaw } from './cgroups.ts';
import { claimedHosts, readState, releaseLab } from './claim.ts';
import { endHost } from './host.ts';
import { removeNetns } from './netns.ts';
import { type HostPaths, hostIndex, hostPaths, type LabPaths } from './paths.ts';
import { HOST_MARK, markedProcesses } from './processes.ts';
import { removeLeg } from './switch.ts';

/** Removes a lab with everything it made. Does nothing when there is none. */
export async function takeDown(lab: LabPaths): Promise<void> {
  const hosts = remains(lab);
  if (hosts.length === 0 && readState(lab) === undefined) return releaseLab(lab, false);
  thaw(lab.cgroup);
  await Promise.all(hosts.map(endHost));
  await removeLeg(lab);
  for (const host of hosts) await removeNetns(host.name);
  await removeNetns(lab.switchNetns);
  await removeCgroup(lab.cgroup);
  await releaseLab(lab, true);
}

/** Hosts that have a folder, and those that run though somebody removed their folder. */
function remains(lab: LabPaths): HostPaths[] {
  const running = markedProcesses(HOST_MARK, (mark) => mark.startsWith(`${lab.dir}/`));
  const indices = [
    ...claimedHosts(lab).map((host) => host.index),
    ...running.map((process) => hostIndex(lab, basename(process.mark))),
  ].filter((index) => index !== undefined);
  return [...new Set(indices)].map((index) => hostPaths(lab, index));
}
