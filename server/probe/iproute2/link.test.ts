import { describe, expect, it } from 'vitest';
import { linkSchema, linksOf } from './link.ts';

/** Devices as `ip -j -d -s addr show` of iproute2 6.1 writes them, of kinds that the recordings don't have. */
const device = (fields: Record<string, unknown>) => ({
  ifindex: 7,
  ifname: 'dev',
  flags: ['BROADCAST', 'UP'],
  mtu: 1462,
  operstate: 'UNKNOWN',
  link_type: 'ether',
  address: '02:00:00:00:00:01',
  addr_info: [],
  ...fields,
});
const facts = (...devices: Record<string, unknown>[]) =>
  linksOf(devices.map((one) => linkSchema.parse(device(one))));
const first = (fields: Record<string, unknown>) => facts(fields)[0];

describe('what a link hangs on', () => {
  it('in its own namespace is told by name', () => {
    const links = facts(
      { ifindex: 2, ifname: 'eth0' },
      { ifindex: 5, ifname: 'eth0.10', link: 'eth0', linkinfo: { info_kind: 'vlan' } },
      { ifindex: 6, ifname: 'lost', link: 'if99' },
    );
    expect(links.map(({ peerIndex }) => peerIndex)).toEqual([undefined, 2, undefined]);
    expect(links[1]).not.toHaveProperty('peerNamespace');
  });

  it('in another one by index and number', () => {
    expect(
      first({
        link_index: 7,
        link_netnsid: 0,
        linkinfo: { info_kind: 'macvlan', info_data: { mode: 'bridge' } },
      }),
    ).toMatchObject({ kind: 'macvlan', peerIndex: 7, peerNamespace: 0 });
  });

  it('of a veth with the same index on both sides is no trap', () => {
    expect(first({ link_index: 7, link_netnsid: 3, linkinfo: { info_kind: 'veth' } })).toMatchObject({
      index: 7,
      peerIndex: 7,
      peerNamespace: 3,
    });
  });

  it('is nothing for a vxlan that names itself, a null and a zero', () => {
    for (const fields of [
      { link_index: 7, link_netnsid: 0, linkinfo: { info_kind: 'vxlan', info_data: { id: 5 } } },
      { link: null, linkinfo: { info_kind: 'gre' } },
      { link_index: 0, linkinfo: { info_kind: 'ipip' } },
    ])
      expect(first(fields)).not.toHaveProperty('peerIndex');
  });
});

describe('tunnels', () => {
  it.each([
    [
      {
        info_kind: 'gretap',
        info_data: { remote: '10.0.0.2', local: '10.0.0.1', ikey: '0.0.0.77', okey: '0.0.0.78' },
      },
      { local: '10.0.0.1', remote: '10.0.0.2', key: 78 },
    ],
    [{ info_kind: 'gre', info_data: { remote: 'any', local: 'any' } }, {}],
    [
      { info_kind: 'geneve', info_data: { id: 5, remote: '10.0.0.7', port: 6081 } },
      { remote: '10.0.0.7', key: 5 },
    ],
    [
      { info_kind: 'geneve', info_data: { id: 5, remote6: 'fd00::7' } },
      { remote: 'fd00::7', key: 5 },
    ],
    [
      { info_kind: 'ipip', info_data: { remote: '10.0.0.2', local: '10.0.0.1' } },
      { local: '10.0.0.1', remote: '10.0.0.2' },
    ],
  ])('%j → %j', (linkinfo, tunnel) => {
    const link = first({ linkinfo });
    expect(link?.kind).toBe(linkinfo.info_kind);
    expect(link?.tunnel).toEqual(tunnel);
  });

  it('a vxlan has its own words', () => {
    const linkinfo = {
      info_kind: 'vxlan',
      info_data: { id: 42, local: '10.0.0.1', remote: '10.0.0.8', port: 4789 },
    };
    expect(first({ linkinfo })).toMatchObject({ vxlan: { vni: 42, port: 4789, local: '10.0.0.1' } });
    expect(first({ linkinfo })).not.toHaveProperty('tunnel');
  });
});

describe('bridges and their ports', () => {
  it('with a spanning tree and VLANs, and a port that it blocks', () => {
    const [bridge, port, stranger] = facts(
      {
        ifindex: 3,
        ifname: 'br0',
        linkinfo: { info_kind: 'bridge', info_data: { stp_state: 1, vlan_filtering: 1 } },
      },
      {
        ifindex: 4,
        ifname: 'p',
        master: 'br0',
        linkinfo: { info_slave_kind: 'bridge', info_slave_data: { state: 'blocking' } },
      },
      {
        ifindex: 5,
        ifname: 'q',
        master: 'vrf',
        linkinfo: { info_slave_kind: 'vrf', info_slave_data: { table: 10 } },
      },
    );
    expect(bridge?.bridge).toEqual({ stp: true, vlanFiltering: true });
    expect(port).toMatchObject({ master: 3, port: { state: 'blocking' }, kind: 'device' });
    expect(stranger).not.toHaveProperty('port');
    expect(stranger).not.toHaveProperty('master');
  });
});

it('addresses of a point-to-point device have the other end’s prefix', () => {
  const addr_info = [
    { family: 'inet', local: '10.8.0.1', address: '10.8.0.2', prefixlen: 32 },
    { family: 'inet6', local: 'fe80::1', prefixlen: 64 },
    {},
  ];
  expect(first({ addr_info })?.addresses).toEqual(['10.8.0.1/32', 'fe80::1/64']);
});

it('an address that is none of Ethernet’s is left out', () => {
  expect(first({ link_type: 'gre', address: '0.0.0.0' })).not.toHaveProperty('mac');
  expect(first({ address: '00:00:00:00:00:00' })).not.toHaveProperty('mac');
});
