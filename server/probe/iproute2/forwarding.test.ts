import { expect, it } from 'vitest';
import type { LinkFact } from '#lib/wires/facts.ts';
import { forwardingOf, neighboursOf } from './forwarding.ts';

const link = (name: string, kind: string): LinkFact => ({
  ...{ index: 1, name, kind, mtu: 1450, up: true, state: 'up', addresses: [] },
});
const links = [link('vxlan0', 'vxlan'), link('br0', 'bridge')];

it('the entries of VXLAN devices that lead to one other host', () => {
  const printed = JSON.stringify([
    { mac: '02:42:0a:58:00:03', ifname: 'vxlan0', dst: '10.99.0.2', flags: ['self'], state: 'permanent' },
    { mac: '02:42:0a:58:00:04', ifname: 'vxlan0', dst: '10.99.0.3', flags: ['self'], state: '' },
    { mac: '00:00:00:00:00:00', ifname: 'vxlan0', dst: '239.1.1.1', state: 'permanent' },
    { mac: '36:b3:42:94:92:62', ifname: 'vxlan0', master: 'br0', state: 'permanent' },
    { mac: '02:42:0a:58:00:05', ifname: 'br0', dst: '10.99.0.2' },
    7,
  ]);
  expect(forwardingOf(printed, links)).toEqual([
    { device: 'vxlan0', mac: '02:42:0a:58:00:03', to: '10.99.0.2', permanent: true },
    { device: 'vxlan0', mac: '02:42:0a:58:00:04', to: '10.99.0.3', permanent: false },
  ]);
  expect(forwardingOf('[{"mac":', links)).toEqual([]);
});

it('the neighbours of VXLAN devices that are known', () => {
  const printed = JSON.stringify([
    { dst: '10.88.0.3', dev: 'vxlan0', lladdr: '02:42:0a:58:00:03', state: ['PERMANENT'] },
    { dst: '10.88.0.4', dev: 'vxlan0', state: ['FAILED'] },
    { dst: '10.88.0.5', dev: 'vxlan0', lladdr: '02:42:0a:58:00:05', state: ['FAILED'] },
    { dst: '10.88.0.6', dev: 'br0', lladdr: '02:42:0a:58:00:06', state: ['REACHABLE'] },
  ]);
  expect(neighboursOf(printed, links)).toEqual([
    { device: 'vxlan0', address: '10.88.0.3', mac: '02:42:0a:58:00:03' },
  ]);
});
