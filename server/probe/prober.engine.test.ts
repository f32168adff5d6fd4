import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import type { Endpoint, Host } from '#lib/topology/model.ts';
import type { ProbeSettings } from '#lib/topology/model-wires.ts';
import { helperLabel } from '#lib/wires/helper-label.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import { type Core, createCore } from '#server/patchbay.ts';

/** Two hosts whose wires are read on and on: one from the kernel we share, one by a helper through its API alone. */
const lab = openLab({ name: 'prober' });
let core: Core;

const ways = { near: 1, far: 2 } as const;
type Way = keyof typeof ways;
const run = (way: Way, ...args: string[]) => lab.docker(ways[way], ...args);
const topology = () => core.hub.current().topology;
const host = (way: Way): Host => {
  const found = topology().hosts[way];
  if (!found) throw new Error(`no host ${way}`);
  return found;
};
const endpointOf = (way: Way, name: string): Endpoint | undefined => {
  const container = Object.values(topology().containers).find(
    (one) => one.hostId === way && one.name === name,
  );
  return Object.values(topology().endpoints).find((one) => one.containerId === container?.id);
};
const config = (way: Way, probe: ProbeSettings) => {
  const { socket, tcp = '' } = lab.hosts()[ways[way] - 1] ?? { socket: '' };
  const parsed = parseHostUrl(way === 'near' ? `unix://${socket}` : tcp);
  if (!parsed.ok) throw new Error(parsed.message);
  return { id: way, name: way, url: parsed.url, address: parsed.address, probe };
};
const start = (way: Way, name: string) =>
  run(way, 'run', '-d', '--name', name, '--network', 'auto', 'busybox', 'sleep', '9999');
/** Every helper there is on a host, whatever its state. */
const helpers = async (way: Way) =>
  (await run(way, 'ps', '-aq', '--filter', `label=${helperLabel}`)).split('\n').filter(Boolean);

/** Waits for something to be so, as the page would see it. */
async function until(patience: number, isSo: () => boolean): Promise<void> {
  const end = performance.now() + patience;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`not so after ${patience} ms: ${isSo}`);
    await sleep(5);
  }
}
const allow = (way: Way, probe: ProbeSettings) => core.readers.describe(way, { name: way, probe });

/** The veth at the other end of a container's eth0 and its bridge, as the host's own tools tell it. */
async function vethOf(way: Way, name: string): Promise<{ name: string; bridge: string }> {
  const index = (await run(way, 'exec', name, 'cat', '/sys/class/net/eth0/iflink')).trim();
  const line = (await lab.exec(ways[way], 'ip', '-o', 'link'))
    .split('\n')
    .find((one) => one.startsWith(`${index}: `));
  const [, veth = '', bridge = ''] = /^\d+: ([^@:]+)@.* master (\S+) /.exec(line ?? '') ?? [];
  return { name: veth, bridge };
}

beforeAll(async () => {
  await lab.down();
  await lab.up(2, { tcp: true });
  for (const way of ['near', 'far'] as const) {
    await run(way, 'network', 'create', 'auto');
    await start(way, 'first');
  }
  core = createCore([config('near', {}), config('far', { helper: 'standing' })], pino({ level: 'silent' }));
  core.start();
  await until(20_000, () => host('near').wires?.state === 'live' && host('far').wires?.state === 'live');
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

describe.each(['near', 'far'] as const)('the wires of the host that is %s', (way) => {
  it('are those that the host has, and which way they are read is said', async () => {
    await until(15_000, () => endpointOf(way, 'first')?.veth !== undefined);
    expect(endpointOf(way, 'first')?.veth).toMatchObject(await vethOf(way, 'first'));
    expect(endpointOf(way, 'first')?.interface).toMatchObject({ name: 'eth0', kind: 'veth', state: 'up' });
    const [by, reader] = way === 'near' ? ['local', 'netlink'] : ['helper', 'iproute2'];
    expect(host(way).wires).toEqual({ state: 'live', way: by, reader });
  });

  it('follow a container that starts, soon, and go when it stops', async () => {
    const delays: number[] = [];
    for (const name of ['one', 'two', 'three']) {
      const begin = Date.now();
      let seen: number | undefined;
      const stop = core.hub.subscribe(() => {
        if (endpointOf(way, name)?.veth) seen ??= Date.now();
      });
      await start(way, name);
      await until(10_000, () => seen !== undefined);
      stop();
      const since = `${Math.floor(begin / 1_000)}`;
      const told = await run(
        ...([way, 'events', '--since', since, '--until', `${Math.ceil(Date.now() / 1_000)}`] as const),
        ...([
          '--filter',
          'event=start',
          '--filter',
          `container=${name}`,
          '--format',
          '{{.TimeNano}}',
        ] as const),
      );
      delays.push((seen ?? 0) - Number(told.trim()) / 1e6);
      expect(endpointOf(way, name)?.veth).toMatchObject(await vethOf(way, name));
    }
    console.log(`${way}: with its veth ${delays.map(Math.round).join(', ')} ms after the start event`);
    await run(way, 'stop', '-t', '0', 'two');
    await until(10_000, () => endpointOf(way, 'two')?.attached === false && !endpointOf(way, 'two')?.veth);
    expect(endpointOf(way, 'two')).not.toHaveProperty('interface');
    await run(way, 'start', 'two');
    await until(10_000, () => endpointOf(way, 'two')?.veth !== undefined);
    expect(endpointOf(way, 'two')?.veth).toMatchObject(await vethOf(way, 'two'));
    await run(way, 'rm', '-f', 'one', 'two', 'three');
  });

  it('count what goes over them, more often while somebody asks', async () => {
    const { id = '', ipv4 = '' } = endpointOf(way, 'first') ?? {};
    expect(core.counters(id).every).toBeGreaterThanOrEqual(2_000);
    await run(
      way,
      'run',
      '--rm',
      '--network',
      'auto',
      'busybox',
      'ping',
      '-c',
      '20',
      '-i',
      '0.05',
      '-s',
      '1000',
      ipv4,
    );
    const grown = () => {
      const { samples } = core.counters(id);
      return (samples.at(-1)?.rxBytes ?? 0) - (samples.at(0)?.rxBytes ?? 0);
    };
    await until(12_000, () => grown() > 20 * 1_000);
    const at = () => core.counters(id).samples.map((sample) => sample.at);
    const before = at().length;
    await until(15_000, () => at().length >= before + 2);
    const [former = 0, latest = 0] = at().slice(-2);
    expect(latest - former).toBeLessThan(2 * core.counters(id).every);
    expect(core.counters(id).every).toBeLessThan(8_000);
    const device = endpointOf(way, 'first')?.veth?.bridgeId ?? '';
    expect(core.counters(device).samples.length).toBeGreaterThan(0);
    expect(() => core.counters('endpoint:nobody')).toThrow(expect.objectContaining({ status: 404 }));
  });

  it('stay as they were while the engine is dead or frozen, and are read again after', async () => {
    const index = ways[way];
    for (const [strike, heal] of [
      [lab.kill, lab.start],
      [lab.pause, lab.resume],
    ] as const) {
      const known = endpointOf(way, 'first')?.veth;
      expect(known).toBeDefined();
      await strike(index);
      await until(10_000, () => host(way).status === 'stale');
      expect(host(way).wires).toMatchObject({
        state: 'stale',
        reason: expect.stringContaining('host itself'),
      });
      const age = Date.now() - Date.parse(host(way).wires?.lastSeen ?? '');
      expect(age).toBeGreaterThan(0);
      expect(age).toBeLessThan(25_000);
      expect(endpointOf(way, 'first')?.veth).toEqual(known);
      await heal(index);
      await until(30_000, () => host(way).wires?.state === 'live');
      await run(way, 'start', 'first');
      await until(15_000, () => endpointOf(way, 'first')?.veth !== undefined);
      expect(host(way).wires).not.toHaveProperty('reason');
    }
  }, 120_000);
});

describe('what the owner allows', () => {
  it('counts at once, and a helper is gone with it', async () => {
    await until(10_000, () => host('far').wires?.state === 'live');
    expect(await helpers('far')).toHaveLength(1);
    allow('far', { helper: 'off' });
    await until(1_000, () => host('far').wires?.state === 'off');
    expect(host('far').wires?.reason).toContain('helper container');
    expect(endpointOf('far', 'first')).not.toHaveProperty('veth');
    await expect.poll(() => helpers('far'), { timeout: 10_000 }).toEqual([]);
    allow('far', { helper: 'one-shot' });
    await until(20_000, () => host('far').wires?.state === 'live');
    await until(5_000, () => endpointOf('far', 'first')?.veth !== undefined);
    await expect.poll(() => helpers('far'), { timeout: 10_000 }).toEqual([]);
    allow('far', { helper: 'standing' });
    await expect.poll(() => helpers('far'), { timeout: 15_000 }).toHaveLength(1);
  }, 60_000);

  it('can exclude the kernel that we share', async () => {
    allow('near', { local: false });
    await until(1_000, () => host('near').wires?.state === 'off');
    expect(host('near').wires?.reason).toContain('probe.local');
    allow('near', { local: false, helper: 'one-shot' });
    await until(20_000, () => host('near').wires?.way === 'helper');
    allow('near', {});
    await until(10_000, () => host('near').wires?.way === 'local');
    expect(await helpers('near')).toEqual([]);
  }, 60_000);

  it('is no good with an image that is not there, which is said, with what to do', async () => {
    allow('far', { helper: 'one-shot', image: 'nobody/has:this' });
    await until(15_000, () => host('far').wires?.state === 'stale');
    expect(host('far').wires?.reason).toContain('nobody/has:this');
    console.log(`image missing: ${host('far').wires?.reason}`);
    allow('far', { helper: 'standing' });
    await until(15_000, () => host('far').wires?.state === 'live');
  }, 60_000);
});

describe('a host that is removed', () => {
  it.each(['one-shot', 'standing'] as const)(
    'while its %s helper reads leaves nothing',
    async (helper) => {
      for (const delay of [0, 150, 400]) {
        await core.readers.remove('far');
        core.readers.add(config('far', { helper }));
        await until(10_000, () => topology().hosts.far?.status === 'live');
        await sleep(delay);
        await core.readers.remove('far');
        core.hub.flush();
        expect(JSON.stringify(topology())).not.toContain('far/');
        expect(await helpers('far')).toEqual([]);
      }
      expect(host('near').wires?.state).toBe('live');
    },
    90_000,
  );
});
