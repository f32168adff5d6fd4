import { describe, expect, it } from 'vitest';
import { networkFact } from '../topology/testdata/facts.ts';
import { createFaults } from './create-faults.ts';
import type { NetworkSpec } from './network-spec.ts';
import { plan } from './plan.ts';
import { networkIdOf, scene } from './testdata/scene.ts';

const lan = (more: object) => ({ driver: 'macvlan', options: { parent: 'eth0' }, ...more });
const topology = scene({
  networks: [
    networkFact('first', lan({ ipam: { driver: 'default', subnets: [{ subnet: '10.71.0.0/24' }] } })),
    networkFact('second', { ...lan({ driver: 'ipvlan' }), options: { parent: 'eth1' } }),
    networkFact('config', { configOnly: true, driver: 'null', labels: { made: 'here' } }),
    networkFact('made', {
      configFrom: 'config',
      labels: { made: 'here' },
      ipam: { driver: 'default', subnets: [{ subnet: '10.70.0.0/24' }] },
    }),
    networkFact('six-only', { ipam: { driver: 'default', subnets: [{ subnet: 'fd91::/64' }] } }),
  ],
});
const faultsOf = (
  spec: Partial<NetworkSpec>,
  version = '20.10.24',
  flavour: 'docker' | 'podman' = 'docker',
) => {
  const host = topology.hosts.alpha;
  if (!host?.engine) throw new Error('no host');
  const engine = { ...host.engine, version, flavour };
  const whole = { name: 'fresh', driver: 'bridge', subnets: [], ...spec };
  return Object.keys(createFaults(topology, { ...host, drivers: [], engine }, whole)).sort();
};
const subnet = (text: string, more: object = {}) => ({ subnets: [{ subnet: text, ...more }] });

describe('what an engine refuses of a new network, as tried on 20.10, 26.1, 28.5 and Podman 4.3', () => {
  it.each<[string, Partial<NetworkSpec>, string[]]>([
    ['a name that is reserved on Windows alone', { name: 'nat' }, []],
    [
      'the network’s address as gateway',
      subnet('10.74.0.0/24', { gateway: '10.74.0.0' }),
      ['subnets.0.gateway'],
    ],
    [
      'the broadcast address as gateway',
      subnet('10.74.0.0/24', { gateway: '10.74.0.255' }),
      ['subnets.0.gateway'],
    ],
    ['IPv6 likewise', subnet('fd78::/64', { gateway: 'fd78::' }), ['subnets.0.gateway']],
    [
      'the network’s address kept free',
      subnet('10.74.0.0/24', { excluded: { a: '10.74.0.0' } }),
      ['subnets.0.excluded.a'],
    ],
    ['an internal config network', { configOnly: true, internal: true }, ['internal']],
    ['an attachable config network', { configOnly: true, attachable: true }, ['attachable']],
    ['a config network of a scope', { configOnly: true, scope: 'local' }, ['scope']],
    [
      'IPAM options beside a config network',
      { configFrom: 'config', ipamOptions: { a: 'b' } },
      ['ipamOptions'],
    ],
    ['an overlay of one host', { driver: 'overlay', scope: 'local' }, ['scope']],
    ['the scope of a key-value store that the host lacks', { scope: 'global' }, ['scope']],
    ['a second ingress', { driver: 'overlay', ingress: true }, ['ingress']],
    [
      'two subnets of a bridge',
      { subnets: [{ subnet: '10.74.0.0/24' }, { subnet: '10.75.0.0/24' }] },
      ['subnets.1.subnet'],
    ],
  ])('%s', (_, spec, fields) => {
    expect(faultsOf(spec)).toEqual(fields);
  });

  it.each([
    ['a macvlan on another’s parent', lan({}), ['options.parent'], ['options.parent'], []],
    [
      'an ipvlan on another’s parent',
      { driver: 'ipvlan', options: { parent: 'eth1' } },
      ['options.parent'],
      ['options.parent'],
      ['options.parent'],
    ],
    ['a /31', subnet('10.77.0.0/31'), ['subnets.0.subnet'], [], []],
    ['a /127', subnet('fd77::/127'), [], [], []],
    ['IPv6 from the pools', { ipv6: true }, ['ipv6'], ['ipv6'], []],
  ])('%s, by version', (_, spec, on20, on26, on28) => {
    expect([faultsOf(spec), faultsOf(spec, '26.1.5'), faultsOf(spec, '28.5.2')]).toEqual([on20, on26, on28]);
  });

  it.each<[string, Partial<NetworkSpec>, string[]]>([
    ['config networks, of which it makes ordinary ones', { configOnly: true }, ['configOnly']],
    [
      'addresses to keep free, which it forgets',
      subnet('10.74.0.0/24', { excluded: { a: '10.74.0.9' } }),
      ['subnets.0.excluded.a'],
    ],
    ['names with spaces', { name: 'my net' }, ['name']],
    ['but takes several subnets', { subnets: [{ subnet: '10.74.0.0/24' }, { subnet: '10.75.0.0/24' }] }, []],
    ['and chooses IPv6 by itself', { ipv6: true }, []],
  ])('Podman: %s', (_, spec, fields) => {
    expect(faultsOf(spec, '4.3.1', 'podman')).toEqual(fields);
  });
});

describe('the way back of a removal', () => {
  const undoOf = (name: string) => {
    const outcome = plan(topology, { kind: 'remove-network', networkId: networkIdOf(topology, name) });
    return outcome.ok ? outcome.plan.undo : outcome;
  };

  it('leaves to a config network what that settles, its labels, too', () => {
    expect(undoOf('made')).toMatchObject({ kind: 'create-network' });
    expect(undoOf('made')).toHaveProperty('spec', expect.not.objectContaining({ labels: expect.anything() }));
  });

  it('makes no IPv4 where there was none', () => {
    expect(undoOf('six-only')).toMatchObject({ spec: { ipv4: false, ipv6: true } });
    expect(undoOf('first')).toHaveProperty('spec', expect.not.objectContaining({ ipv4: expect.anything() }));
  });
});
