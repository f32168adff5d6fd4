import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandError } from './errors.ts';
import { openLab } from './lab.ts';
import { labProcesses, machineTrace, type Trace } from './machine-trace.ts';
import { isAlive } from './processes.ts';
import { run } from './run.ts';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));
const NAMES = ['trace', 'tracetwo'] as const;
const one = openLab({ name: NAMES[0] });
const two = openLab({ name: NAMES[1] });

let before: Trace;

async function downAll(): Promise<void> {
  await one.down();
  await two.down();
}

/** Takes both labs down and checks that the machine is as it was, and that no process of theirs is left. */
async function expectNoTrace(): Promise<void> {
  const processes = labProcesses(NAMES);
  await downAll();
  expect(processes.filter(isAlive)).toEqual([]);
  expect(await machineTrace(NAMES)).toEqual(before);
}

function startCli(...args: string[]): ChildProcess {
  return spawn(process.execPath, [CLI, '--lab', one.name, ...args], { stdio: 'ignore' });
}

async function killAfter(child: ChildProcess, milliseconds: number): Promise<void> {
  const closed = once(child, 'close');
  await Promise.race([closed, sleep(milliseconds)]);
  child.kill('SIGKILL');
  await closed;
}

describe('a lab leaves no trace', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    await downAll();
    before = await machineTrace(NAMES);
  });
  afterAll(downAll);

  it('after a scene on two hosts in a swarm, reached over TCP', async () => {
    await one.up(2, { swarm: true, tcp: true });
    await one.scene('basic');
    const [first] = one.hosts();
    const answer = await fetch(`http://${first?.address}:2375/_ping`, { signal: AbortSignal.timeout(5_000) });
    expect(await answer.text()).toBe('OK');
    expect(await one.docker(1, 'exec', 'm1', 'ping', '-c1', '-W2', 'm2')).toContain(' 0% packet loss');
    expect(labProcesses(NAMES).length).toBeGreaterThan(20);
    const during = await machineTrace(NAMES);
    for (const kind of ['namespaces', 'links', 'routes', 'mounts', 'cgroups', 'processes', 'folders']) {
      expect(during[kind]?.length, kind).toBeGreaterThan(before[kind]?.length ?? 0);
    }
    await expectNoTrace();
  });

  it('after two labs side by side, of which one goes first', async () => {
    await Promise.all([one.up(2, { tcp: true }), two.up(1, { tcp: true })]);
    const addresses = [...one.hosts(), ...two.hosts()].map((host) => host.address);
    expect(new Set(addresses).size).toBe(3);
    for (const address of addresses) {
      const answer = await fetch(`http://${address}:2375/_ping`, { signal: AbortSignal.timeout(5_000) });
      expect(await answer.text()).toBe('OK');
    }
    await two.scene('basic');
    await one.down();
    expect(one.hosts()).toEqual([]);
    expect(await two.docker(1, 'exec', 'web', 'hostname')).not.toBe('');
    await expectNoTrace();
  });

  it('after a killed engine, a paused one and a paused container', async () => {
    await one.up(2, { swarm: true, tcp: true });
    await one.scene('basic');
    await one.docker(1, 'pause', 'web');
    await one.docker(2, 'pause', 'shop-web-1');
    await one.kill(1);
    await one.pause(2);
    await one.link(2, 'down');
    expect((await one.status()).map(({ engine, link }) => [engine, link])).toEqual([
      ['down', 'up'],
      ['paused', 'down'],
    ]);
    await expectNoTrace();
  });

  it.each([60, 200, 500, 900, 1500, 2500])(
    'after "up" was killed within %i ms and run again',
    async (delay) => {
      await killAfter(startCli('up', '2', '--swarm', '--tcp'), delay);
      await one.up(2, { swarm: true, tcp: true });
      expect((await one.status()).map((host) => host.engine)).toEqual(['up', 'up']);
      expect((await one.docker(1, 'node', 'ls', '-q')).trim().split('\n')).toHaveLength(2);
      await expectNoTrace();
    },
  );

  it.each([100, 300, 1200])('after "up" was killed within %i ms, without another "up"', async (delay) => {
    await killAfter(startCli('up', '2', '--swarm', '--tcp'), delay);
    await expectNoTrace();
  });

  it('after a mesh of Open vSwitch, one of whose daemons was frozen', async () => {
    await one.up(2, { mesh: true, tcp: true });
    await one.scene('mesh');
    await one.exec(2, 'sh', '-c', 'kill -STOP $(cat /run/openvswitch/ovs-vswitchd.pid)');
    const during = await machineTrace(NAMES);
    expect(during.processes?.filter((line) => line.startsWith('ovs')).length).toBeGreaterThanOrEqual(4);
    await expectNoTrace();
  });

  it.each([700, 1_500, 2_200, 3_500])(
    'after "up" of a mesh was killed within %i ms, and again when it was run once more',
    async (delay) => {
      await killAfter(startCli('up', '2', '--mesh'), delay);
      await expectNoTrace();
      await killAfter(startCli('up', '2', '--mesh'), delay);
      await one.up(2, { mesh: true });
      const bridges = await one.exec(2, 'ovs-vsctl', 'list-ports', 'br0');
      expect(bridges.trim()).toBe('gre1');
      await expectNoTrace();
    },
  );

  it.each([80, 160, 240])('after "down" was killed within %i ms and run again', async (delay) => {
    await one.up(2, { tcp: true });
    const processes = labProcesses(NAMES);
    await killAfter(startCli('down'), delay);
    await expectNoTrace();
    expect(processes.filter(isAlive)).toEqual([]);
  });

  it('not even the folder of namespaces, where there was none', async () => {
    // In a mount namespace where nobody has made a network namespace yet.
    const script = `umount -R -l /run/netns; mount -t tmpfs tmpfs /run
      "$@" up 1 && ls -d /run/netns && "$@" down && ls -d /run/netns; grep /run/netns /proc/self/mountinfo`;
    const root = mkdtempSync('/tmp/patchbay-lab-test-');
    const cli = [process.execPath, CLI, '--lab', one.name];
    const env = { PATCHBAY_LAB_DIR: root };
    const output = run('unshare', ['-m', 'sh', '-c', script, 'sh', ...cli], { env, timeout: 60_000 });
    // grep finds nothing and fails.
    const failure: unknown = await output.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CommandError);
    expect(failure instanceof CommandError && failure.stdout).toMatch(/npm start\n\/run\/netns\n$/);
    expect(existsSync(root)).toBe(false);
    await expectNoTrace();
  });

  it('and does not touch what another one made', async () => {
    const foreign = `${one.name}sw`;
    await run('ip', ['netns', 'add', foreign]);
    try {
      await expect(one.up(1)).rejects.toThrow(`A network namespace named ${foreign} exists`);
      await one.down();
      expect(await run('ip', ['netns', 'list'])).toContain(foreign);
    } finally {
      await run('ip', ['netns', 'del', foreign]);
    }
  });
});
