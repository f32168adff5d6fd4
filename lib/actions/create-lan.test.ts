import { describe, expect, it } from 'vitest';
import type { Topology } from '../topology/model.ts';
import { networkFact } from '../topology/testdata/facts.ts';
import type { NetworkSpec } from './network-spec.ts';
import { plan } from './plan.ts';
import type { CreateAction } from './schema.ts';
import { scene } from './testdata/scene.ts';

/** The scene, with hosts that have the driver. */
function onLan(more?: Parameters<typeof scene>[0]): Topology {
  const plain = scene(more);
  const hosts = Object.values(plain.hosts).map((host) => [
    host.id,
    { ...host, drivers: ['bridge', 'macvlan'] },
  ]);
  return { ...plain, hosts: Object.fromEntries(hosts) };
}

const spec = (more: Partial<NetworkSpec> = {}): NetworkSpec => ({
  name: 'new',
  driver: 'macvlan',
  subnets: [{ subnet: '10.7.0.0/24', ipRange: '10.7.0.64/27' }],
  options: { parent: 'eth7' },
  ...more,
});

function codes(action: Omit<CreateAction, 'kind'>, topology = onLan()): string[] {
  const outcome = plan(topology, { kind: 'create-network', ...action });
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.plan.warnings.map(({ code }) => code);
}

describe('a network on the hosts’ LAN', () => {
  it.each<[string, Partial<NetworkSpec>, string[], string[]]>([
    ['with all it needs', {}, ['alpha'], []],
    ['without a parent', { options: {} }, ['alpha'], ['no-parent']],
    ['without a subnet', { subnets: [] }, ['alpha'], ['no-lan-subnet']],
    ['without a range', { subnets: [{ subnet: '10.7.0.0/24' }] }, ['alpha'], ['lan-range']],
    ['on two hosts', {}, ['alpha', 'beta'], ['same-addresses']],
  ])('%s', (_, more, hostIds, expected) => {
    expect(codes({ hostIds, spec: spec(more) })).toEqual(expected);
  });

  it('shares the LAN’s subnet with another host’s, but not its range', () => {
    const other = networkFact('other', {
      driver: 'macvlan',
      ipam: { driver: 'default', subnets: [{ subnet: '10.7.0.0/24', ipRange: '10.7.0.96/27' }] },
    });
    const topology = onLan({ networks: [other] });
    expect(codes({ hostIds: ['beta'], spec: spec() }, topology)).toEqual([]);
    const wide = spec({ subnets: [{ subnet: '10.7.0.0/24', ipRange: '10.7.0.64/26' }] });
    expect(codes({ hostIds: ['beta'], spec: wide }, topology)).toEqual(['same-addresses']);
  });

  it('is made from config networks that must not give the same addresses', () => {
    const made = spec({ subnets: [], options: {}, configFrom: 'cfg' });
    const config = (hostId: string, ipRange: string) => ({
      hostId,
      spec: { ...spec({ name: 'cfg', configOnly: true, subnets: [{ subnet: '10.7.0.0/24', ipRange }] }) },
    });
    const hostIds = ['alpha', 'beta'];
    const same = [config('alpha', '10.7.0.0/26'), config('beta', '10.7.0.32/27')];
    expect(codes({ hostIds, spec: made, configs: same })).toEqual(['same-addresses']);
    const apart = [config('alpha', '10.7.0.0/26'), config('beta', '10.7.0.64/27')];
    expect(codes({ hostIds, spec: made, configs: apart })).toEqual([]);
  });
});

it('in a sequence, what is made from a config network waits for it', () => {
  const outcome = plan(onLan(), {
    kind: 'sequence',
    actions: [
      { kind: 'create-network', hostIds: ['alpha'], spec: spec({ name: 'cfg', configOnly: true }) },
      {
        kind: 'create-network',
        hostIds: ['alpha'],
        spec: { name: 'made', driver: 'macvlan', subnets: [], configFrom: 'cfg' },
      },
    ],
  });
  expect(outcome.ok && outcome.steps.map(({ needs }) => needs)).toEqual([[], [0]]);
});
