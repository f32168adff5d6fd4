import { describe, expect, it } from 'vitest';
import { readStack } from './stack.ts';

/** Files of devices as `grep -sH ""` shows them, of kinds that the recording doesn't have. */
const files = (name: string, more: Record<string, string | number>) =>
  Object.entries({ ifindex: 7, iflink: 7, mtu: 1500, flags: '0x1002', operstate: 'down', type: 1, ...more })
    .map(([path, value]) => `./${name}/${path}:${value}\n`)
    .join('');
const read = (shown: string, addresses = '') => readStack({ files: shown, addresses });
const kind = (more: Record<string, string | number>) => read(files('dev', more)).links[0]?.kind;

it.each([
  ['a real device', { 'device/uevent': 'DRIVER=virtio_net' }, 'device'],
  ['a wireless one', { 'device/uevent': 'DRIVER=iwlwifi', uevent: 'DEVTYPE=wlan' }, 'device'],
  ['a VLAN', { iflink: 2, uevent: 'DEVTYPE=vlan' }, 'vlan'],
  ['a macvlan', { iflink: 2, uevent: 'DEVTYPE=macvlan' }, 'macvlan'],
  ['a tap', { tun_flags: '0x1002' }, 'tun'],
  ['a veth', { iflink: 9 }, 'veth'],
  ['GRE', { type: 778, iflink: 0 }, 'gre'],
  ['the loopback', { type: 772 }, 'loopback'],
  ['what can’t be told', {}, 'unknown'],
  ['what hangs on nothing', { iflink: 0 }, 'unknown'],
])('%s', (_, more, expected) => {
  expect(kind(more)).toBe(expected);
});

describe('devices', () => {
  it('with all that sysfs tells of them', () => {
    const shown =
      files('br0', {
        ifindex: 3,
        iflink: 3,
        flags: '0x1003',
        uevent: 'DEVTYPE=bridge',
        'bridge/stp_state': 1,
        'bridge/vlan_filtering': 0,
      }) +
      files('veth1', {
        ifindex: 5,
        iflink: 4,
        flags: '0x1003',
        operstate: 'up',
        address: '02:00:00:00:00:01',
        'master/ifindex': 3,
        'brport/state': 4,
        'statistics/rx_bytes': 10,
        'statistics/tx_dropped': 2,
      });
    expect(read(shown, '3: br0    inet 10.0.0.1/24 brd 10.0.0.255 scope global br0\n').links).toEqual([
      {
        ...{ index: 3, name: 'br0', kind: 'bridge', mtu: 1500, up: true, state: 'down' },
        addresses: ['10.0.0.1/24'],
        bridge: { stp: true, vlanFiltering: false },
      },
      {
        ...{
          index: 5,
          name: 'veth1',
          kind: 'veth',
          mtu: 1500,
          up: true,
          state: 'up',
          peerIndex: 4,
          master: 3,
        },
        addresses: [],
        mac: '02:00:00:00:00:01',
        port: { state: 'blocking' },
        counters: {
          ...{ rxBytes: 10, rxPackets: 0, rxErrors: 0, rxDropped: 0 },
          ...{ txBytes: 0, txPackets: 0, txErrors: 0, txDropped: 2 },
        },
      },
    ]);
  });

  it('whose files make no sense are left out, as are lines that are no file’s', () => {
    const shown = `${files('a', { ifindex: 'x' })}rubbish\n./b/ifindex\n./../c/ifindex:1\n${files('d', {})}`;
    expect(read(shown).links.map(({ name }) => name)).toEqual(['d']);
  });
});

it('addresses in each form', () => {
  const shown = files('ppp0', {});
  const addresses = [
    '7: ppp0    inet 10.8.0.1 peer 10.8.0.2/32 scope global ppp0',
    '7: ppp0    inet6 fe80::1/64 scope link ',
    '7: ppp0    inet 10.9.0.1 scope global ppp0',
    '8: other    inet 10.7.0.1/8 scope global other',
    'rubbish',
  ];
  expect(read(shown, addresses.join('\n')).links[0]?.addresses).toEqual([
    '10.8.0.1/32',
    'fe80::1/64',
    '10.9.0.1/32',
  ]);
});

it('default routes of both families', () => {
  const route = (line: string) => `/proc/net/route:${line}\n`;
  const route6 = (line: string) => `/proc/net/ipv6_route:${line}\n`;
  const zeros = '0'.repeat(32);
  const shown =
    route('Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT') +
    route('eth0\t00000000\t0100A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0') +
    route('ppp0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0') +
    route('eth0\t0000A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0') +
    route('*\t00000000\t00000000\t0200\t0\t0\t0\t00000000\t0\t0\t0') +
    route6(
      `${zeros} 00 ${zeros} 00 fd000064000600000000000000000001 00000400 00000001 00000000 00000003     eth0`,
    ) +
    route6(`${zeros} 00 ${zeros} 00 ${zeros} ffffffff 00000001 00000000 00200200       lo`) +
    route6(`fe80${'0'.repeat(28)} 40 ${zeros} 00 ${zeros} 00000100 00000001 00000000 00000001     eth0`);
  expect(read(shown).defaultRoutes).toEqual([
    { gateway: '192.168.0.1', device: 'eth0', metric: 100 },
    { device: 'ppp0' },
    { gateway: 'fd00:64:6::1', device: 'eth0', metric: 1024 },
  ]);
});

it('neighbours of VXLAN devices alone', () => {
  const arp = (line: string) => `/proc/net/arp:${line}\n`;
  const shown =
    files('vxlan0', { uevent: 'DEVTYPE=vxlan' }) +
    arp('IP address       HW type     Flags       HW address            Mask     Device') +
    arp('10.88.0.3        0x1         0x6         02:42:0a:58:00:03     *        vxlan0') +
    arp('10.88.0.4        0x1         0x0         00:00:00:00:00:00     *        vxlan0') +
    arp('10.0.0.1         0x1         0x2         02:42:0a:58:00:09     *        eth0');
  expect(read(shown).neighbours).toEqual([
    { device: 'vxlan0', address: '10.88.0.3', mac: '02:42:0a:58:00:03' },
  ]);
});
