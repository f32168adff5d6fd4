import { afterAll, beforeAll, expect, it } from 'vitest';
import { idlePorts } from '#components/words/idle-ports.ts';
import { networkBehaviour } from '#components/words/network-behaviour.ts';
import { openLab } from '#e2e/lab/lab.ts';
import { callEngine } from '#e2e/support/call-engine.ts';
import { type LabCore, startLabCore } from '#e2e/support/lab-core.ts';
import { indexOf } from '#lib/topology/index-of.ts';

/** Networks that only newer engines can make, and whether what is said of them is so. Host 2 looks from outside. */
const lab = openLab({ name: 'newer' });
const host = 'newer1';
let core: LabCore;

const docker = (...args: string[]) => lab.docker(1, ...args);
const container = (name: string) => core.container(host, name);
const endpoint = (name: string) => indexOf(core.topology()).endpointsOfContainer(container(name).id)[0];
const behaviour = (name: string) => networkBehaviour(core.topology(), core.network(host, name)).join(' ');
const ports = (name: string) =>
  indexOf(core.topology())
    .portsOfContainer(container(name).id)
    .map(({ hostAddress, hostPort }) => `${hostAddress} ${hostPort}`)
    .sort();

/** Whether host 2 reaches a port at a container's own address, having a route there. */
async function isReached(name: string, port: number): Promise<boolean> {
  const probe = `timeout 3 bash --norc -c 'exec 3<>/dev/tcp/${endpoint(name)?.ipv4}/${port}' 2>/dev/null && echo yes || echo no`;
  // Without its start-up file, which bash reads when its input is a socket.
  return (await lab.exec(2, 'bash', '--norc', '-c', probe)) === 'yes\n';
}

beforeAll(async () => {
  await lab.down();
  await lab.up(2, { releases: { 1: 'sid', 2: 'sid' } });
  const mode = 'com.docker.network.bridge.gateway_mode_ipv4';
  const create = (name: string, subnet: string, ...more: string[]) =>
    docker('network', 'create', '--subnet', subnet, ...more, name);
  await create('nat', '192.168.81.0/24');
  await create('routed', '192.168.82.0/24', '-o', `${mode}=routed`);
  await create('unprotected', '192.168.83.0/24', '-o', `${mode}=nat-unprotected`);
  await create('isolated', '192.168.84.0/24', '-o', `${mode}=isolated`, '--internal');
  const [{ socket, address }] = lab.hosts() as [ReturnType<typeof lab.hosts>[number]];
  const six = { EnableIPv4: false, EnableIPv6: true, IPAM: { Config: [{ Subnet: 'fd00:85::/64' }] } };
  expect(
    (await callEngine(socket, '/networks/create', { Name: 'six', Driver: 'bridge', ...six })).status,
  ).toBe(201);
  for (const network of ['nat', 'routed', 'unprotected', 'isolated', 'six']) {
    const server = 'httpd -p 80 -h /www; httpd -f -p 81 -h /www';
    const name = `on-${network}`;
    await docker(
      'run',
      '-d',
      '--name',
      name,
      '--network',
      network,
      '-p',
      '80',
      'busybox',
      'sh',
      '-c',
      server,
    );
  }
  const four = ['-p', '0.0.0.0:8082:80'];
  await docker(
    'run',
    '-d',
    '--name',
    'v4-routed',
    '--network',
    'routed',
    ...four,
    'busybox',
    'sleep',
    '9999',
  );
  for (const third of [81, 82, 83]) {
    await lab.exec(2, 'ip', 'route', 'add', `192.168.${third}.0/24`, 'via', address);
  }
  core = await startLabCore(lab);
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

it('the topology is what Docker knows, and nothing else', async () => {
  expect(await core.differences()).toEqual([]);
  expect(core.topology().hosts[host]?.warnings).toEqual([]);
});

it('an ordinary bridge: nothing is reached at the container’s own address', async () => {
  expect(behaviour('nat')).toBe('');
  expect([await isReached('on-nat', 80), await isReached('on-nat', 81)]).toEqual([false, false]);
  expect(ports('on-nat')).toHaveLength(2);
});

it('a routed one: what is published is reached there, and is open on no IPv4 address of the host', async () => {
  expect(behaviour('routed')).toMatch(/at their own addresses, at the ports that they publish/);
  expect([await isReached('on-routed', 80), await isReached('on-routed', 81)]).toEqual([true, false]);
  expect(ports('on-routed')).toEqual([expect.stringMatching(/^:: \d+$/)]);
  expect(ports('v4-routed')).toEqual([]);
  const { askedPorts } = await core.details.container(container('v4-routed').id);
  expect(idlePorts(core.topology(), container('v4-routed'), askedPorts)).toEqual({
    ports: ['0.0.0.0:8082:80/tcp'],
    reason: expect.stringMatching(/^routed is routed: .*the container’s own address/),
  });
});

it('an unprotected one: all of a container is reached there', async () => {
  expect(behaviour('unprotected')).toMatch(/reachable from outside without being published/);
  expect([await isReached('on-unprotected', 80), await isReached('on-unprotected', 81)]).toEqual([
    true,
    true,
  ]);
});

it('an isolated one: the host has no address on it, so that a container may get the first one', async () => {
  expect(behaviour('isolated')).toMatch(/The host has no IPv4 address on it/);
  const device = core.network(host, 'isolated').bridge ?? '';
  expect(await lab.exec(1, 'ip', '-4', 'addr', 'show', device)).toBe('');
  expect(endpoint('on-isolated')).toMatchObject({ ipv4: '192.168.84.1' });
  expect(endpoint('on-isolated')).not.toHaveProperty('gateway');
});

it('one without IPv4', async () => {
  expect(core.network(host, 'six').ipam.subnets.map(({ subnet }) => subnet)).toEqual(['fd00:85::/64']);
  expect(endpoint('on-six')).toMatchObject({ ipv6: 'fd00:85::2', gateway: 'fd00:85::1' });
  expect(endpoint('on-six')).not.toHaveProperty('ipv4');
});

it.each(['isolated', 'six', 'routed'])('connect, disconnect and their undo: %s', async (network) => {
  const ids = { networkId: core.network(host, network).id, containerId: container('on-nat').id };
  const on = () =>
    indexOf(core.topology())
      .endpointsOfContainer(ids.containerId)
      .map(({ networkId }) => networkId);
  expect(await core.actions.apply({ kind: 'connect', ...ids })).toMatchObject({ outcome: 'done' });
  expect(on()).toContain(ids.networkId);
  const left = await core.actions.apply({ kind: 'disconnect', ...ids });
  expect(left.outcome).toBe('done');
  expect(on()).not.toContain(ids.networkId);
  if (!left.undo) throw new Error('no undo');
  expect((await core.actions.apply(left.undo)).outcome).toBe('done');
  expect(await core.differences()).toEqual([]);
});
