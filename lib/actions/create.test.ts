import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps } from '../cidr/subnet.ts';
import { mergeOnce } from '../topology/merge.ts';
import type { HostReading } from '../topology/snapshot.ts';
import { networkFact, predefinedFacts, reading, snapshot, swarmFact } from '../topology/testdata/facts.ts';
import { validate } from '../topology/validate.ts';
import type { NetworkSpec } from './network-spec.ts';
import { networkSpecSchema } from './network-spec.ts';
import type { PlanOutcome } from './outcome.ts';
import { plan } from './plan.ts';
import { predict } from './predict.ts';
import { specOf } from './spec-of.ts';
import { suggestSubnet } from './suggest-subnet.ts';
import { planned, warnings } from './testdata/plans.ts';

const drivers = ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'];
const old = { flavour: 'docker', version: '20.10.24', apiVersion: '1.41' } as const;
const networks = [
  ...predefinedFacts(),
  networkFact('front', {
    options: { 'com.docker.network.bridge.name': 'br-front' },
    ipam: { driver: 'default', subnets: [{ subnet: '10.1.0.0/16' }] },
  }),
  networkFact('lan', { driver: 'macvlan', options: { parent: 'eth1' } }),
  networkFact('settings', { driver: 'null', configOnly: true }),
];
/** `one` and `two` are a swarm, led by `one`; `solo` is alone and old; `away` can't be read. */
const readings: HostReading[] = [
  reading('one', {
    drivers,
    networks,
    swarm: swarmFact({ clusterId: 'c1', nodeId: 'node1', role: 'manager', managerNodeIds: ['node1'] }),
  }),
  reading('two', {
    drivers,
    swarm: swarmFact({ clusterId: 'c1', nodeId: 'node2', managerNodeIds: ['node1'] }),
  }),
  reading('solo', { drivers, engine: old }),
  { ...reading('away'), status: 'stale', reason: 'It does not answer.', snapshot: snapshot() },
];
const topology = mergeOnce(readings);
const spec = (more: Partial<NetworkSpec> = {}): NetworkSpec => ({
  name: 'shop',
  driver: 'bridge',
  subnets: [],
  ...more,
});
const create = (more: Partial<NetworkSpec> = {}, hostIds = ['one']): PlanOutcome =>
  plan(topology, { kind: 'create-network', hostIds, spec: spec(more) });
const faultsOf = (outcome: PlanOutcome) => (outcome.ok ? {} : (outcome.fields ?? { '': outcome.code }));

describe('the plan to create', () => {
  it('N1: makes it on each host, by a step each, and is undone by removing it there', () => {
    const outcome = create({}, ['one', 'solo']);
    expect(planned(outcome).steps).toEqual([
      {
        summary: 'Create the bridge network shop on one',
        host: 'one',
        cli: 'docker network create --driver bridge shop',
      },
      {
        summary: 'Create the bridge network shop on solo',
        host: 'solo',
        cli: 'docker network create --driver bridge shop',
      },
    ]);
    expect(planned(outcome).undo).toMatchObject({
      kind: 'sequence',
      actions: [{ kind: 'remove-network' }, { kind: 'remove-network' }],
    });
    expect(outcome.ok && outcome.steps.map(({ needs }) => needs)).toEqual([[], []]);
  });

  it('N2: makes a swarm’s network once, by a manager, whichever of its hosts are chosen', () => {
    for (const hostIds of [['one'], ['two'], ['one', 'two']]) {
      const { steps } = planned(create({ driver: 'overlay' }, hostIds));
      expect(steps.map(({ host }) => host)).toEqual(['one']);
    }
    expect(create({ driver: 'overlay' }, ['solo'])).toMatchObject({ ok: false, code: 'no-swarm' });
    const led = mergeOnce(
      readings.map((each) => (each.id === 'one' ? { ...each, status: 'stale' as const } : each)),
    );
    const outcome = plan(led, {
      kind: 'create-network',
      hostIds: ['two'],
      spec: spec({ driver: 'overlay' }),
    });
    expect(outcome).toMatchObject({ ok: false, code: 'no-manager' });
  });

  it('N3: refuses hosts that are unknown or can’t be changed now', () => {
    expect(create({}, ['constructor'])).toMatchObject({ ok: false, code: 'unknown-host' });
    expect(create({}, ['one', 'away'])).toMatchObject({ ok: false, code: 'host-not-live' });
  });

  it('N4: what the engine would refuse is told at its field', () => {
    const subnets = (...all: NetworkSpec['subnets']) => ({ subnets: all });
    const four = { subnet: '10.9.0.0/24' };
    const bridge = 'com.docker.network.bridge.name';
    const cases: [Partial<NetworkSpec>, string][] = [
      [{ name: 'bridge' }, 'name'],
      [{ name: 'front' }, 'name'],
      [{ name: 'a b', driver: 'overlay' }, 'name'],
      [{ driver: 'host' }, 'driver'],
      [{ driver: 'weave' }, 'driver'],
      [subnets({ subnet: '10.9.0.1/24' }), 'subnets.0.subnet'],
      [subnets({ ...four, gateway: '10.8.0.1' }), 'subnets.0.gateway'],
      [subnets({ ...four, ipRange: '10.9.0.0/16' }), 'subnets.0.ipRange'],
      [subnets({ ...four, ipRange: '10.8.0.0/25' }), 'subnets.0.ipRange'],
      [subnets({ ...four, excluded: { nas: '10.8.0.5' } }), 'subnets.0.excluded.nas'],
      [subnets({ ...four, gateway: '10.9.0.1', excluded: { nas: '10.9.0.1' } }), 'subnets.0.excluded.nas'],
      [subnets({ subnet: '10.1.4.0/24' }), 'subnets.0.subnet'],
      [subnets(four, { subnet: '10.9.0.128/25' }), 'subnets.1.subnet'],
      [subnets(four, { subnet: '10.10.0.0/24' }), 'subnets.1.subnet'],
      [{ ...subnets({ subnet: 'fd01::/64' }), ipv6: false }, 'subnets.0.subnet'],
      [{ ...subnets(four), ipv4: false }, 'subnets.0.subnet'],
      [{ configOnly: true, configFrom: 'settings' }, 'configFrom'],
      [{ configOnly: true, scope: 'swarm' }, 'scope'],
      [{ configFrom: 'nothing' }, 'configFrom'],
      [{ configFrom: 'settings', ...subnets(four) }, 'subnets'],
      [{ configFrom: 'settings', options: { a: 'b' } }, 'options'],
      [{ configFrom: 'settings', labels: { a: 'b' } }, 'labels'],
      [{ configFrom: 'settings', ipv6: true }, 'ipv6'],
      [{ options: { [bridge]: 'docker0' } }, `options.${bridge}`],
      [{ options: { [bridge]: 'br-front' } }, `options.${bridge}`],
      [{ options: { [bridge]: 'longer than a device' } }, `options.${bridge}`],
      [{ options: { 'com.docker.network.driver.mtu': 'big' } }, 'options.com.docker.network.driver.mtu'],
      [{ driver: 'ipvlan', options: { ipvlan_mode: 'l4' } }, 'options.ipvlan_mode'],
    ];
    for (const [more, field] of cases)
      expect([more, Object.keys(faultsOf(create(more)))]).toEqual([more, [`spec.${field}`]]);
  });

  it('N5: what only an older engine refuses is told for that one alone', () => {
    for (const [more, field] of [
      [{ ipv4: false, ipv6: true, subnets: [{ subnet: 'fd01::/64' }] }, 'spec.ipv4'],
      [{ ipv6: true }, 'spec.ipv6'],
    ] as const) {
      expect(faultsOf(create({ ...more, subnets: [...('subnets' in more ? more.subnets : [])] }))).toEqual(
        {},
      );
      const told = faultsOf(
        create({ ...more, subnets: [...('subnets' in more ? more.subnets : [])] }, ['solo']),
      );
      expect(Object.keys(told)).toEqual([field]);
    }
  });

  it('N6: addresses of a swarm’s networks and of a host’s own do not meet', () => {
    const own = create({ subnets: [{ subnet: '10.1.4.0/24' }], driver: 'overlay' });
    expect(own.ok).toBe(true);
    expect(warnings(own)).not.toEqual({});
  });

  it('N7: warns of what an engine takes without any effect, and of what needs care', () => {
    expect(warnings(create({ options: { typo: '1' } }))).toHaveProperty('unknown-option');
    expect(warnings(create({ attachable: true }))).toHaveProperty('no-effect');
    const v6 = { subnets: [{ subnet: 'fd77::/64' }] };
    expect(warnings(create(v6))).toHaveProperty('ipv6-off');
    expect(warnings(create({ ...v6, ipv6: true }))).not.toHaveProperty('ipv6-off');
    expect(warnings(create({ driver: 'overlay', options: { encrypted: '' } }))).toHaveProperty('encrypted');
    const since = { 'com.docker.network.bridge.gateway_mode_ipv4': 'routed' };
    expect(warnings(create({ options: since }, ['solo']))).toHaveProperty('option-ignored');
    expect(warnings(create({ options: since }, ['one']))).toEqual({});
    expect(warnings(create())).toEqual({});
  });

  it('N8: config networks come first, each on its host, and what is made from them needs all of them', () => {
    const configs = ['one', 'two'].map((hostId) => ({
      hostId,
      spec: spec({ name: 'cfg', configOnly: true, driver: 'macvlan', options: { parent: `eth-${hostId}` } }),
    }));
    const outcome = plan(topology, {
      kind: 'create-network',
      hostIds: ['one'],
      spec: spec({ driver: 'macvlan', scope: 'swarm', configFrom: 'cfg' }),
      configs,
    });
    if (!outcome.ok) throw new Error(outcome.message);
    expect(outcome.steps.map(({ needs }) => needs)).toEqual([[], [], [0, 1]]);
    expect(outcome.plan.steps.map(({ host }) => host)).toEqual(['one', 'two', 'one']);
  });
});

describe('a suggested subnet', () => {
  it('N9: overlaps nothing that is known or taken, and is one that the plan accepts', () => {
    for (const family of [4, 6] as const) {
      const first = suggestSubnet(topology, family);
      const second = suggestSubnet(topology, family, [first ?? '']);
      if (!first || !second) throw new Error('nothing is suggested');
      expect(overlaps(first, second)).toBe(false);
      expect(faultsOf(create({ subnets: [{ subnet: first }] }))).toEqual({});
    }
    expect(suggestSubnet(topology, 4, ['10.64.0.0/10'])).toBeUndefined();
  });
});

const word = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}$/);
const anySpec: fc.Arbitrary<NetworkSpec> = fc
  .record(
    {
      name: word.map((name) => `n-${name}`),
      driver: fc.constantFrom('bridge', 'macvlan'),
      subnets: fc.constantFrom<NetworkSpec['subnets'][]>(
        [],
        [{ subnet: '10.70.0.0/24', gateway: '10.70.0.1', ipRange: '10.70.0.128/25' }],
        [{ subnet: '10.71.0.0/24', excluded: { nas: '10.71.0.9' } }],
      ),
      internal: fc.constant(true),
      attachable: fc.constant(true),
      labels: fc.dictionary(word, word, { minKeys: 1, noNullPrototype: true }),
      options: fc.dictionary(word, word, { minKeys: 1, noNullPrototype: true }),
      ipamDriver: fc.constant('other'),
    },
    { requiredKeys: ['name', 'driver', 'subnets'], noNullPrototype: true },
  )
  .map((each) => each as NetworkSpec);

describe('a spec', () => {
  it('N10: is what its network tells again once it is made, and the topology with it is a sound one', () => {
    fc.assert(
      fc.property(anySpec, (given) => {
        expect(networkSpecSchema.parse(given)).toEqual(given);
        const outcome = plan(topology, { kind: 'create-network', hostIds: ['one'], spec: given });
        if (!outcome.ok) throw new Error(outcome.message);
        const [step] = outcome.steps;
        if (!step) throw new Error('no step');
        const after = predict(topology, step.call);
        expect(validate(after)).toEqual([]);
        const made = after.networks[step.call.network.id];
        expect(made && specOf(made)).toEqual(given);
      }),
      { seed: 20_260_101, numRuns: 100 },
    );
  });
});
