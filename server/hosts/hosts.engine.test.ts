import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import { connect } from '#server/engine/connect.ts';
import { type Core, createCore } from '#server/patchbay.ts';
import { openStorage, type Storage } from '#server/storage/storage.ts';
import { createHostRegistry, type HostRegistry } from './host-registry.ts';

/** Hosts that come and go while real engines run: one is of the configuration, the other is added and removed. */
const lab = openLab({ name: 'addhost' });
const log = pino({ level: 'silent' });
let folder: string;
let storage: Storage;
let core: Core;
let hosts: HostRegistry;

const socket = (index: number) => `unix://${lab.hosts()[index - 1]?.socket}`;
const tcp = (index: number) => lab.hosts()[index - 1]?.tcp ?? '';
const host = (id: string) => core.hub.current().topology.hosts[id];
const warningsOf = (id: string) => host(id)?.warnings.map(({ code }) => code);
const live = (id: string) =>
  expect.poll(() => host(id)?.status, { timeout: 10_000, interval: 20 }).toBe('live');
const lines = (text: string) => text.split('\n').filter(Boolean);

async function open(): Promise<void> {
  const parsed = parseHostUrl(socket(1));
  if (!parsed.ok) throw new Error(parsed.message);
  const { url, address } = parsed;
  storage = await openStorage(folder);
  core = createCore([{ id: 'one', name: 'one', url, address, origin: 'file', source: 'patchbay.yaml' }], log);
  hosts = await createHostRegistry({ ...core, store: storage.hosts, connect, log });
  core.start();
  await live('one');
}
async function close(): Promise<void> {
  await core.stop();
  await storage.close();
}

beforeAll(async () => {
  await lab.down();
  await lab.up(2, { tcp: true });
  await lab.docker(2, 'network', 'create', 'extra');
  await lab.docker(2, 'run', '-d', '--name', 'web', '--network', 'extra', 'busybox', 'sleep', '9999');
  await lab.docker(2, 'create', '--name', 'idle', 'busybox', 'sleep', '9999');
});
afterAll(() => lab.down());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-hosts-'));
  await open();
});
afterEach(async () => {
  await lab.resume(2);
  await close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a host that is added', () => {
  it('is what its test said, is read, and comes back with the next start', async () => {
    const test = await hosts.test({ url: tcp(2) });
    expect(test).toMatchObject({
      engine: {
        flavour: 'docker',
        version: (await lab.docker(2, 'info', '-f', '{{.ServerVersion}}')).trim(),
      },
      containers: lines(await lab.docker(2, 'ps', '-aq')).length,
      running: lines(await lab.docker(2, 'ps', '-q')).length,
      networks: lines(await lab.docker(2, 'network', 'ls', '-q')).length,
    });
    expect(test.warnings.map(({ code }) => code)).toEqual(['plain-tcp']);
    await hosts.add({ name: 'Two', url: tcp(2) });
    await live('two');
    const names = Object.values(core.hub.current().topology.containers).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['web', 'idle']));

    await close();
    await open();
    await live('two');
    expect(host('two')).toMatchObject({ name: 'Two', origin: 'stored' });
  });

  it('can be acted on at once, and no more when it is gone', async () => {
    await hosts.add({ name: 'two', url: socket(2) });
    await live('two');
    const { networks, containers } = core.hub.current().topology;
    const id = (map: Record<string, { id: string; name: string }>, name: string) =>
      Object.values(map).find((each) => each.name === name && each.id.includes(':two/'))?.id ?? '';
    const action = {
      kind: 'connect' as const,
      networkId: id(networks, 'bridge'),
      containerId: id(containers, 'web'),
    };
    expect((await core.actions.apply(action)).outcome).toBe('done');
    expect((await core.actions.apply({ ...action, kind: 'disconnect' })).outcome).toBe('done');
    await hosts.remove('two');
    await expect(core.actions.plan(action)).rejects.toMatchObject({ status: 404 });
  });

  it('keeps its picture under another name, and is read anew at another URL', async () => {
    await hosts.add({ name: 'two', url: socket(2) });
    await live('two');
    const before = core.hub.current().topology.containers;
    await hosts.change('two', { name: 'Zwei', url: socket(2) });
    expect(core.hub.current().topology.containers).toBe(before);
    await hosts.change('two', { name: 'Zwei', url: tcp(2) });
    expect(host('two')).toMatchObject({ name: 'Zwei', status: 'connecting' });
    await live('two');
  });
});

/** The file that makes an engine's ID, as it is on a real host and in the lab: engines after 20.10 keep it among their data. */
async function idFiles(): Promise<[string, (host: number) => string]> {
  const key = '/etc/docker/key.json';
  if (Number.parseInt(await lab.docker(1, 'version', '-f', '{{.Server.Version}}'), 10) <= 20)
    return [key, () => key];
  const data = await Promise.all(
    [1, 2].map((index) => lab.docker(index, 'info', '-f', '{{.DockerRootDir}}')),
  );
  return ['/var/lib/docker/engine-id', (host) => `${data[host - 1]?.trim()}/engine-id`];
}

describe('entries that reach one daemon, and clones', () => {
  it('the same daemon by two ways: both are told while both are there', async () => {
    const test = await hosts.test({ url: tcp(1) });
    expect(test.warnings.map(({ code }) => code)).toEqual(['plain-tcp', 'same-daemon']);
    await hosts.add({ name: 'again', url: tcp(1) });
    await live('again');
    expect(warningsOf('one')).toEqual(['same-daemon']);
    expect(warningsOf('again')).toEqual(['plain-tcp', 'same-daemon']);
    expect(host('again')?.warnings[1]?.message).toContain('same Docker daemon as one');
    await hosts.remove('again');
    expect(warningsOf('one')).toEqual([]);
  });

  it('two machines whose engines share their key: both are told, and what to do', async () => {
    await hosts.add({ name: 'two', url: socket(2) });
    await live('two');
    expect(warningsOf('two')).toEqual([]);
    const [file, of] = await idFiles();
    const restarted = async (change: string) => {
      await lab.stop(2);
      await lab.exec(2, 'sh', '-c', change);
      await lab.start(2);
      await expect.poll(() => host('two')?.status, { timeout: 15_000 }).toBe('live');
    };
    await restarted(`printf %s '${await lab.exec(1, 'cat', of(1))}' > ${of(2)}`);
    await expect.poll(() => warningsOf('two'), { timeout: 5_000 }).toEqual(['same-engine-id']);
    expect(warningsOf('one')).toEqual(['same-engine-id']);
    expect(host('one')?.warnings[0]?.message).toMatch(new RegExp(`as that of two.*${file}`));
    expect((await hosts.test({ id: 'two' })).warnings.map(({ code }) => code)).toEqual(['same-engine-id']);
    await restarted(`rm ${of(2)}`);
    await expect.poll(() => warningsOf('one'), { timeout: 5_000 }).toEqual([]);
  });
});

describe('a host that is removed', () => {
  /** The fewest there are of each within a second: what is left of the other host's reading comes and goes. */
  const open = async () => {
    const fewest = { PipeWrap: 99, Timeout: 99 };
    for (let sample = 0; sample < 20; sample++) {
      const now = process.getActiveResourcesInfo();
      for (const kind of ['PipeWrap', 'Timeout'] as const) {
        fewest[kind] = Math.min(fewest[kind], now.filter((each) => each === kind).length);
      }
      await sleep(50);
    }
    return fewest;
  };

  for (const way of ['live', 'frozen', 'frozen before it was read'] as const) {
    it(`while it is ${way}: soon, with a diff, and leaves no timer and no socket`, async () => {
      await sleep(1_500);
      const before = await open();
      if (way === 'frozen before it was read') await lab.pause(2);
      await hosts.add({ name: 'two', url: socket(2) });
      if (way === 'frozen before it was read') await sleep(200);
      else await live('two');
      if (way === 'frozen') {
        await lab.pause(2);
        await sleep(3_000);
      }
      const during = await open();
      expect(during.PipeWrap).toBeGreaterThan(before.PipeWrap);
      const removed: string[] = [];
      const stop = core.hub.subscribe(({ changes }) => {
        removed.push(...(changes.hosts?.remove ?? []), ...(changes.containers?.remove ?? []));
      });
      const started = performance.now();
      await hosts.remove('two');
      expect(performance.now() - started).toBeLessThan(1_000);
      expect(removed[0]).toBe('two');
      expect(removed.slice(1)).toHaveLength(way === 'frozen before it was read' ? 0 : 2);
      expect(JSON.stringify(core.hub.current().topology)).not.toContain('two/');
      // What was asked of it last would have timed out by then.
      await sleep(2_500);
      stop();
      expect(host('two')).toBeUndefined();
      const after = await open();
      expect(after.PipeWrap).toBeLessThanOrEqual(before.PipeWrap);
      expect(after.Timeout).toBeLessThanOrEqual(before.Timeout);
      expect(host('one')).toMatchObject({ status: 'live' });
    });
  }
});
