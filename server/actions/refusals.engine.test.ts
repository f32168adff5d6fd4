import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { differences, readTruth } from '#e2e/truth.ts';
import type { NetworkSpec } from '#lib/actions/network-spec.ts';
import type { Action } from '#lib/actions/schema.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';
import { type Core, createCore } from '#server/patchbay.ts';

/**
 * What fails, and how: for each row the plan says it beforehand where it can be known, and the engine, asked all
 * the same, is understood.
 */
const lab = openLab({ name: 'refuse' });
let core: Core;
const topology = () => core.hub.current().topology;
const docker = (...args: string[]) => lab.docker(1, ...args);

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 30_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never so: ${isSo}`);
    await sleep(10);
  }
}
const on = (hostId: string) => (each: { hostId?: string; hostIds?: string[] }) =>
  each.hostId === hostId || each.hostIds?.includes(hostId) === true;
const network = (name: string, host = 'refuse1') => {
  const one = Object.values(topology().networks).find((each) => each.name === name && on(host)(each));
  if (!one) throw new Error(`no network ${name}`);
  return one;
};
const container = (name: string, host = 'refuse1') => {
  const one = Object.values(topology().containers).find((each) => each.name === name && on(host)(each));
  if (!one) throw new Error(`no container ${name}`);
  return one;
};
const client = (host = 'refuse1'): EngineClient => {
  const one = core.readers.accessible.get(host)?.client;
  if (!one) throw new Error(`no host ${host}`);
  return one;
};

beforeAll(async () => {
  await lab.down();
  await lab.up(3, { swarm: true });
  const configs = lab.hosts().map(({ name, socket }) => {
    const url = parseHostUrl(`unix://${socket}`);
    if (!url.ok) throw new Error(url.message);
    return { id: name, name, url: url.url, address: url.address };
  });
  core = createCore(configs, pino({ level: 'silent' }));
  core.start();
  await docker(
    'network',
    'create',
    '--subnet',
    '10.91.0.0/24',
    '--opt',
    'com.docker.network.bridge.name=br-taken',
    'taken',
  );
  await docker('network', 'create', '--subnet', '10.92.0.0/24', 'other');
  await docker('network', 'create', 'auto');
  await docker('network', 'create', '-d', 'macvlan', '-o', 'parent=eth0', '--subnet', '10.93.0.0/24', 'wire');
  await docker('network', 'create', '-d', 'overlay', '--subnet', '10.94.0.0/24', 'closed');
  await docker('network', 'create', '-d', 'overlay', '--attachable', '--subnet', '10.95.0.0/24', 'open');
  await docker('network', 'create', '--config-only', '--subnet', '10.96.0.0/24', 'settings');
  await docker('network', 'create', '--config-from', 'settings', 'made');
  const run = (name: string, ...options: string[]) =>
    docker('run', '-d', '--name', name, ...options, 'busybox', 'sleep', '9999');
  await run('one', '--network', 'taken', '--ip', '10.91.0.10');
  await run('two', '--network', 'taken', '--ip', '10.91.0.11');
  await run('metal', '--network', 'host');
  await run('monk', '--network', 'none');
  await run('rider', '--network', 'container:one');
  await docker('create', '--name', 'idle', '--network', 'taken', 'busybox', 'true');
  await until(() => Object.values(topology().hosts).every(({ status }) => status === 'live'));
  await until(() =>
    ['idle', 'rider', 'monk'].every((name) =>
      Object.values(topology().containers).some((each) => each.name === name),
    ),
  );
  await until(() => Object.values(topology().networks).some(({ name }) => name === 'made'));
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

const bridge = (name: string, more: Partial<NetworkSpec> = {}): NetworkSpec => ({
  name,
  driver: 'bridge',
  subnets: [],
  ...more,
});
const subnet = (cidr: string, more: Partial<NetworkSpec['subnets'][number]> = {}) => ({
  subnets: [{ subnet: cidr, ...more }],
});

describe('a network that can’t be made', () => {
  /** What it is, the spec, the field that the plan names, what the engine's refusal is understood as. */
  const rows: [string, NetworkSpec, string, string | undefined, string?][] = [
    ['a name that is taken', bridge('taken'), 'spec.name', 'name-taken'],
    [
      'a subnet that overlaps',
      bridge('n1', subnet('10.91.0.0/25')),
      'spec.subnets.0.subnet',
      'subnet-overlap',
    ],
    [
      'a macvlan’s subnet that overlaps a bridge’s',
      { name: 'n2', driver: 'macvlan', ...subnet('10.92.0.0/16'), options: { parent: 'eth9' } },
      'spec.subnets.0.subnet',
      'subnet-overlap',
    ],
    [
      'a gateway outside its subnet',
      bridge('n3', subnet('10.97.0.0/24', { gateway: '10.98.0.1' })),
      'spec.subnets.0.gateway',
      'invalid-spec',
    ],
    // 20.10 takes both without a word.
    ['host bits set', bridge('n4', subnet('10.97.0.7/24')), 'spec.subnets.0.subnet', undefined],
    [
      'a range outside its subnet',
      bridge('n5', subnet('10.97.1.0/24', { ipRange: '10.98.0.0/25' })),
      'spec.subnets.0.ipRange',
      undefined,
    ],
    ['a name of Docker’s own', bridge('host'), 'spec.name', 'reserved-name', 'refuse3'],
    [
      'a driver that is not there',
      { name: 'n6', driver: 'weave', subnets: [] },
      'spec.driver',
      'unknown-driver',
    ],
    [
      'an option with a bad value',
      bridge('n7', { options: { 'com.docker.network.bridge.enable_icc': 'perhaps' } }),
      'spec.options.com.docker.network.bridge.enable_icc',
      'invalid-spec',
    ],
    [
      'a bridge that is another network’s',
      bridge('n8', { options: { 'com.docker.network.bridge.name': 'br-taken' } }),
      'spec.options.com.docker.network.bridge.name',
      'bridge-taken',
    ],
    [
      'a parent that is another network’s',
      { name: 'n9', driver: 'macvlan', ...subnet('10.97.3.0/24'), options: { parent: 'eth0' } },
      'spec.options.parent',
      'parent-taken',
    ],
    [
      'two subnets of a family on a bridge',
      bridge('n10', { subnets: [{ subnet: '10.97.4.0/24' }, { subnet: '10.97.5.0/24' }] }),
      'spec.subnets.1.subnet',
      'invalid-spec',
    ],
    ['IPv6 without a subnet', bridge('n11', { ipv6: true }), 'spec.ipv6', 'pools-exhausted'],
    [
      'a config network that is not there',
      bridge('n12', { configFrom: 'nowhere' }),
      'spec.configFrom',
      'no-such-network',
    ],
    [
      'an overlay’s name that is no word',
      { name: 'a b', driver: 'overlay', subnets: [] },
      'spec.name',
      'invalid-spec',
    ],
    [
      'an overlay that overlaps another',
      { name: 'n13', driver: 'overlay', ...subnet('10.94.0.0/24') },
      'spec.subnets.0.subnet',
      undefined,
    ],
  ];
  it.each(rows)('%s', async (_, spec, field, kind, host = 'refuse1') => {
    const action: Action = { kind: 'create-network', hostIds: [host], spec };
    await expect(core.actions.plan(action)).rejects.toMatchObject({
      code: 'invalid-fields',
      details: { fields: { [field]: expect.stringMatching(/\w/) } },
    });
    if (kind === undefined) {
      // The engine takes it, which is why the plan must not.
      const id = await client(host).createNetwork(spec);
      await client(host).removeNetwork({ nativeId: id, name: spec.name });
    } else {
      await expect(client(host).createNetwork(spec)).rejects.toMatchObject({
        kind,
        message: expect.stringMatching(/\. .+\.$/),
        details: { engine: expect.stringMatching(/\w/) },
      });
    }
  });

  it('docker0 as a bridge’s name is refused: it would destroy the default bridge', async () => {
    const spec = bridge('n14', { options: { 'com.docker.network.bridge.name': 'docker0' } });
    await expect(
      core.actions.plan({ kind: 'create-network', hostIds: ['refuse1'], spec }),
    ).rejects.toMatchObject({
      details: {
        fields: { 'spec.options.com.docker.network.bridge.name': expect.stringContaining('destroy') },
      },
    });
    expect(await docker('network', 'inspect', '-f', '{{.Driver}}', 'bridge')).toContain('bridge');
  });

  it('address pools that are used up: warned of before, understood after', async () => {
    const made: string[] = [];
    let refusal: unknown;
    for (let at = 0; at < 40 && !refusal; at++) {
      await client('refuse3')
        .createNetwork(bridge(`pool${at}`))
        .then(
          (id) => made.push(id),
          (error: unknown) => {
            refusal = error;
          },
        );
    }
    expect(refusal).toMatchObject({ kind: 'pools-exhausted' });
    await until(
      () =>
        Object.values(topology().networks).filter(({ name }) => name.startsWith('pool')).length ===
        made.length,
    );
    const plan = await core.actions.plan({
      kind: 'create-network',
      hostIds: ['refuse3'],
      spec: bridge('late'),
    });
    expect(plan.warnings.map(({ code }) => code)).toContain('pools-exhausted');
    for (const id of made) await client('refuse3').removeNetwork({ nativeId: id, name: id });
  });

  it('an overlay on a worker: planned on the manager; understood where the worker is asked', async () => {
    const spec: NetworkSpec = { name: 'far', driver: 'overlay', subnets: [], attachable: true };
    const plan = await core.actions.plan({ kind: 'create-network', hostIds: ['refuse2'], spec });
    expect(plan.steps.map(({ host }) => host)).toEqual(['refuse1']);
    await expect(client('refuse2').createNetwork(spec)).rejects.toMatchObject({ kind: 'not-a-manager' });
  });

  it('a subnet that is the hosts’ own LAN is taken by the engine, and warned of', async () => {
    const lan = `${Object.values(topology().hosts)[0]?.swarm?.address.split('.').slice(0, 3).join('.')}.0/24`;
    const plan = await core.actions.plan({
      kind: 'create-network',
      hostIds: ['refuse3'],
      spec: bridge('lan', subnet(lan)),
    });
    expect(plan.warnings.map(({ code }) => code)).toContain('overlaps-lan');
  });
});

describe('a connection that can’t be made', () => {
  const rows: [string, string, string, object, string, string][] = [
    ['already connected', 'one', 'taken', {}, 'already-member', 'already-connected'],
    ['to host', 'one', 'host', {}, 'network-host', 'host-mode'],
    ['to none', 'one', 'none', {}, 'network-none', 'none-mode'],
    ['of a none-mode container', 'monk', 'other', {}, 'none-mode', 'none-mode'],
    ['of a host-mode container', 'metal', 'other', {}, 'host-mode', 'shared-sandbox'],
    ['of a container: container', 'rider', 'other', {}, 'container-mode', 'shared-sandbox'],
    [
      'with a fixed address on the default bridge',
      'one',
      'bridge',
      { ipv4: '172.17.0.99' },
      'invalid-fields',
      'no-fixed-address',
    ],
    ['with an address that is in use', 'idle', 'taken', { ipv4: '10.91.0.10' }, 'already-member', ''],
    ['with an address outside', 'one', 'other', { ipv4: '10.99.0.9' }, 'invalid-fields', 'address-outside'],
    ['with the gateway’s address', 'one', 'other', { ipv4: '10.92.0.1' }, '', 'address-in-use'],
    [
      'with the broadcast address',
      'one',
      'other',
      { ipv4: '10.92.0.255' },
      'invalid-fields',
      'address-in-use',
    ],
    ['to a network for services only', 'one', 'closed', {}, 'not-attachable', 'not-attachable'],
    ['to the ingress network', 'one', 'ingress', {}, 'ingress', 'not-attachable'],
    ['to another host’s network', 'one', 'bridge@refuse2', {}, 'other-host', 'no-such-network'],
    ['to a config network', 'one', 'settings', {}, 'config-only', 'refused-by-engine'],
  ];
  it.each(rows)('%s', async (_, who, where, more, code, kind) => {
    const [name = '', host = 'refuse1'] = where.split('@');
    const to = network(name, host);
    const member = container(who);
    if (code) {
      const action = { kind: 'connect', networkId: to.id, containerId: member.id, ...more } as Action;
      await expect(core.actions.plan(action)).rejects.toMatchObject({
        code,
        message: expect.stringMatching(/\w/),
      });
    }
    if (!kind) return;
    await expect(client().connect({ network: to, container: member, ...more })).rejects.toMatchObject({
      kind,
    });
  });

  it('a MAC address and a gateway priority, which this engine would ignore', async () => {
    const action: Action = {
      kind: 'connect',
      networkId: network('other').id,
      containerId: container('one').id,
      mac: '02:42:00:00:00:99',
      gatewayPriority: 5,
    };
    await expect(core.actions.plan(action)).rejects.toMatchObject({
      details: {
        fields: { mac: expect.stringContaining('1.54'), gatewayPriority: expect.stringContaining('1.48') },
      },
    });
  });
});

describe('a disconnection or removal that can’t be done', () => {
  it('disconnect of what is not connected', async () => {
    const ids = { networkId: network('other').id, containerId: container('one').id };
    await expect(core.actions.plan({ kind: 'disconnect', ...ids })).rejects.toMatchObject({
      code: 'not-member',
    });
    await expect(
      client().disconnect({ network: network('other'), container: container('one') }),
    ).rejects.toMatchObject({ kind: 'not-connected' });
  });

  it('disconnect by force of a container that is missing', async () => {
    const gone = { nativeId: 'nobody', name: 'nobody' };
    await expect(
      client().disconnect({ network: network('other'), container: gone, force: true }),
    ).rejects.toMatchObject({
      kind: expect.stringMatching(/no-such-container|not-connected|refused-by-engine/),
    });
  });

  it.each([
    ['with members', 'taken', 'has-members', 'in-use'],
    ['that is Docker’s own', 'bridge', 'builtin', 'reserved-name'],
    ['that others are made from', 'settings', 'config-in-use', 'in-use'],
  ])('remove of a network %s', async (_, name, code, kind) => {
    await expect(
      core.actions.plan({ kind: 'remove-network', networkId: network(name).id }),
    ).rejects.toMatchObject({ code });
    await expect(client().removeNetwork(network(name))).rejects.toMatchObject({ kind });
  });

  it('remove of an overlay: by the manager; understood where a worker is asked', async () => {
    await lab.docker(2, 'run', '-d', '--name', 'far', '--network', 'open', 'busybox', 'sleep', '9999');
    await until(() =>
      Object.values(topology().networks).some(({ name, hostIds }) => name === 'open' && hostIds.length === 2),
    );
    const action: Action = { kind: 'remove-network', networkId: network('open').id };
    await until(() =>
      Object.values(topology().endpoints).some(
        ({ networkId, attached, containerId }) => attached && containerId && networkId === network('open').id,
      ),
    );
    await expect(core.actions.plan(action)).rejects.toMatchObject({ code: 'has-members' });
    await expect(client('refuse2').removeNetwork(network('open'))).rejects.toMatchObject({
      kind: expect.stringMatching(/not-a-manager|in-use/),
    });
    await expect(client().removeNetwork(network('open'))).rejects.toMatchObject({ kind: 'in-use' });
    const all: Action = { ...action, disconnectFirst: true };
    const plan = await core.actions.plan(all);
    expect(plan.steps.map(({ host }) => host)).toEqual(['refuse2', 'refuse1']);
    expect((await core.actions.apply(all, { fingerprint: plan.fingerprint })).outcome).toBe('done');
  });

  it('what is gone is told as gone', async () => {
    const gone = { nativeId: 'f'.repeat(64), name: 'ghost' };
    await expect(client().removeNetwork(gone)).rejects.toMatchObject({ kind: 'no-such-network' });
    await expect(client().connect({ network: gone, container: container('one') })).rejects.toMatchObject({
      kind: 'no-such-network',
    });
    await expect(client().connect({ network: network('other'), container: gone })).rejects.toMatchObject({
      kind: 'no-such-container',
    });
  });

  it('leaves the picture as Docker’s client has it', async () => {
    const end = performance.now() + 30_000;
    let unlike: string[] = [];
    do {
      unlike = [];
      for (const { index, name } of lab.hosts())
        unlike.push(
          ...differences(await readTruth((...args) => lab.docker(index, ...args)), topology(), name),
        );
    } while (unlike.length > 0 && performance.now() < end);
    expect(unlike).toEqual([]);
  });
});
