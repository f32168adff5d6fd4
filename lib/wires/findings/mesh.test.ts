import { describe, expect, it } from 'vitest';
import type { Subnet } from '../../topology/model.ts';
import { linkFact, vethFact } from '../testdata/facts.ts';
import { endpointOn, findOn, link, type Wired, wiredHost } from './testdata/wired.ts';

type Switch = NonNullable<Wired['facts']['openVswitch']>['bridges'][number];

/** The bridge of Open vSwitch on a host. */
function br0(host: Wired): Switch {
  const [bridge] = host.facts.openVswitch?.bridges ?? [];
  if (!bridge) throw new Error('There is none.');
  return bridge;
}

/** Hosts whose default bridges a full mesh of tunnels joins, with ranges that do not overlap. */
function scene(count = 3, kind = 'gre'): Wired[] {
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  return numbers.map((at) => {
    const host = wiredHost(at, { bridges: { bridge: ['web'], other: ['db'] } });
    const docker0 = link(host.host, 'docker0');
    docker0.addresses = [`172.17.${4 * at}.1/16`];
    host.network('bridge').ipam.subnets = [range(at)];
    host.host.links.push(linkFact(90, 'br0', { kind: 'tun', mtu: 1_400, master: docker0.index }));
    for (const one of host.host.links) if (one.master === docker0.index) one.mtu = 1_400;
    link(host.sandbox('web'), 'eth0').mtu = 1_400;
    const others = numbers.filter((other) => other !== at);
    const ports = others.map((to) => ({
      name: `${kind}${to}`,
      type: kind,
      up: true,
      remote: `10.0.0.${to}`,
    }));
    host.facts.openVswitch = { bridges: [{ name: 'br0', datapath: 'netdev', stp: true, ports }] };
    return host;
  });
}
const range = (at: number): Subnet => ({ subnet: '172.17.0.0/16', ipRange: `172.17.${4 * at}.0/22` });
const networkOn = (host: Wired, name = 'bridge') => `network:${host.id}/${host.network(name).nativeId}`;
const stpOff = (hosts: readonly Wired[]) => {
  for (const host of hosts) br0(host).stp = false;
};
const told = (hosts: readonly Wired[]) => findOn(...hosts).map(({ code, message }) => `${code}: ${message}`);

it('is nothing on a mesh that is as it should be', () => {
  expect(told(scene())).toEqual([]);
});

describe('[F8] ranges that overlap', () => {
  it('are found on hosts that a mesh joins, with ranges that are free', () => {
    const hosts = scene();
    const [, second, third] = hosts;
    if (!second || !third) return;
    third.network('bridge').ipam.subnets = [range(2)];
    const [found, ...more] = findOn(...hosts);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'overlapping-ranges', severity: 'error', hostId: 'x2' });
    expect(found?.about).toEqual([networkOn(second), networkOn(third), 'x2', 'x3']);
    expect(found?.message).toContain(
      'bridge of x2 (172.17.8.0/22) and bridge of x3 (172.17.8.0/22) are one wire',
    );
    expect(found?.remedy).toContain('say 172.17.0.0/22 for x3,');
  });

  it('are found as one where all hosts have the whole subnet', () => {
    const hosts = scene();
    for (const host of hosts) host.network('bridge').ipam.subnets = [{ subnet: '172.17.0.0/16' }];
    const [found, ...more] = findOn(...hosts);
    expect(more).toEqual([]);
    expect(found?.message).toContain(
      'bridge of x1 (172.17.0.0/16), bridge of x2 (172.17.0.0/16) and bridge of x3',
    );
    expect(found?.remedy).toContain('smaller ones, that do not overlap');
  });

  it.each<[string, (hosts: Wired[]) => void]>([
    ['the other host has no tunnel back', ([, , third]) => third && br0(third).ports.splice(0)],
    [
      'the tunnels have other keys',
      ([, , third]) =>
        third &&
        br0(third).ports.forEach((port) => {
          port.key = 7;
        }),
    ],
    [
      'the tunnels are tagged',
      (hosts) => {
        for (const host of hosts) for (const port of br0(host).ports) port.tag = 5;
      },
    ],
    [
      'the mesh is not plugged into the network',
      ([, , third]) => third && delete link(third.host, 'br0').master,
    ],
    ['the host is stale', ([, , third]) => third && Object.assign(third.reading, { status: 'stale' })],
    [
      'its links are stale',
      ([, , third]) => Object.assign(third?.reading.wires?.status ?? {}, { state: 'stale' }),
    ],
  ])('are none where %s', (_, change) => {
    const hosts = scene();
    hosts[2]?.network('bridge').ipam.subnets.splice(0, 1, range(2));
    expect(told(hosts)).toHaveLength(1);
    change(hosts);
    expect(told(hosts)).toEqual([]);
  });

  it('are none on networks that no mesh joins', () => {
    const hosts = scene();
    for (const host of hosts) host.network('other').ipam.subnets = [{ subnet: '172.30.0.0/16' }];
    expect(told(hosts)).toEqual([]);
  });
});

describe('[F8] an address that is there twice', () => {
  it('is found on two hosts of a mesh', () => {
    const hosts = scene();
    const [first, , third] = hosts;
    if (!first || !third) return;
    for (const one of third.container('web').attachments) one.ipv4 = '10.1.1.2';
    link(third.sandbox('web'), 'eth0').addresses = ['10.1.1.2/16'];
    const [found, ...more] = findOn(...hosts);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'address-twice', severity: 'error' });
    expect(found?.about.slice(0, 2)).toEqual([
      endpointOn(first, 'web', 'bridge'),
      endpointOn(third, 'web', 'bridge'),
    ]);
    expect(found?.message).toContain('web on x1 and web on x3 have the same address, 10.1.1.2');
  });

  it('is found where it is the bridges’ own', () => {
    const hosts = scene();
    for (const host of hosts) link(host.host, 'docker0').addresses = ['172.17.0.1/16'];
    expect(told(hosts)).toEqual([expect.stringContaining('docker0 itself on x1, docker0 itself on x2 and')]);
  });
});

describe('[F9] a loop without a spanning tree', () => {
  it('is found where it is off on all', () => {
    const hosts = scene();
    stpOff(hosts);
    const [found, ...more] = findOn(...hosts);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'loop-without-stp', severity: 'error', hostId: 'x1' });
    expect(found?.message).toContain('br0 of x1, br0 of x2 and br0 of x3 are joined in a circle');
    expect(found?.about).toEqual(
      expect.arrayContaining([
        'tunnel:x1/gre/gre2/10.0.0.2',
        'tunnel:x3/gre/gre2/10.0.0.2',
        'interface:x2/host/90',
        'x3',
      ]),
    );
    expect(found?.remedy).toMatch(/: ovs-vsctl set bridge br0 stp_enable=true$/);
  });

  it('is found between two hosts with two tunnels, and not with one', () => {
    const hosts = scene(2);
    stpOff(hosts);
    expect(told(hosts)).toEqual([]);
    for (const [at, host] of hosts.entries())
      br0(host).ports.push({ name: 'vx', type: 'vxlan', up: true, remote: `10.0.0.${2 - at}` });
    expect(told(hosts)).toEqual([expect.stringContaining('loop-without-stp: br0 of x1 and br0 of x2')]);
  });

  it('is found within one host, between bridges that two patches join', () => {
    const [host] = scene(2);
    if (!host) return;
    const patch = (name: string, peer: string) => ({ name, type: 'patch', up: true, peer });
    br0(host).stp = false;
    br0(host).ports.push(patch('a1', 'b1'), patch('a2', 'b2'));
    host.facts.openVswitch?.bridges.push({
      ...{ name: 'br1', datapath: 'netdev', stp: false },
      ports: [patch('b1', 'a1'), patch('b2', 'a2')],
    });
    expect(told([host])).toEqual([
      expect.stringContaining('loop-without-stp: br0 of x1 and br1 of x1 are joined'),
    ]);
  });

  it('is found between bridges of the kernel', () => {
    const [host] = scene(2);
    if (!host) return;
    const [docker0, other] = ['docker0', `br-${host.network('other').nativeId.slice(0, 12)}`].map((name) =>
      link(host.host, name),
    );
    for (const at of [0, 2])
      host.host.links.push(
        vethFact(200 + at, `v${at}`, 201 + at, undefined, { master: docker0?.index ?? 0, mtu: 1_400 }),
        vethFact(201 + at, `v${at + 1}`, 200 + at, undefined, { master: other?.index ?? 0, mtu: 1_500 }),
      );
    const [found] = findOn(host);
    expect(found?.message).toContain('docker0 of x1 and br-6e2d6f746865 of x1 are joined in a circle');
    expect(found?.remedy).toMatch(/: ip link set dev docker0 type bridge stp_state 1$/);
  });

  it.each<[string, (hosts: Wired[]) => void]>([
    ['the spanning tree is on on one', ([first]) => first && Object.assign(br0(first), { stp: true })],
    ['one tunnel is missing', ([first]) => first && br0(first).ports.splice(0, 1)],
    [
      'one tunnel is down',
      ([first]) =>
        first && br0(first).ports.splice(0, 1, { name: 'gre2', type: 'gre', up: false, remote: '10.0.0.2' }),
    ],
    [
      'no network is on it',
      (hosts) =>
        hosts.forEach((host) => {
          delete link(host.host, 'br0').master;
        }),
    ],
    ['one host is not ours', (hosts) => hosts.splice(2)],
  ])('is none where %s', (_, change) => {
    const hosts = scene();
    stpOff(hosts);
    change(hosts);
    expect(told(hosts)).toEqual([]);
  });
});
