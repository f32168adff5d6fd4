import { describe, expect, it } from 'vitest';
import { createMerger } from '../topology/merge.ts';
import type { Tunnel } from '../topology/model-wires.ts';
import type { Snapshot } from '../topology/snapshot.ts';
import { nativeId, networkFact, overlayFact, swarmFact } from '../topology/testdata/facts.ts';
import { validate } from '../topology/validate.ts';
import type { LinkFact, OpenVswitchPort, StackFact } from './facts.ts';
import { linkFact, stackFact, vethFact } from './testdata/facts.ts';
import { topologyOf, wiredReading } from './testdata/hosts.ts';

const mesh = overlayFact('mesh', {
  options: { 'com.docker.network.driver.overlay.vxlanid_list': '4097' },
  peers: ['10.0.0.1', '10.0.0.2', '10.0.0.3'],
});

const inSwarm = (id: string, address: string): Partial<Snapshot> => ({
  swarm: swarmFact({ clusterId: 'c1', nodeId: id, address }),
  networks: [mesh],
});

/** The overlay's namespace, that forwards so: MAC, address of the other host. */
const overlay = (...entries: [string, string][]) =>
  stackFact('o', [linkFact(11, 'vxlan0', { kind: 'vxlan', mtu: 1450, vxlan: { vni: 4097, port: 4789 } })], {
    handles: [`1-${mesh.nativeId.slice(0, 10)}`],
    forwarding: entries.map(([mac, to]) => ({ device: 'vxlan0', mac, to, permanent: true })),
  });

function tunnelsOf(...readings: Parameters<typeof wiredReading>[]): Tunnel[] {
  const topology = topologyOf(...readings);
  expect(validate(topology)).toEqual([]);
  return Object.values(topology.tunnels);
}

const ends = ({ from, to, source }: Tunnel) =>
  `${from.hostId} ${from.address} > ${to.hostId ?? '?'} ${to.address} ${source}`;

describe('the tunnels of an overlay', () => {
  it('[U1] are those that engines declare, from each host of ours to each other peer', () => {
    const tunnels = tunnelsOf(
      ['alpha', inSwarm('alpha', '10.0.0.1'), []],
      ['beta', inSwarm('beta', '10.0.0.2'), []],
      ['gamma', { swarm: swarmFact({ clusterId: 'c1', nodeId: 'g', address: '10.0.0.9' }) }, []],
    );
    expect(tunnels.map(ends)).toEqual([
      'alpha 10.0.0.1 > beta 10.0.0.2 declared',
      'alpha 10.0.0.1 > ? 10.0.0.3 declared',
      'beta 10.0.0.2 > alpha 10.0.0.1 declared',
      'beta 10.0.0.2 > ? 10.0.0.3 declared',
    ]);
    expect(tunnels[0]).toMatchObject({ kind: 'vxlan', key: 4097, networkId: expect.stringContaining('c1') });
  });

  it('[U2] [U3] are observed where the kernel forwards, with the endpoints they serve, and no more than once', () => {
    const inner = overlay(
      ['02:42:0a:00:01:02', '10.0.0.2'],
      ['02:42:0A:00:01:02', '10.0.0.2'],
      ['02:42:0a:00:01:05', '10.0.0.2'],
      ['00:00:00:00:00:00', '10.0.0.2'],
      ['33:33:00:00:00:01', '10.0.0.2'],
      ['02:42:0a:00:01:09', '10.0.0.7'],
    );
    const tunnels = tunnelsOf(
      ['alpha', inSwarm('alpha', '10.0.0.1'), [stackFact('host', []), inner]],
      ['beta', inSwarm('beta', '10.0.0.2'), []],
    ).filter(({ from }) => from.hostId === 'alpha');
    expect(tunnels.map(ends).sort()).toEqual([
      'alpha 10.0.0.1 > ? 10.0.0.3 declared',
      'alpha 10.0.0.1 > ? 10.0.0.7 observed',
      'alpha 10.0.0.1 > beta 10.0.0.2 observed',
    ]);
    expect(tunnels.find(({ to }) => to.hostId === 'beta')).toMatchObject({
      ...{ endpoints: 2, key: 4097, mtu: 1450 },
      interfaceId: `interface:alpha/${mesh.nativeId}/11`,
    });
  });
});

describe('many and changing tunnels', () => {
  const peersOf = (count: number) =>
    overlayFact('mesh', { peers: Array.from({ length: count }, (_, at) => `10.0.0.${at + 1}`) });

  it('[U1] are not declared of an overlay with very many peers', () => {
    const alone = (count: number) =>
      tunnelsOf(['alpha', { ...inSwarm('alpha', '10.0.0.1'), networks: [peersOf(count)] }, []]).length;
    expect([alone(2), alone(24), alone(25)]).toEqual([1, 23, 0]);
  });

  it('[U3] are one where a swarm carries its overlays between other addresses', () => {
    const eth1 = stackFact('host', [linkFact(3, 'eth1', { addresses: ['10.9.0.2/24'] })]);
    const tunnels = tunnelsOf(
      ['alpha', inSwarm('alpha', '10.0.0.1'), [overlay(['02:42:0a:00:01:02', '10.9.0.2'])]],
      ['beta', inSwarm('beta', '10.0.0.2'), [eth1]],
    ).filter(({ from }) => from.hostId === 'alpha');
    expect(tunnels.map(ends).sort()).toEqual([
      'alpha 10.0.0.1 > ? 10.0.0.3 declared',
      'alpha 10.0.0.1 > beta 10.9.0.2 observed',
    ]);
  });

  it('[M5] [M13] stay the same objects when another host is read, but for those that lead there', () => {
    const merge = createMerger();
    const alpha = wiredReading('alpha', inSwarm('alpha', '10.0.0.1'), [
      overlay(['02:42:0a:00:01:02', '10.0.0.2'], ['02:42:0a:00:01:03', '10.0.0.3']),
    ]);
    const before = merge([alpha]);
    const beta = wiredReading('beta', inSwarm('beta', '10.0.0.2'), []);
    const after = merge([alpha, beta]);
    const to = (address: string) => `tunnel:alpha/vxlan/${mesh.nativeId}/${address}`;
    expect(after.tunnels[to('10.0.0.2')]?.to.hostId).toBe('beta');
    expect(after.tunnels[to('10.0.0.3')]).toBe(before.tunnels[to('10.0.0.3')]);
    expect(merge([structuredClone(alpha), { ...beta }]).tunnels).toBe(after.tunnels);
    expect(merge([alpha])).toEqual(before);
  });
});

describe('the far end', () => {
  const toTwo = stackFact('host', [
    linkFact(2, 'eth0', { addresses: ['10.0.0.1/24'] }),
    linkFact(3, 'gre2', { kind: 'gretap', tunnel: { remote: '10.0.0.2', key: 5 } }),
  ]);
  const at = (...addresses: string[]) =>
    stackFact(
      'host',
      addresses.map((text, place) => linkFact(2 + place, `eth${place}`, { addresses: [text] })),
    );

  it('[U4] is the host that has its address on an interface', () => {
    const [tunnel] = tunnelsOf(['alpha', {}, [toTwo]], ['beta', {}, [at('10.0.0.2/24')]]);
    expect(tunnel).toMatchObject({
      ...{ kind: 'gre', key: 5, mtu: 1500, interfaceId: 'interface:alpha/host/3' },
      from: { hostId: 'alpha', address: '10.0.0.1' },
      to: { hostId: 'beta', address: '10.0.0.2' },
    });
  });

  it('[U4] is nobody’s that two hosts have, or the near host itself', () => {
    const twice = tunnelsOf(
      ['alpha', {}, [toTwo]],
      ['beta', {}, [at('10.0.0.2/24')]],
      ['gamma', {}, [at('10.0.0.2/16')]],
    );
    expect(twice.map(ends)).toEqual(['alpha 10.0.0.1 > ? 10.0.0.2 observed']);
    const own = stackFact('host', [...toTwo.links, linkFact(4, 'eth1', { addresses: ['10.0.0.2/32'] })]);
    expect(tunnelsOf(['alpha', {}, [own]]).map(({ to }) => to)).toEqual([{ address: '10.0.0.2' }]);
  });

  it('[U4] is not found by what a host has for its own containers', () => {
    const docker0 = stackFact('host', [
      linkFact(2, 'docker0', { kind: 'bridge', addresses: ['10.0.0.2/24'] }),
    ]);
    expect(tunnelsOf(['alpha', {}, [toTwo]], ['beta', {}, [docker0]])[0]?.to).toEqual({
      address: '10.0.0.2',
    });
  });

  it('[U4] is within the overlay’s cluster', () => {
    const swarm = swarmFact({ clusterId: 'c2', nodeId: 'other', address: '10.0.0.2' });
    const tunnels = tunnelsOf(
      ['alpha', inSwarm('alpha', '10.0.0.1'), []],
      ['beta', { swarm, networks: [] }, []],
    );
    expect(tunnels.map(ends)).toContain('alpha 10.0.0.1 > ? 10.0.0.2 declared');
  });
});

describe('tunnels that Docker knows nothing of', () => {
  const links: LinkFact[] = [
    linkFact(2, 'eth0', { addresses: ['10.0.0.1/24'] }),
    linkFact(3, 'docker0', { kind: 'bridge', addresses: ['172.17.64.1/16'] }),
    linkFact(5, 'br0', { kind: 'tun', mtu: 1462, master: 3 }),
  ];
  const gre = (name: string, more: Partial<OpenVswitchPort> = {}): OpenVswitchPort => ({
    ...{ name, type: 'gre', up: true, remote: '10.0.0.2' },
    ...more,
  });
  const alpha = (host: StackFact, ports: OpenVswitchPort[]) =>
    tunnelsOf([
      'alpha',
      { networks: [networkFact('bridge')] },
      [host],
      {
        facts: {
          openVswitch: { bridges: [{ name: 'br0', datapath: 'netdev', stp: true, ports }] },
        },
      },
    ]);
  const host = (more: LinkFact[] = []) => stackFact('host', [...links, ...more], { namespaces: {} });

  it('[U5] lead from Open vSwitch, out of the network whose bridge it hangs on', () => {
    const ports = [
      gre('gre2', { stp: { state: 'forwarding' } }),
      gre('gre3', { remote: '10.0.0.3', key: 7, stp: { state: 'blocking' } }),
      gre('flow', { remote: 'flow' }),
      gre('tap', { type: 'internal' }),
    ];
    expect(alpha(host(), ports)).toEqual([
      {
        id: 'tunnel:alpha/gre/gre2/10.0.0.2',
        kind: 'gre',
        networkId: `network:alpha/${nativeId('n-bridge')}`,
        interfaceId: 'interface:alpha/ovs/gre2',
        from: { hostId: 'alpha', address: '10.0.0.1' },
        to: { address: '10.0.0.2' },
        mtu: 1462,
        blocked: false,
        source: 'observed',
      },
      expect.objectContaining({ id: 'tunnel:alpha/gre/gre3/10.0.0.3', key: 7, blocked: true }),
    ]);
  });

  it('[U5] find the network over patches and veth pairs, but not two of them', () => {
    const loose = links.map((link) => (link.name === 'br0' ? linkFact(5, 'br0', { kind: 'tun' }) : link));
    const pair = [vethFact(6, 'up', 7, undefined, { master: 3 }), vethFact(7, 'down', 6)];
    const over = (more: LinkFact[]) => stackFact('host', [...loose, ...more], { namespaces: {} });
    const down: OpenVswitchPort = { name: 'down', type: 'system', up: true };
    const [direct] = alpha(over(pair), [gre('gre2'), down]);
    expect(direct?.networkId).toBe(`network:alpha/${nativeId('n-bridge')}`);
    const [none] = alpha(over(pair), [gre('gre2')]);
    expect(none).not.toHaveProperty('networkId');
  });

  it('[U6] are the kernel’s own devices, but not those that serve whoever comes', () => {
    const devices = [
      linkFact(8, 'g2', { kind: 'gretap', master: 3, tunnel: { local: '10.0.0.1', remote: '10.0.0.2' } }),
      linkFact(9, 'any', { kind: 'gre', tunnel: { remote: '0.0.0.0' } }),
      linkFact(10, 'vx', { kind: 'vxlan', vxlan: { vni: 42, port: 4789, local: '10.9.9.9' } }),
    ];
    const forwarding = [{ device: 'vx', mac: '00:00:00:00:00:00', to: '10.0.0.4', permanent: true }];
    const tunnels = alpha({ ...host(devices), forwarding }, []);
    expect(tunnels.map((tunnel) => [tunnel.id, tunnel.from.address, tunnel.networkId !== undefined])).toEqual(
      [
        ['tunnel:alpha/vxlan/vx/10.0.0.4', '10.9.9.9', false],
        ['tunnel:alpha/gre/g2/10.0.0.2', '10.0.0.1', true],
      ],
    );
    expect(tunnels[0]).toMatchObject({ key: 42, endpoints: 0 });
  });
});
