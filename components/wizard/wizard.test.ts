import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NetworkSpec, networkSpecSchema } from '#lib/actions/network-spec.ts';
import { plan } from '#lib/actions/plan.ts';
import { networkIdOf, scene } from '#lib/actions/testdata/scene.ts';
import { networkFact } from '#lib/topology/testdata/facts.ts';
import { faultsOfFields } from './field-faults.ts';
import { goalOf, goals, hiddenSettings, optionOf, withDriver, withGoal, withOption } from './goals.ts';
import { hostsForGoal, isChosen, placesFor, withHosts, withPlace } from './hosts-of.ts';
import { excludedLabel, fieldsOfSpec, noSpec, noSubnet, specOfFields } from './spec-fields.ts';
import { startFields } from './start-fields.ts';
import { createActionOf, type WizardFields } from './wizard-fields.ts';

const word = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_.-]{0,12}$/);
const texts = fc.dictionary(fc.oneof(word, fc.constant('__proto__')), fc.string({ maxLength: 8 }), {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});
const maybe = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((chosen) => (chosen === undefined ? {} : { [key]: chosen }));
const subnet = fc
  .tuple(
    fc.constantFrom('10.1.0.0/16', 'fd00::/64'),
    maybe('gateway', fc.constant('10.1.0.1')),
    maybe('ipRange', fc.constant('10.1.4.0/24')),
    maybe('excluded', fc.dictionary(word, fc.ipV4(), { minKeys: 1, maxKeys: 2, noNullPrototype: true })),
  )
  .map(([cidr, ...more]) => Object.assign({ subnet: cidr }, ...more));
const on = fc.constant(true);
const specs: fc.Arbitrary<NetworkSpec> = fc
  .tuple(
    fc.record({ name: word, driver: fc.constantFrom('bridge', 'overlay', 'macvlan', 'labnet') }),
    fc.record({ subnets: fc.array(subnet, { maxLength: 3 }) }),
    maybe('ipv4', fc.boolean()),
    maybe('ipv6', fc.boolean()),
    maybe('internal', on),
    maybe('attachable', on),
    maybe('ingress', on),
    maybe('scope', fc.constantFrom('local', 'swarm', 'global')),
    maybe('configOnly', on),
    maybe('configFrom', word),
    maybe('options', texts),
    maybe('labels', texts),
    maybe('ipamDriver', word),
    maybe('ipamOptions', texts),
  )
  .map((parts) => Object.assign({}, ...parts));

const fieldsWith = (spec: Partial<WizardFields['spec']>, more: Partial<WizardFields> = {}): WizardFields => ({
  hostIds: ['alpha'],
  spec: { ...noSpec, name: 'shop', ...spec },
  configs: [],
  makeConfigs: true,
  ...more,
});

describe('fields and specs', () => {
  it('say the same in both directions: nothing of a spec is lost', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        expect(specOfFields(fieldsOfSpec(spec))).toEqual(spec);
      }),
    );
  });

  it('ask for what the schema takes, where the spec did', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const again = networkSpecSchema.safeParse(specOfFields(fieldsOfSpec(spec)));
        expect(again.success).toBe(networkSpecSchema.safeParse(spec).success);
      }),
    );
  });

  it('label excluded addresses that have no label, each with another', () => {
    const excluded = [
      { key: '', value: '10.1.0.9' },
      { key: 'excluded1', value: '10.1.0.8' },
      { key: '', value: '10.1.0.7' },
    ];
    expect(excluded.map((_, at) => excludedLabel(excluded, at))).toEqual([
      'excluded1x',
      'excluded1',
      'excluded3',
    ]);
    const spec = specOfFields({ ...noSpec, subnets: [{ ...noSubnet, subnet: '10.1.0.0/16', excluded }] });
    expect(Object.values(spec.subnets[0]?.excluded ?? {})).toEqual(['10.1.0.9', '10.1.0.8', '10.1.0.7']);
  });

  it('tell of lines that would be lost', () => {
    const pairs = [
      { key: 'a', value: '1' },
      { key: ' a ', value: '2' },
      { key: '', value: 'x' },
      { key: '', value: '' },
    ];
    expect(faultsOfFields(fieldsWith({ labels: pairs }))).toEqual({
      'spec.labels#1': 'There is a line for a already.',
      'spec.labels#2': 'Give this value a key.',
    });
  });
});

describe('goals', () => {
  it.each(goals)('%s: what is chosen is what is found again', (goal) => {
    expect(goalOf(withGoal(fieldsWith({}), goal))).toBe(goal);
  });

  it('keep the name, the labels and the subnets on any way through them, also by way of a config network', () => {
    const subnets = [{ ...noSubnet, subnet: '10.9.0.0/24', gateway: '10.9.0.9' }];
    const from = fieldsWith({ subnets });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...goals), { maxLength: 6 }), (way) => {
        const there = withGoal(way.reduce(withGoal, from), 'host');
        expect(there.spec).toMatchObject({ name: 'shop', subnets, driver: 'bridge', configFrom: '' });
      }),
    );
  });

  it('take along no option that the new driver does not know, and keep those of nobody’s', () => {
    const options = [
      { key: 'parent', value: 'eth0' },
      { key: 'com.docker.network.driver.mtu', value: '1400' },
      { key: 'mine', value: 'x' },
    ];
    const spec = withDriver({ ...noSpec, driver: 'macvlan', options }, 'bridge');
    expect(spec.options.map(({ key }) => key)).toEqual(['com.docker.network.driver.mtu', 'mine']);
  });

  it('set an option, change it, and take it away', () => {
    const one = withOption(noSpec, 'parent', 'eth0');
    expect(optionOf(withOption(one, 'parent', 'eth1'), 'parent')).toBe('eth1');
    expect(withOption(one, 'parent', '').options).toEqual([]);
  });

  it('say what is set that they do not show', () => {
    const fields = fieldsWith({ labels: [{ key: 'a', value: '' }], ipv6: 'on', attachable: true });
    expect(hiddenSettings(fields, 'host')).toEqual(['a label', 'IPv6 on', 'attachable']);
    for (const goal of goals) expect(hiddenSettings(withGoal(fieldsWith({}), goal), goal)).toEqual([]);
  });
});

describe('hosts', () => {
  const plain = scene();
  const { alpha } = plain.hosts;
  if (!alpha?.swarm) throw new Error('alpha is in no swarm');
  const manager = { ...alpha, swarm: { ...alpha.swarm, role: 'manager' as const } };
  const topology = { ...plain, hosts: { ...plain.hosts, alpha: manager } };

  it('that can’t be read can’t be chosen, and say why', () => {
    expect(placesFor(topology, false).map(({ key, open, hint }) => [key, open, hint])).toEqual([
      ['alpha', true, undefined],
      ['beta', true, undefined],
      ['delta', false, 'It does not answer.'],
      ['gamma', true, undefined],
    ]);
  });

  it('are a swarm where a swarm’s network is wanted: made by its manager', () => {
    const fields = hostsForGoal(topology, withGoal(fieldsWith({}, { hostIds: ['beta'] }), 'swarm'));
    expect(fields.hostIds).toEqual(['alpha']);
    const [swarm] = placesFor(topology, true);
    if (!swarm) throw new Error('no swarm');
    expect(hostsForGoal(plain, fieldsWith({ driver: 'overlay' })).hostIds).toEqual(['alpha']);
    expect(swarm.label).toBe('the swarm of alpha, beta');
    expect(isChosen(topology, swarm, ['beta'])).toBe(true);
    expect(withPlace(topology, fields, swarm, false).hostIds).toEqual([]);
  });

  it('each have a config of their own, without another’s range', () => {
    const start = withGoal(
      fieldsWith({ subnets: [{ ...noSubnet, subnet: '10.9.0.0/24', ipRange: '10.9.0.0/26' }] }),
      'config',
    );
    const fields = withHosts(start, ['alpha', 'beta']);
    expect(
      createActionOf(fields).configs?.map(({ hostId, spec }) => [hostId, spec.subnets[0]?.ipRange]),
    ).toEqual([
      ['alpha', '10.9.0.0/26'],
      ['beta', undefined],
    ]);
    expect(createActionOf(withHosts(fields, ['beta'])).configs).toHaveLength(1);
  });
});

describe('one like this', () => {
  const front = networkFact('copied', {
    ipam: { driver: 'default', subnets: [{ subnet: '192.168.99.0/24', gateway: '192.168.99.7' }] },
    options: {
      'com.docker.network.bridge.name': 'br-copied',
      'com.docker.network.bridge.enable_icc': 'false',
    },
    labels: { team: 'blue', 'com.docker.compose.project': 'shop' },
    internal: true,
  });
  const topology = scene({ networks: [front, networkFact('copied-2')] });

  it('has everything but what two can’t share, and can be made as it stands', () => {
    const fields = startFields(topology, { like: networkIdOf(topology, 'copied') });
    const action = createActionOf(fields);
    expect(action.hostIds).toEqual(['alpha']);
    expect(action.spec).toMatchObject({
      name: 'copied-3',
      driver: 'bridge',
      internal: true,
      options: { 'com.docker.network.bridge.enable_icc': 'false' },
      labels: { team: 'blue' },
    });
    expect(action.spec.subnets[0]?.subnet).not.toBe('192.168.99.0/24');
    expect(plan(topology, action).ok).toBe(true);
  });

  it('starts without a model on the first host that is live', () => {
    expect(startFields(topology, {}).hostIds).toEqual(['alpha']);
    expect(startFields(topology, { hostIds: ['delta', 'gamma'] }).hostIds).toEqual(['gamma']);
  });
});
