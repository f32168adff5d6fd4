import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { removeNetns } from './netns.ts';
import type { LabPaths } from './paths.ts';
import { run, succeeds } from './run.ts';

/**
 * The wire between the hosts: a bridge in a network namespace of its own, so that this machine's own iptables
 * (and a dockerd's FORWARD DROP) never see its traffic.
 */
export async function ensureSwitch(lab: LabPaths): Promise<void> {
  const netns = lab.switchNetns;
  if (!(await succeeds('ip', ['-n', netns, 'link']))) {
    await removeNetns(netns);
    await run('ip', ['netns', 'add', netns]);
  }
  if (!(await succeeds('ip', ['-n', netns, 'link', 'show', 'br0']))) {
    await run('ip', ['-n', netns, 'link', 'add', 'br0', 'type', 'bridge', 'forward_delay', '0']);
  }
  await run('ip', ['-n', netns, 'link', 'set', 'lo', 'up']);
  await run('ip', ['-n', netns, 'link', 'set', 'br0', 'up']);
  // Absent where bridge netfilter is not loaded: then there is nothing to switch off.
  const off =
    'for f in iptables ip6tables arptables; do p=/proc/sys/net/bridge/bridge-nf-call-$f; [ ! -e $p ] || echo 0 >$p; done';
  await run('ip', ['netns', 'exec', netns, 'sh', '-c', off]);
}

/** Plugs a host's eth0 into the switch. The host's address is on it, or on the mesh's bridge where eth0 is a port of that. */
export async function plugIn(lab: LabPaths, hostNetns: string, address: string): Promise<void> {
  const port = ['-n', lab.switchNetns, 'link'];
  if (!(await succeeds('ip', ['-n', hostNetns, 'link', 'show', 'eth0']))) {
    await unplug(lab, hostNetns);
    await run('ip', [
      ...['link', 'add', 'eth0', 'netns', hostNetns, 'type', 'veth'],
      ...['peer', 'name', hostNetns, 'netns', lab.switchNetns],
    ]);
  }
  await run('ip', [...port, 'set', hostNetns, 'master', 'br0', 'up']);
  const bridged = await succeeds('ip', ['-n', hostNetns, 'link', 'show', 'brphy']);
  const device = bridged ? 'brphy' : 'eth0';
  await run('ip', ['-n', hostNetns, 'addr', 'replace', `${address}/24`, 'dev', device]);
  await run('ip', ['-n', hostNetns, 'link', 'set', 'lo', 'up']);
  await run('ip', ['-n', hostNetns, 'link', 'set', 'eth0', 'up']);
}

/** Removes a host's port from the switch, if it is there. */
export async function unplug(lab: LabPaths, port: string): Promise<void> {
  const link = ['-n', lab.switchNetns, 'link'];
  if (await succeeds('ip', [...link, 'show', port])) await run('ip', [...link, 'del', port]);
}

/**
 * Gives this machine's root namespace a leg into the switch, so that programs here reach the hosts' addresses.
 * It is made inside the switch and moved out with its alias on, so a leg is known to be ours from its first moment.
 */
export async function ensureLeg(lab: LabPaths, range: string): Promise<void> {
  if (!hasLeg(lab)) {
    const inSwitch = ['-n', lab.switchNetns, 'link'];
    await unplug(lab, lab.leg);
    await run('ip', [...inSwitch, 'add', lab.leg, 'type', 'veth', 'peer', 'name', `${lab.leg}p`]);
    await run('ip', [...inSwitch, 'set', lab.leg, 'alias', legAlias(lab)]);
    await run('ip', [...inSwitch, 'set', `${lab.leg}p`, 'master', 'br0', 'up']);
    await run('ip', [...inSwitch, 'set', lab.leg, 'netns', String(process.pid)]);
  }
  const noIpv6 = `/proc/sys/net/ipv6/conf/${lab.leg}/disable_ipv6`;
  if (existsSync(noIpv6)) writeFileSync(noIpv6, '1');
  await run('ip', ['addr', 'replace', `${range}.254/24`, 'dev', lab.leg]);
  await run('ip', ['link', 'set', lab.leg, 'up']);
}

/** Removes the leg, if there is one and it is this lab's. */
export async function removeLeg(lab: LabPaths): Promise<void> {
  if (hasLeg(lab)) await run('ip', ['link', 'del', lab.leg]);
}

function hasLeg(lab: LabPaths): boolean {
  const alias = `/sys/class/net/${lab.leg}/ifalias`;
  return existsSync(alias) && readFileSync(alias, 'utf8').trim() === legAlias(lab);
}

function legAlias(lab: LabPaths): string {
  return `patchbay lab ${lab.dir}`;
}
