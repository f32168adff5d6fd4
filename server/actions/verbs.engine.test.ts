import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { differences, readTruth } from '#e2e/truth.ts';
import type { NetworkSpec } from '#lib/actions/network-spec.ts';
import type { Action, Result } from '#lib/actions/schema.ts';
import type { Container, Network } from '#lib/topology/model.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import { type Core, createCore } from '#server/patchbay.ts';

/** Every verb on real engines: what the plan says is what is done, and the picture is what Docker's client says. */
const lab = openLab({ name: 'verbs' });
let core: Core;

const hostId = 'verbs1';
const topology = () => core.hub.current().topology;
const docker = (...args: string[]) => lab.docker(1, ...args);
const found = <T extends { name: string }>(map: Record<string, T>, name: string): T | undefined =>
  Object.values(map).find((one) => one.name === name);
const network = (name: string): Network => {
  const one = found(topology().networks, name);
  if (!one) throw new Error(`no network ${name}`);
  return one;
};
const container = (name: string): Container => {
  const one = found(topology().containers, name);
  if (!one) throw new Error(`no container ${name}`);
  return one;
};
const spec = (name: string, more: Partial<NetworkSpec> = {}): NetworkSpec => ({
  name,
  driver: 'bridge',
  subnets: [],
  ...more,
});
const create = (name: string, more: Partial<NetworkSpec> = {}): Action => ({
  kind: 'create-network',
  hostIds: [hostId],
  spec: spec(name, more),
});
const apply = async (action: Action): Promise<Result> => {
  const { fingerprint } = await core.actions.plan(action);
  return core.actions.apply(action, { fingerprint });
};
const inspect = async (name: string) => JSON.parse(await docker('network', 'inspect', name))[0];
const endpointsOf = async (name: string) =>
  JSON.parse(await docker('inspect', '-f', '{{json .NetworkSettings.Networks}}', name));

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never so: ${isSo}`);
    await sleep(10);
  }
}

/** What the picture of a host has that Docker does not, and the other way round, once both had time. */
async function unlike(): Promise<string[]> {
  const end = performance.now() + 15_000;
  for (;;) {
    const lines: string[] = [];
    for (const { index, name } of lab.hosts())
      lines.push(...differences(await readTruth((...args) => lab.docker(index, ...args)), topology(), name));
    if (lines.length === 0 || performance.now() > end) return lines;
    await sleep(200);
  }
}

const run = (name: string, ...options: string[]) =>
  docker('run', '-d', '--name', name, ...options, 'busybox', 'sleep', '9999');
const seen = (...names: string[]) =>
  until(() => names.every((name) => found(topology().containers, name) ?? found(topology().networks, name)));

beforeAll(async () => {
  await lab.down();
  await lab.up(2, { swarm: true });
  const configs = lab.hosts().map(({ name, socket }) => {
    const url = parseHostUrl(`unix://${socket}`);
    if (!url.ok) throw new Error(url.message);
    return { id: name, name, url: url.url, address: url.address };
  });
  core = createCore(configs, pino({ level: 'silent' }));
  core.start();
  await until(() => Object.values(topology().hosts).every(({ status }) => status === 'live'));
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

/** Nothing is left of a test on the next one's hosts. */
async function tidy(): Promise<void> {
  const names = (await docker('ps', '-aq')).split('\n').filter(Boolean);
  if (names.length > 0) await docker('rm', '-f', ...names);
  for (const index of [1, 2]) {
    const custom = (
      await lab.docker(index, 'network', 'ls', '-q', '--filter', 'type=custom', '--filter', 'scope=local')
    )
      .split('\n')
      .filter(Boolean);
    for (const id of custom)
      if (!(await lab.docker(index, 'network', 'inspect', '-f', '{{.Name}}', id)).includes('docker_gwbridge'))
        await lab.docker(index, 'network', 'rm', id);
  }
  const swarm = (await docker('network', 'ls', '-q', '--filter', 'type=custom', '--filter', 'scope=swarm'))
    .split('\n')
    .filter(Boolean);
  for (const id of swarm)
    if ((await docker('network', 'inspect', '-f', '{{.Ingress}}', id)).trim() !== 'true')
      await docker('network', 'rm', id);
}
beforeEach(tidy);
afterEach(async () => expect(await unlike()).toEqual([]));

describe('a plan', () => {
  it('of any verb touches nothing: no event, nothing else inspected', async () => {
    await docker('network', 'create', '--subnet', '10.77.0.0/24', 'plans');
    await docker('network', 'create', 'spare');
    await docker('network', 'create', 'lost');
    await run('planned', '--network', 'plans');
    await docker('create', '--name', 'stranded', '--network', 'lost', 'busybox', 'true');
    await docker('network', 'rm', 'lost');
    await seen('plans', 'spare', 'planned', 'stranded');
    await until(() => container('stranded').missingNetworks !== undefined);
    await until(() =>
      Object.values(topology().endpoints).some(
        (each) => each.attached && each.networkId === network('plans').id,
      ),
    );
    const containerId = container('planned').id;
    const [plans, spare] = [network('plans').id, network('spare').id];
    const actions: Action[] = [
      create('more', { subnets: [{ subnet: '10.78.0.0/24' }] }),
      { kind: 'connect', containerId, networkId: spare },
      { kind: 'disconnect', containerId, networkId: plans },
      { kind: 'remove-network', networkId: plans, disconnectFirst: true },
      { kind: 'prune-networks', hostIds: [hostId] },
      { kind: 'repair', containerId: container('stranded').id, missing: 'lost', networkId: spare },
      {
        kind: 'sequence',
        actions: [
          { kind: 'disconnect', containerId, networkId: plans },
          { kind: 'remove-network', networkId: plans },
        ],
      },
    ];
    const since = (Date.now() / 1_000).toFixed(3);
    const before = await readTruth(docker);
    for (const action of actions) expect((await core.actions.plan(action)).steps.length).toBeGreaterThan(0);
    expect(await readTruth(docker)).toEqual(before);
    const now = (Date.now() / 1_000).toFixed(3);
    expect(await docker('events', '--since', since, '--until', now)).toBe('');
  });
});

describe('create', () => {
  it('makes exactly what the spec says, and is undone', async () => {
    const action = create('shop', {
      subnets: [
        {
          subnet: '10.71.0.0/24',
          gateway: '10.71.0.1',
          ipRange: '10.71.0.128/25',
          excluded: { router: '10.71.0.2' },
        },
        { subnet: 'fd71::/64' },
      ],
      ipv6: true,
      internal: true,
      options: { 'com.docker.network.bridge.name': 'br-shop', 'com.docker.network.driver.mtu': '1400' },
      labels: { team: 'shop floor' },
    });
    const result = await apply(action);
    expect(result).toMatchObject({ outcome: 'done', steps: [{ status: 'done', host: hostId }] });
    expect(await inspect('shop')).toMatchObject({
      Internal: true,
      EnableIPv6: true,
      Options: { 'com.docker.network.bridge.name': 'br-shop', 'com.docker.network.driver.mtu': '1400' },
      Labels: { team: 'shop floor' },
    });
    expect(network('shop')).toMatchObject({
      internal: true,
      bridge: 'br-shop',
      created: expect.stringMatching(/^20/),
      ipam: { subnets: [{ subnet: '10.71.0.0/24', ipRange: '10.71.0.128/25' }, { subnet: 'fd71::/64' }] },
    });
    expect(await unlike()).toEqual([]);
    if (!result.undo) throw new Error('no undo');
    expect((await core.actions.apply(result.undo, { fingerprint: result.undoFingerprint })).outcome).toBe(
      'done',
    );
    expect(found(topology().networks, 'shop')).toBeUndefined();
  });

  it('makes config networks on each host first, then the swarm’s network', async () => {
    const configs = [1, 2].map((index) => ({
      hostId: `verbs${index}`,
      spec: spec('wire-config', {
        configOnly: true,
        subnets: [{ subnet: '10.72.0.0/24', ipRange: `10.72.0.${index * 64}/26` }],
        options: { parent: 'eth0' },
      }),
    }));
    const action: Action = {
      kind: 'create-network',
      hostIds: ['verbs1', 'verbs2'],
      spec: spec('wire', { driver: 'macvlan', scope: 'swarm', configFrom: 'wire-config', attachable: true }),
      configs,
    };
    const plan = await core.actions.plan(action);
    expect(plan.steps.map(({ host }) => host)).toEqual(['verbs1', 'verbs2', 'verbs1']);
    const result = await core.actions.apply(action, { fingerprint: plan.fingerprint });
    expect(result.outcome).toBe('done');
    await until(() => network('wire').scope === 'swarm');
    await run('wired', '--network', 'wire');
    await seen('wired');
    expect(await unlike()).toEqual([]);
    await docker('rm', '-f', 'wired');
    await docker('network', 'rm', 'wire');
    await until(() => found(topology().networks, 'wire') === undefined);
  });

  it('half done says what was done, and offers the rest and the way back', async () => {
    // The parent is there on the first host alone, which no plan can know.
    await lab.exec(1, 'ip', 'link', 'add', 'lan0', 'type', 'veth', 'peer', 'name', 'lan1');
    const action: Action = {
      kind: 'create-network',
      hostIds: ['verbs1', 'verbs2'],
      spec: spec('plant', {
        driver: 'macvlan',
        subnets: [{ subnet: '10.73.0.0/24' }],
        options: { parent: 'lan0' },
      }),
    };
    const half = await apply(action);
    expect(half).toMatchObject({
      outcome: 'partial',
      steps: [{ status: 'done' }, { status: 'failed', host: 'verbs2' }],
      undo: { kind: 'remove-network', networkId: network('plant').id },
      finish: { kind: 'create-network', hostIds: ['verbs2'] },
    });
    if (!half.finish || !half.undo) throw new Error('nothing to finish');
    await lab.exec(2, 'ip', 'link', 'add', 'lan0', 'type', 'veth', 'peer', 'name', 'lan1');
    expect((await core.actions.apply(half.finish)).outcome).toBe('done');
    expect(await unlike()).toEqual([]);
    expect((await core.actions.apply(half.undo, { fingerprint: half.undoFingerprint })).outcome).toBe('done');
    for (const index of [1, 2]) await lab.exec(index, 'ip', 'link', 'del', 'lan0');
  });
});

describe('remove', () => {
  it('refuses while somebody is on it; disconnects first where asked; undo brings network and members back', async () => {
    await docker('network', 'create', '--subnet', '10.75.0.0/24', '--label', 'keep=me', 'back');
    await run('db', '--network', 'back', '--ip', '10.75.0.10');
    await docker(
      'network',
      'connect',
      '--alias',
      'cachet',
      '--ip',
      '10.75.0.11',
      'back',
      await run('side').then(() => 'side'),
    );
    await docker('create', '--name', 'idle', '--network', 'back', 'busybox', 'true');
    await seen('back', 'db', 'side', 'idle');
    await until(
      () =>
        Object.values(topology().endpoints).filter(({ networkId }) => networkId === network('back').id)
          .length === 3,
    );
    const networkId = network('back').id;
    await expect(core.actions.plan({ kind: 'remove-network', networkId })).rejects.toMatchObject({
      code: 'has-members',
    });
    const plan = await core.actions.plan({ kind: 'remove-network', networkId, disconnectFirst: true });
    expect(plan.steps).toHaveLength(4);
    expect(plan.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['parted', 'last-network']));
    // A plan touches nothing.
    expect(Object.keys((await inspect('back')).Containers)).toHaveLength(2);
    const before = await endpointsOf('side');
    const result = await core.actions.apply(
      { kind: 'remove-network', networkId, disconnectFirst: true },
      { fingerprint: plan.fingerprint },
    );
    expect(result.outcome).toBe('done');
    expect(await unlike()).toEqual([]);
    if (!result.undo) throw new Error('no undo');
    const back = await core.actions.apply(result.undo, { fingerprint: result.undoFingerprint });
    expect(back).toMatchObject({ outcome: 'done' });
    expect((await inspect('back')).Labels).toEqual({ keep: 'me' });
    const now = await endpointsOf('side');
    for (const key of ['IPAddress', 'MacAddress', 'Gateway']) expect(now.back[key]).toBe(before.back[key]);
    expect(now.back.Aliases).toEqual(before.back.Aliases);
    await docker('start', 'idle');
    await until(() => container('idle').state !== 'created');
  });

  it('says that a stopped member will not start again; undo lets it', async () => {
    await docker('network', 'create', 'cold');
    await docker('create', '--name', 'sleeper', '--network', 'cold', 'busybox', 'true');
    await seen('cold', 'sleeper');
    await until(() =>
      Object.values(topology().endpoints).some(({ networkId }) => networkId === network('cold').id),
    );
    const action: Action = { kind: 'remove-network', networkId: network('cold').id };
    const plan = await core.actions.plan(action);
    expect(plan.warnings).toMatchObject([
      { code: 'wont-start', message: expect.stringContaining('sleeper') },
    ]);
    const result = await core.actions.apply(action, { fingerprint: plan.fingerprint });
    expect(result.outcome).toBe('done');
    await expect(docker('start', 'sleeper')).rejects.toThrow(/not found/);
    expect(container('sleeper').missingNetworks).toMatchObject([{ name: 'cold' }]);
    if (!result.undo) throw new Error('no undo');
    expect(await core.actions.apply(result.undo, { fingerprint: result.undoFingerprint })).toMatchObject({
      outcome: 'done',
    });
    await docker('start', 'sleeper');
  });
});

describe('prune', () => {
  it('removes exactly what it lists, and keeps what a stopped container or Compose needs', async () => {
    await docker('network', 'create', 'unused');
    await docker('network', 'create', '--label', 'com.docker.compose.project=shop', 'shop_default');
    await docker('network', 'create', 'cold');
    await docker('network', 'create', 'busy');
    await docker('create', '--name', 'sleeper', '--network', 'cold', 'busybox', 'true');
    await run('worker', '--network', 'busy');
    await seen('unused', 'shop_default', 'cold', 'busy', 'sleeper', 'worker');
    await until(() =>
      Object.values(topology().endpoints).some(
        ({ networkId, attached }) => attached && networkId === network('busy').id,
      ),
    );
    const action: Action = { kind: 'prune-networks', hostIds: [hostId] };
    const plan = await core.actions.plan(action);
    expect(plan.steps.map(({ cli }) => cli)).toEqual(['docker network rm unused']);
    const result = await core.actions.apply(action, { fingerprint: plan.fingerprint });
    expect(result.outcome).toBe('done');
    expect(found(topology().networks, 'unused')).toBeUndefined();
    await expect(core.actions.plan(action)).rejects.toMatchObject({ code: 'nothing-to-prune' });
    const all: Action = { ...action, include: [network('cold').id, network('shop_default').id] };
    const more = await core.actions.plan(all);
    expect(more.warnings.map(({ code }) => code).sort()).toEqual(['compose-owned', 'wont-start']);
    expect((await core.actions.apply(all, { fingerprint: more.fingerprint })).outcome).toBe('done');
    expect(found(topology().networks, 'busy')).toBeDefined();
  });

  it('is checked again when it is applied: what came into use meanwhile stays', async () => {
    await docker('network', 'create', 'first');
    await docker('network', 'create', 'second');
    await seen('first', 'second');
    const action: Action = { kind: 'prune-networks', hostIds: [hostId] };
    const { fingerprint } = await core.actions.plan(action);
    await docker('create', '--name', 'late', '--network', 'first', 'busybox', 'true');
    await expect(core.actions.apply(action, { fingerprint })).rejects.toMatchObject({ code: 'plan-changed' });
    expect(await docker('network', 'ls', '--format', '{{.Name}}')).toContain('second');
  });
});

describe('disconnect', () => {
  /** How a container is on the network, and what its engine says of that, but for the endpoint's id. */
  const rows: [string, string[], string[]][] = [
    ['an address of its own', ['--subnet', '10.76.0.0/24'], ['--ip', '10.76.0.40']],
    ['an address that Docker chose', ['--subnet', '10.76.0.0/24'], []],
    ['an address in a subnet that Docker chose', [], []],
    ['aliases', ['--subnet', '10.76.0.0/24'], ['--alias', 'db', '--alias', 'main.db']],
    ['both families', ['--ipv6', '--subnet', '10.76.0.0/24', '--subnet', 'fd76::/64'], ['--ip6', 'fd76::40']],
    ['driver options', ['--subnet', '10.76.0.0/24'], ['--driver-opt', 'com.example.k=v w']],
    ['an internal network', ['--internal'], ['--alias', 'x']],
  ];
  it.each(rows)('is undone to what was before: %s', async (_, options, wishes) => {
    await docker('network', 'create', ...options, 'room');
    await run('first', '--network', 'room');
    await run('guest');
    await docker('network', 'connect', ...wishes, 'room', 'guest');
    await run('last', '--network', 'room');
    await seen('room', 'first', 'guest', 'last');
    await until(
      () =>
        Object.values(topology().endpoints).filter(
          ({ networkId, attached }) => attached && networkId === network('room').id,
        ).length === 3,
    );
    const of = async () => {
      const { EndpointID: _id, ...rest } = (await endpointsOf('guest')).room;
      return rest;
    };
    const before = await of();
    const left = await apply({
      kind: 'disconnect',
      networkId: network('room').id,
      containerId: container('guest').id,
    });
    expect(left.outcome).toBe('done');
    expect(Object.keys(await endpointsOf('guest'))).toEqual(['bridge']);
    if (!left.undo) throw new Error('no undo');
    expect((await core.actions.apply(left.undo, { fingerprint: left.undoFingerprint })).outcome).toBe('done');
    expect(await of()).toEqual(before);
  });
});

describe('repair', () => {
  it('lets a container start whose network is gone', async () => {
    await docker('network', 'create', 'gone');
    await docker('network', 'create', 'heir');
    await docker('create', '--name', 'orphan', '--network', 'gone', 'busybox', 'sleep', '99');
    await docker('network', 'rm', 'gone');
    await expect(docker('start', 'orphan')).rejects.toThrow(/not found/);
    await seen('heir', 'orphan');
    await until(() => container('orphan').missingNetworks !== undefined);
    const action: Action = {
      kind: 'repair',
      containerId: container('orphan').id,
      missing: 'gone',
      networkId: network('heir').id,
    };
    expect((await apply(action)).outcome).toBe('done');
    await docker('start', 'orphan');
    await until(() => container('orphan').state === 'running');
    expect(Object.keys(await endpointsOf('orphan'))).toEqual(['heir']);
  });
});

describe('a sequence', () => {
  it('leaves none, then joins another network', async () => {
    await docker('network', 'create', 'street');
    await run('monk', '--network', 'none');
    await seen('street', 'monk');
    await until(() =>
      Object.values(topology().endpoints).some(({ containerId }) => containerId === container('monk').id),
    );
    const ids = { containerId: container('monk').id };
    const join = { kind: 'connect' as const, ...ids, networkId: network('street').id };
    await expect(core.actions.plan(join)).rejects.toMatchObject({ code: 'none-mode' });
    const action: Action = {
      kind: 'sequence',
      actions: [{ kind: 'disconnect', ...ids, networkId: network('none').id }, join],
    };
    expect((await apply(action)).outcome).toBe('done');
    expect(Object.keys(await endpointsOf('monk'))).toEqual(['street']);
  });

  it('goes on where one thing fails that the others do not need, and is stopped between two steps', async () => {
    await docker('network', 'create', 'hub');
    for (const name of ['a1', 'a2', 'a3']) await run(name);
    await seen('hub', 'a1', 'a2', 'a3');
    const action: Action = {
      kind: 'sequence',
      actions: ['a1', 'a2', 'a3'].map((name) => ({
        kind: 'connect',
        networkId: network('hub').id,
        containerId: container(name).id,
      })),
    };
    const told: string[] = [];
    const result = await core.actions.apply(action, {
      run: 'one',
      progress: (at, step) => {
        told.push(`${at} ${step.status}`);
        if (at === 0) expect(core.actions.stop('one')).toBe(true);
      },
    });
    expect(told).toEqual(['0 done', '1 skipped', '2 skipped']);
    expect(result).toMatchObject({
      outcome: 'partial',
      finish: { kind: 'sequence' },
      undo: { kind: 'disconnect' },
    });
    expect(core.actions.stop('one')).toBe(false);
    if (!result.finish) throw new Error('nothing to finish');
    expect((await core.actions.apply(result.finish)).outcome).toBe('done');
    expect(Object.keys((await inspect('hub')).Containers)).toHaveLength(3);
  });
});
