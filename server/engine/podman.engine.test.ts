import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { type Podman, startPodman } from '#e2e/lab/podman.ts';
import { callEngine } from '#e2e/support/call-engine.ts';
import type { NetworkSpec } from '#lib/actions/network-spec.ts';
import { type Core, createCore } from '#server/patchbay.ts';
import { createDockerClient } from './docker-client.ts';

/** Debian's Podman (4.3.1) in a host of the lab. With RECORD=1 its replies are written to `testdata`. */
const lab = openLab({ name: 'podman' });
let podman: Podman;
let core: Core | undefined;

const topology = () => {
  if (!core) throw new Error('not started');
  return core.hub.current().topology;
};
const named = <T extends { name: string }>(map: Record<string, T>, name: string): T => {
  const found = Object.values(map).find((one) => one.name === name);
  if (!found) throw new Error(`nothing is named ${name}`);
  return found;
};
const networksOf = (container: string) => {
  const { id } = named(topology().containers, container);
  const ids = Object.values(topology().endpoints).flatMap((one) =>
    one.containerId === id ? [one.networkId] : [],
  );
  return ids.map((networkId) => topology().networks[networkId]?.name).sort();
};
async function until(isSo: () => boolean) {
  const start = performance.now();
  while (!isSo()) {
    if (performance.now() - start > 10_000) throw new Error(`not so after 10 s: ${isSo}`);
    await sleep(10);
  }
}

beforeAll(async () => {
  await lab.down();
  await lab.up(1);
  podman = await startPodman(lab, 1);
  await podman.run('network', 'create', '--subnet', '10.77.0.0/24', 'front');
  await podman.run('network', 'create', 'spare');
  await podman.run('network', 'create', '--internal', 'vault');
  const start = (name: string, ...args: string[]) =>
    podman.run('run', '-d', '--name', name, ...args, 'busybox', 'sleep', '9999');
  await start('web', '--network', 'front', '--ip', '10.77.0.10', '-p', '8080:80');
  await start('two', '--network', 'front', '--network', 'vault');
  await start('rider', '--network', 'container:web');
  await start('plain');
  await start('hosty', '--network', 'host');
  await start('nothing', '--network', 'none');
  await podman.run('run', '--name', 'gone', '--network', 'front', 'busybox', 'true');
  await podman.run('create', '--name', 'never', '--network', 'front', 'busybox', 'true');
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

it('is read as what it is', async () => {
  const client = createDockerClient({ kind: 'unix', path: podman.socket });
  try {
    expect(await client.ping()).toEqual({ apiVersion: '1.41', flavour: 'podman' });
    expect(await client.info()).toMatchObject({ version: '4.3.1', drivers: ['bridge', 'ipvlan', 'macvlan'] });
    const { items, warnings } = await client.containers();
    expect(warnings).toEqual([]);
    expect(items).toHaveLength(8);
    for (const listed of items) expect((await client.inspectContainer(listed.nativeId)).fact).toEqual(listed);
  } finally {
    client.close();
  }
});

it('is drawn like any host: networks, sandboxes, ports, stopped members', async () => {
  const address = { kind: 'unix' as const, path: podman.socket };
  const config = { id: 'pod', name: 'pod', url: `unix://${podman.socket}`, address };
  core = createCore([config], pino({ level: 'silent' }));
  core.start();
  await until(() => topology().hosts.pod?.status === 'live');
  expect(topology().hosts.pod).toMatchObject({
    engine: { flavour: 'podman', version: '4.3.1' },
    warnings: [],
  });
  expect(networksOf('web')).toEqual(['front']);
  expect(networksOf('two')).toEqual(['front', 'vault']);
  expect(networksOf('plain')).toEqual(['bridge']);
  expect(networksOf('rider')).toEqual([]);
  expect(networksOf('gone')).toEqual(['front']);
  expect(networksOf('never')).toEqual(['front']);
  const { sandboxes, containers, endpoints, ports, networks } = topology();
  const sandboxOf = (name: string) => sandboxes[named(containers, name).sandboxId];
  expect(sandboxOf('rider')).toEqual(sandboxOf('web'));
  expect(sandboxOf('hosty')?.kind).toBe('host');
  expect(sandboxOf('nothing')?.kind).toBe('none');
  expect(Object.values(ports)).toMatchObject([{ containerId: named(containers, 'web').id, hostPort: 8080 }]);
  expect(Object.values(containers).flatMap(({ missingNetworks = [] }) => missingNetworks)).toEqual([]);
  const web = Object.values(endpoints).find(({ containerId }) => containerId === named(containers, 'web').id);
  expect(web).toMatchObject({ attached: true, ipv4: '10.77.0.10', gateway: '10.77.0.1' });
  expect(named(networks, 'vault').ipam.subnets[0]).not.toHaveProperty('gateway');
});

it('is followed: by its events at once, by polls where it tells nothing', async () => {
  await podman.run('network', 'connect', 'spare', 'web');
  await until(() => networksOf('web').length === 2);
  await podman.run('network', 'disconnect', 'spare', 'web');
  await until(() => networksOf('web').length === 1);
  await podman.run('network', 'create', 'late');
  await until(() => Object.values(topology().networks).some(({ name }) => name === 'late'));
  await podman.run('stop', '-t', '0', 'two');
  await until(() => named(topology().containers, 'two').state === 'exited');
  expect(topology().hosts.pod?.status).toBe('live');
});

it('is changed: connect and disconnect', async () => {
  const ids = () => ({
    networkId: named(topology().networks, 'spare').id,
    containerId: named(topology().containers, 'web').id,
  });
  expect(await core?.actions.apply({ kind: 'connect', ...ids() })).toMatchObject({ outcome: 'done' });
  await until(() => networksOf('web').length === 2);
  expect(await core?.actions.apply({ kind: 'disconnect', ...ids() })).toMatchObject({ outcome: 'done' });
  await until(() => networksOf('web').length === 1);
});

it('is changed back: the address and the names that it had', async () => {
  await podman.run('network', 'create', '--subnet', '10.78.0.0/24', 'back');
  await podman.run('network', 'connect', '--ip', '10.78.0.9', '--alias', 'www', 'back', 'web');
  await until(() => networksOf('web').length === 2);
  const ids = {
    networkId: named(topology().networks, 'back').id,
    containerId: named(topology().containers, 'web').id,
  };
  const before = await core?.details.container(ids.containerId);
  const endpoint = { networkId: ids.networkId, ipv4: '10.78.0.9', aliases: ['www'] };
  expect(before?.endpoints).toEqual(expect.arrayContaining([expect.objectContaining(endpoint)]));
  const result = await core?.actions.apply({ kind: 'disconnect', ...ids });
  if (!result?.undo) throw new Error('there is no way back');
  expect(await core?.actions.apply(result.undo, { fingerprint: result.undoFingerprint })).toMatchObject({
    outcome: 'done',
    steps: [{ summary: 'Connect web to back as 10.78.0.9, also called www' }],
  });
  const after = await core?.details.container(ids.containerId);
  expect(after?.endpoints).toEqual(expect.arrayContaining([expect.objectContaining(endpoint)]));
});

it('is told beforehand what it would make something else of, and makes what only it can', async () => {
  const create = (spec: Partial<NetworkSpec>) =>
    core?.actions.apply({
      kind: 'create-network',
      hostIds: ['pod'],
      spec: { name: 'fresh', driver: 'bridge', subnets: [], ...spec },
    });
  await expect(create({ configOnly: true })).rejects.toMatchObject({ code: 'invalid-fields' });
  const excluded = [{ subnet: '10.79.0.0/24', excluded: { a: '10.79.0.9' } }];
  await expect(create({ subnets: excluded })).rejects.toMatchObject({ code: 'invalid-fields' });
  const subnets = [{ subnet: '10.79.0.0/24' }, { subnet: '10.79.1.0/24' }];
  expect(await create({ subnets })).toMatchObject({ outcome: 'done' });
  expect(named(topology().networks, 'fresh').ipam.subnets).toMatchObject(subnets);
  expect(await create({ name: 'closed', internal: true, ipv6: true })).toMatchObject({ outcome: 'done' });
  const { ipam } = named(topology().networks, 'closed');
  expect(ipam.subnets).toHaveLength(2);
  for (const subnet of ipam.subnets) expect(subnet).not.toHaveProperty('gateway');
});

it.runIf(process.env.RECORD)('is recorded', async () => {
  const folder = join(import.meta.dirname, 'testdata', 'podman-4.3.1');
  mkdirSync(folder, { recursive: true });
  const record = async (name: string, path: string) => {
    const { body } = await callEngine(podman.socket, `/v1.41${path}`);
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(body, undefined, 1)}\n`);
  };
  await record('info', '/info');
  await record('networks', '/networks');
  await record('containers', '/containers/json?all=1');
  for (const name of ['web', 'two', 'rider', 'plain', 'hosty', 'nothing', 'gone', 'never']) {
    await record(`container-${name}`, `/containers/${name}/json`);
  }
});
