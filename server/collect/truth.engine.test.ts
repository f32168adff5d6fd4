import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { differences, readTruth } from '#e2e/truth.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import { type Core, createCore } from '#server/patchbay.ts';

/** What Docker knows on each host is in the topology, and nothing else. */
const lab = openLab({ name: 'truth' });
let core: Core;

const docker = (host: number) => lab.docker.bind(lab, host);
const hosts = () => Object.values(core.hub.current().topology.hosts);

/** All hosts' differences, waited for until there are none or `patience` is over. */
async function allDifferences(patience: number): Promise<string[]> {
  const until = Date.now() + patience;
  for (;;) {
    const found: string[] = [];
    for (const { index, name } of lab.hosts()) {
      const truth = await readTruth(docker(index));
      found.push(...differences(truth, core.hub.current().topology, name).map((line) => `${name}: ${line}`));
    }
    if (found.length === 0 || Date.now() > until) return found;
    await sleep(200);
  }
}

beforeAll(async () => {
  await lab.down();
  await lab.up(3, { swarm: true });
  await lab.scene('basic');
  const configs = lab.hosts().map(({ name, socket }) => {
    const url = parseHostUrl(`unix://${socket}`);
    if (!url.ok) throw new Error(url.message);
    return { id: name, name, url: url.url, address: url.address };
  });
  core = createCore(configs, pino({ level: 'silent' }));
  core.start();
  for (let i = 0; i < 100 && hosts().some(({ status }) => status !== 'live'); i++) await sleep(100);
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

describe('the topology of scene basic', () => {
  it('has all hosts live', () => {
    expect(hosts().map(({ status }) => status)).toEqual(['live', 'live', 'live']);
    expect(hosts().flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('is what Docker knows on each host, and nothing else', async () => {
    expect(await allDifferences(3_000)).toEqual([]);
    const counts = await Promise.all(
      lab.hosts().map(async ({ index }) => (await readTruth(docker(index))).endpoints.length),
    );
    expect(counts.reduce((a, b) => a + b)).toBeGreaterThan(35);
  });

  it('has one overlay over all hosts, with the other hosts as its peers', () => {
    const { topology } = core.hub.current();
    const meshes = Object.values(topology.networks).filter(({ name }) => name === 'mesh');
    const names = lab.hosts().map(({ name }) => name);
    expect(meshes).toHaveLength(1);
    expect(meshes[0]?.hostIds).toEqual(names);
    expect(meshes[0]?.peers.map(({ hostId }) => hostId).sort()).toEqual(names);
  });

  it('is so again after many changes by hand, within the time that lists need to settle', async () => {
    await Promise.all([
      (async () => {
        await lab.docker(1, 'network', 'connect', '--alias', 'x', 'spare', 'plain');
        await lab.docker(1, 'stop', '-t', '0', 'db');
        await lab.docker(1, 'network', 'connect', 'vault', 'web');
        await lab.docker(1, 'start', 'gone');
        await lab.docker(1, 'network', 'disconnect', 'back', 'hub');
        await lab.docker(1, 'rename', 'admin', 'boss');
        await lab.docker(1, 'rm', '-f', 'dns');
        await lab.docker(1, 'network', 'disconnect', 'spare', 'plain');
      })(),
      (async () => {
        await lab.docker(2, 'network', 'create', '--subnet', '10.44.0.0/24', 'fresh');
        await lab.docker(
          2,
          'run',
          '-d',
          '--name',
          'new',
          '--network',
          'fresh',
          '-p',
          '7777:80',
          'busybox',
          'sleep',
          '999',
        );
        await lab.docker(2, 'network', 'connect', 'mesh', 'new');
        await lab.docker(2, 'pause', 'shop-api-1');
        await lab.docker(2, 'restart', '-t', '0', 'shop-db-1');
      })(),
      (async () => {
        // In this order: engines from 26 on connect nothing whose first network has left their host.
        await lab.docker(3, 'network', 'connect', 'blog_data', 'm3');
        await lab.docker(3, 'network', 'disconnect', 'mesh', 'm3');
        await lab.docker(3, 'create', '--name', 'later', '--network', 'blog_default', 'busybox', 'true');
      })(),
    ]);
    expect(await allDifferences(5_000)).toEqual([]);
  });
});
