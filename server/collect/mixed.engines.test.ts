import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { type LabCore, startLabCore } from '#e2e/support/lab-core.ts';
import { indexOf } from '#lib/topology/index-of.ts';

/** Engines of three versions in one swarm, read by one hub. */
const lab = openLab({ name: 'mixed' });
const names = ['mixed1', 'mixed2', 'mixed3'];
let core: LabCore;

const endpointOf = (host: string, container: string, network: string) =>
  indexOf(core.topology())
    .endpointsOfContainer(core.container(host, container).id)
    .find(({ networkId }) => networkId === core.network(host, network).id);

beforeAll(async () => {
  await lab.down();
  await lab.up(3, { swarm: true, releases: { 2: 'trixie', 3: 'sid' } });
  for (const scene of ['basic', 'lan', 'services'] as const) await lab.scene(scene);
  for (const index of [1, 2, 3]) {
    await lab.docker(index, 'network', 'create', '--subnet', '10.61.0.0/24', 'here');
    await lab.docker(index, 'run', '-d', '--name', 'mover', 'busybox', 'sleep', '9999');
  }
  core = await startLabCore(lab);
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

it('each host has its own engine, and all are live without a warning', async () => {
  const hosts = names.map((name) => core.topology().hosts[name]);
  expect(hosts.map((host) => [host?.status, host?.warnings])).toEqual(names.map(() => ['live', []]));
  const versions = hosts.map((host) => host?.engine?.version);
  for (const index of [1, 2, 3]) {
    const version = await lab.docker(index, 'version', '-f', '{{.Server.Version}}');
    expect(versions[index - 1]).toBe(version.trim());
  }
  expect(new Set(versions).size).toBe(3);
});

it('the topology is what Docker knows on each host, and nothing else', async () => {
  expect(await core.differences()).toEqual([]);
});

it('an overlay and a macvlan of the swarm are one network over all of them', async () => {
  const mesh = core.network('mixed1', 'mesh');
  expect(mesh.hostIds).toEqual(names);
  expect(mesh.peers.map(({ hostId }) => hostId).sort()).toEqual(names);
  expect(core.network('mixed1', 'lan-swarm').hostIds).toEqual(names);
  for (const target of ['m2', 'm3']) await lab.docker(1, 'exec', 'm1', 'ping', '-c1', '-W2', target);
});

it('a service has its tasks on all of them', () => {
  const everywhere = Object.values(core.topology().services).find(({ name }) => name === 'everywhere');
  expect(everywhere?.tasks.map(({ hostId }) => hostId).sort()).toEqual(names);
});

describe.each(names)('on %s', (host) => {
  const index = names.indexOf(host) + 1;
  const ids = (network: string) => ({
    networkId: core.network(host, network).id,
    containerId: core.container(host, 'mover').id,
  });

  it('what is done by hand is seen', async () => {
    await lab.docker(index, 'network', 'connect', '--ip', '10.61.0.9', 'here', 'mover');
    expect(await core.until(() => endpointOf(host, 'mover', 'here')?.ipv4 === '10.61.0.9')).toBe(true);
    await lab.docker(index, 'stop', '-t', '0', 'mover');
    expect(await core.until(() => endpointOf(host, 'mover', 'here')?.attached === false)).toBe(true);
    // Some of them tell no event of this, so a poll must find it.
    await lab.docker(index, 'network', 'disconnect', 'here', 'mover');
    expect(await core.until(() => endpointOf(host, 'mover', 'here') === undefined, 30_000)).toBe(true);
    await lab.docker(index, 'start', 'mover');
    expect(await core.until(() => endpointOf(host, 'mover', 'bridge')?.attached === true)).toBe(true);
    expect(await core.differences()).toEqual([]);
  });

  it.each(['here', 'mesh'])('published ports move when their network is left: to %s', async (network) => {
    const name = `mover-${network}`;
    await lab.docker(
      index,
      'run',
      '-d',
      '--name',
      name,
      '-p',
      '18600:80',
      'busybox',
      'httpd',
      '-f',
      '-h',
      '/www',
    );
    await lab.docker(index, 'network', 'connect', network, name);
    expect(await core.until(() => endpointOf(host, name, network)?.attached === true)).toBe(true);
    const ids = { containerId: core.container(host, name).id, networkId: core.network(host, 'bridge').id };
    const published = `/dev/tcp/${lab.hosts()[index - 1]?.address}/18600`;
    const ask = `exec 3<>${published}; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; grep -m1 works <&3 || true`;
    const answers = () =>
      expect
        .poll(() => lab.exec(index, 'sh', '-c', 'timeout 10 bash --norc -c "$0" || true', ask), {
          timeout: 45_000,
        })
        .toContain('It works');
    await answers();
    const { warnings } = await core.actions.plan({ kind: 'disconnect', ...ids });
    expect(warnings.map(({ code }) => code)).not.toContain('ports-lost');
    expect((await core.actions.apply({ kind: 'disconnect', ...ids })).outcome).toBe('done');
    await answers();
    await lab.docker(index, 'rm', '-f', name);
  });

  it.each(['here', 'mesh'])('connect and disconnect are done, and their undo: %s', async (network) => {
    const fixed = network === 'here' ? { ipv4: '10.61.0.20', aliases: ['uno'] } : { aliases: ['uno'] };
    expect(await core.actions.apply({ kind: 'connect', ...ids(network), ...fixed })).toMatchObject({
      outcome: 'done',
    });
    expect(endpointOf(host, 'mover', network)).toMatchObject({ attached: true });
    const left = await core.actions.apply({ kind: 'disconnect', ...ids(network) });
    expect(left.outcome).toBe('done');
    expect(endpointOf(host, 'mover', network)).toBeUndefined();
    if (!left.undo) throw new Error('no undo');
    expect((await core.actions.apply(left.undo)).outcome).toBe('done');
    const detail = await core.details.container(core.container(host, 'mover').id);
    expect(detail.endpoints.find(({ networkName }) => networkName === network)).toMatchObject({
      aliases: ['uno'],
      dnsNames: expect.arrayContaining(['mover', 'uno']),
      ...('ipv4' in fixed ? { fixedIpv4: fixed.ipv4 } : {}),
    });
    expect(await core.differences()).toEqual([]);
    expect((await core.actions.apply({ kind: 'disconnect', ...ids(network) })).outcome).toBe('done');
  });
});
