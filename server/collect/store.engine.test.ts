import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { type LabCore, startLabCore } from '#e2e/support/lab-core.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import { validate } from '#lib/topology/validate.ts';

/** Overlays on a key-value store, on real engines. Patchbay reads two of three hosts; the store is on the first. */
const lab = openLab({ name: 'kvstore' });
let core: LabCore;

const silent = (topology: Topology, host: string) =>
  topology.hosts[host]?.warnings.some(({ code }) => code === 'store-silent') ?? false;
const bothSilent = (topology: Topology) => silent(topology, 'kvstore1') && silent(topology, 'kvstore2');
const noneSilent = (topology: Topology) => !silent(topology, 'kvstore1') && !silent(topology, 'kvstore2');
const wide = () => core.network('kvstore1', 'wide');
const membersIn = (topology: Topology, network: string) =>
  indexOf(topology)
    .endpointsOfNetwork(network)
    .map(({ hostId, containerId, name, role, attached }) => {
      const member = topology.containers[containerId ?? '']?.name ?? name;
      return `${hostId} ${member} ${role}${attached ? '' : ' stopped'}`;
    })
    .sort();
const members = () => membersIn(core.topology(), wide().id);
const usual = [
  'kvstore1 both container',
  'kvstore1 far1 container',
  'kvstore1 far3 remote',
  'kvstore1 unborn container stopped',
  'kvstore2 far2 container',
  'kvstore2 halted container stopped',
];

/**
 * What 20.10 itself does wrong with a store every few dozen changes: it does not find a network there that it has just
 * changed ("network … not found"), or keeps an endpoint of a container that was stopped ("endpoint with name …
 * already exists"). Tests are tried anew then, from the scene's state.
 */
const retry = 3;

/** Starts a container, in spite of that. */
async function started(host: number, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await lab.docker(host, 'start', name);
      return;
    } catch (error) {
      if (tries === 10) throw error;
      if (String(error).includes('already exists'))
        await lab.docker(host, 'network', 'disconnect', '--force', 'wide', name).catch(() => sleep(500));
      await sleep(500);
    }
  }
}

beforeAll(async () => {
  await lab.down();
  await lab.up(3, { store: true });
  await lab.scene('store');
  core = await startLabCore(lab, [1, 2]);
});
/** Each test begins with what the scene has, whatever the one before left behind. */
beforeEach(async () => {
  await lab.etcd('start');
  await core.until(noneSilent, 60_000);
  // What a try that failed half-way left; mostly there is nothing of it.
  const tidy = (host: number, ...command: string[]) => lab.docker(host, ...command).catch(() => undefined);
  await tidy(1, 'unpause', 'far1');
  await tidy(2, 'rm', '-f', 'ghost');
  await tidy(2, 'network', 'disconnect', '--force', 'wide', 'ghost');
  await tidy(3, 'rm', '-f', 'visitor');
  await tidy(3, 'network', 'rm', 'later');
  await tidy(1, 'create', '--init', '--name', 'unborn', '--network', 'wide', 'busybox', 'sleep', '1000000');
  if ((await lab.docker(2, 'inspect', '-f', '{{.State.Running}}', 'far2')).trim() !== 'true')
    await started(2, 'far2');
  await core.until(() => members().join() === usual.join(), 60_000);
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

describe('networks of a key-value store', { retry }, () => {
  it('are what Docker knows on each host, and nothing else', async () => {
    expect(await core.differences()).toEqual([]);
    expect(validate(core.topology())).toEqual([]);
  });

  it('are one network over their hosts', () => {
    const [address] = lab.hosts().map((host) => host.address);
    expect(core.topology().hosts.kvstore2?.clusterStore).toBe(`etcd://${address}:2379`);
    for (const name of ['wide', 'idle']) {
      const network = core.network('kvstore2', name);
      expect(network).toMatchObject({
        scope: 'global',
        driver: 'overlay',
        hostIds: ['kvstore1', 'kvstore2'],
      });
      expect(network).not.toHaveProperty('stale');
      expect(core.network('kvstore1', name)).toBe(network);
    }
  });

  it('have each member once: where it is, or remote if its host is not read', async () => {
    expect(members()).toEqual(usual);
    const remote = indexOf(core.topology())
      .endpointsOfNetwork(wide().id)
      .find(({ role }) => role === 'remote');
    const told = await lab.docker(3, 'inspect', 'far3', '-f', '{{.NetworkSettings.Networks.wide.IPAddress}}');
    expect(remote?.ipv4).toBe(told.trim());
  });

  it('are told of on both hosts when one is made, joined and removed on the host that is not read', async () => {
    await lab.docker(3, 'network', 'create', '-d', 'overlay', 'later');
    await lab.docker(
      3,
      'run',
      '-d',
      '--init',
      '--name',
      'visitor',
      '--network',
      'later',
      'busybox',
      'sleep',
      '1000000',
    );
    const later = (topology: Topology) =>
      Object.values(topology.networks).find(({ name }) => name === 'later');
    const isSeen = await core.until((topology) => {
      const network = later(topology);
      return (
        network?.hostIds.length === 2 && membersIn(topology, network.id).join() === 'kvstore1 visitor remote'
      );
    }, 60_000);
    expect(isSeen).toBe(true);
    expect(await core.differences()).toEqual([]);
    await lab.docker(3, 'rm', '-f', 'visitor');
    await lab.docker(3, 'network', 'rm', 'later');
    expect(await core.until((topology) => !later(topology), 60_000)).toBe(true);
    expect(noneSilent(core.topology())).toBe(true);
  });

  it('show no stranger while a container of a host joins', async () => {
    const strangers = new Set<string>();
    const end = core.hub.subscribe(() => {
      for (const line of members()) if (line.endsWith('remote')) strangers.add(line);
    });
    for (let time = 0; time < 3; time++) {
      await lab.docker(2, 'stop', '-t', '0', 'far2');
      await started(2, 'far2');
      await started(1, 'unborn');
      await lab.docker(1, 'rm', '-f', 'unborn');
      await lab.docker(
        1,
        'create',
        '--init',
        '--name',
        'unborn',
        '--network',
        'wide',
        'busybox',
        'sleep',
        '1000000',
      );
    }
    expect(await core.until(() => members().join() === usual.join(), 60_000)).toBe(true);
    end();
    expect([...strangers]).toEqual(['kvstore1 far3 remote']);
    expect(await core.differences()).toEqual([]);
  });
});

describe('a key-value store that fails', { retry }, () => {
  it('keeps the last known when it is killed, says so on both hosts, and heals', async () => {
    await lab.etcd('kill');
    // What the engines say now: nothing of these networks is there, and the packets still go.
    expect(await lab.docker(2, 'network', 'ls', '--filter', 'driver=overlay', '-q')).toBe('');
    await lab.docker(2, 'exec', 'far2', 'ping', '-c', '1', '-W', '5', 'far1');
    expect(await core.until(bothSilent, 60_000)).toBe(true);
    expect(members()).toEqual(usual);
    expect(wide()).toMatchObject({ stale: true, hostIds: ['kvstore1', 'kvstore2'] });
    expect(core.network('kvstore2', 'idle').stale).toBe(true);
    const containers = Object.values(core.topology().containers);
    expect(containers.filter(({ missingNetworks }) => missingNetworks)).toEqual([]);
    expect(Object.values(core.topology().hosts).map(({ status }) => status)).toEqual(['live', 'live']);
    expect(validate(core.topology())).toEqual([]);

    // Changes that need no store go on being seen.
    await lab.docker(1, 'pause', 'far1');
    const far1 = core.container('kvstore1', 'far1').id;
    expect(await core.until((topology) => topology.containers[far1]?.state === 'paused', 30_000)).toBe(true);
    await lab.docker(1, 'unpause', 'far1');

    await lab.etcd('start');
    expect(await core.until(noneSilent, 60_000)).toBe(true);
    expect(wide()).not.toHaveProperty('stale');
    expect(members()).toEqual(usual);
    expect(await core.differences()).toEqual([]);
  });

  it('keeps the last known while it is frozen, too, and heals', async () => {
    await lab.etcd('pause');
    expect(await core.until(bothSilent, 120_000)).toBe(true);
    expect(members()).toEqual(usual);
    expect(Object.values(core.topology().hosts).map(({ status }) => status)).toEqual(['live', 'live']);
    await lab.etcd('resume');
    expect(await core.until(noneSilent, 120_000)).toBe(true);
    expect(members()).toEqual(usual);
    expect(await core.differences()).toEqual([]);
  });

  it('is told of by a Patchbay that starts meanwhile, which then knows no such network', async () => {
    await lab.etcd('kill');
    const late = await startLabCore(lab, [1, 2]);
    try {
      expect(await late.until(bothSilent, 60_000)).toBe(true);
      expect(late.container('kvstore2', 'far2').missingNetworks).toMatchObject([{ name: 'wide' }]);
      expect(validate(late.topology())).toEqual([]);
      await lab.etcd('start');
      expect(await late.until(noneSilent, 60_000)).toBe(true);
      expect(await late.differences()).toEqual([]);
    } finally {
      await late.stop();
    }
    expect(await core.until(noneSilent, 60_000)).toBe(true);
  });

  it('that leaves an endpoint behind when its container stops meanwhile does not make it a stranger', async () => {
    await lab.etcd('kill');
    expect(await core.until(bothSilent, 60_000)).toBe(true);
    await lab.docker(2, 'stop', '-t', '0', 'far2');
    const stopped = usual.map((line) => (line === 'kvstore2 far2 container' ? `${line} stopped` : line));
    expect(await core.until(() => members().join() === stopped.join(), 60_000)).toBe(true);
    await lab.etcd('start');
    expect(await core.until((topology) => noneSilent(topology) && !wide().stale, 60_000)).toBe(true);
    expect(await core.until(() => members().join() === stopped.join(), 60_000)).toBe(true);
    await started(2, 'far2');
    expect(await core.until(() => members().join() === usual.join(), 60_000)).toBe(true);
  });

  it('that leaves an endpoint behind whose container was removed: it is shown, and freed by its own name', async () => {
    await lab.docker(
      2,
      'run',
      '-d',
      '--init',
      '--name',
      'ghost',
      '--network',
      'wide',
      'busybox',
      'sleep',
      '9999',
    );
    const ghost = () =>
      indexOf(core.topology())
        .endpointsOfNetwork(wide().id)
        .find(({ name, role, hostId }) => name === 'ghost' && role === 'container' && hostId === 'kvstore2');
    await lab.etcd('kill');
    await lab.docker(2, 'rm', '-f', 'ghost');
    await lab.etcd('start');
    expect(await core.until(() => noneSilent(core.topology()) && ghost() !== undefined, 60_000)).toBe(true);
    expect(ghost()?.containerId).toBeUndefined();
    const action = { kind: 'release-endpoint' as const, endpointId: ghost()?.id ?? '' };
    const plan = await core.actions.plan(action);
    expect(plan.steps.map(({ cli }) => cli)).toEqual(['docker network disconnect --force wide ghost']);
    const { outcome } = await core.actions.apply(action, { fingerprint: plan.fingerprint });
    expect(outcome).toBe('done');
    expect(await lab.docker(2, 'network', 'inspect', '-f', '{{json .Containers}}', 'wide')).not.toContain(
      'ghost',
    );
    expect(await core.until(() => members().join() === usual.join(), 60_000)).toBe(true);
  });
});
