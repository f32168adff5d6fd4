import { describe, expect, it } from 'vitest';
import { linkFact } from '../testdata/facts.ts';
import { endpointOn, findOn, link, type Wired, wiredHost } from './testdata/wired.ts';

const scene = () => wiredHost(1, { bridges: { front: ['web'], back: [] }, overlays: { mesh: ['m1'] } });
const bridge = (host: Wired, network: string) =>
  link(host.host, `br-${host.network(network).nativeId.slice(0, 12)}`).index;

describe('[F10] an interface that differs', () => {
  it.each<[string, (host: Wired) => void, string]>([
    [
      'another MAC address',
      (host) => Object.assign(link(host.sandbox('web'), 'eth0'), { mac: '02:00:00:00:00:77' }),
      'On front, eth0 of web has the MAC address 02:00:00:00:00:77 in place of 02:42:0a:01:01:02: others look for it in vain.',
    ],
    [
      'another address',
      (host) =>
        Object.assign(link(host.sandbox('web'), 'eth0'), { addresses: ['10.9.9.9/24', 'fe80::1/64'] }),
      'On front, eth0 of web has 10.9.9.9/24 in place of 10.1.1.2: others look for it in vain.',
    ],
    [
      'no address',
      (host) => Object.assign(link(host.sandbox('web'), 'eth0'), { addresses: [] }),
      'On front, eth0 of web has no address in place of 10.1.1.2: others look for it in vain.',
    ],
    [
      'a wire into another bridge',
      (host) => Object.assign(link(host.host, 'veth2'), { master: bridge(host, 'back') }),
      'web is on front, but veth2, its wire, is plugged into br-6e2d6261636b, not into br-6e2d66726f6e.',
    ],
    [
      'a wire into nothing',
      (host) => {
        delete link(host.host, 'veth2').master;
      },
      'web is on front, but veth2, its wire, is plugged into nothing, not into br-6e2d66726f6e.',
    ],
    [
      'a wire into nothing in an overlay',
      (host) => {
        delete link(host.inner('mesh'), 'veth3').master;
      },
      'm1 is on mesh, but veth3, its wire, is plugged into nothing, not into br0.',
    ],
  ])('is found with %s', (_, change, message) => {
    const host = scene();
    expect(findOn(host)).toEqual([]);
    change(host);
    const found = findOn(host);
    expect(found.map((one) => [one.code, one.message])).toEqual([['interface-differs', message]]);
    expect([endpointOn(host, 'web', 'front'), endpointOn(host, 'm1', 'mesh')]).toContain(found[0]?.about[0]);
  });

  it('says how to plug it in', () => {
    const host = scene();
    delete link(host.host, 'veth2').master;
    expect(findOn(host)[0]?.remedy).toContain('ip link set dev veth2 master br-6e2d66726f6e');
  });

  it.each<[string, (host: Wired) => void]>([
    [
      'the MAC is written in capitals',
      (host) => Object.assign(link(host.sandbox('web'), 'eth0'), { mac: '02:42:0A:01:01:02' }),
    ],
    [
      'the address is on another device of the sandbox',
      (host) => {
        link(host.sandbox('web'), 'eth0').addresses = [];
        host.sandbox('web').links.push(linkFact(70, 'br0', { kind: 'bridge', addresses: ['10.1.1.2/24'] }));
      },
    ],
    [
      'no addresses were read',
      (host) =>
        host.sandbox('web').links.forEach((one) => {
          one.addresses = [];
        }),
    ],
    [
      'the container is restarting',
      (host) => {
        link(host.sandbox('web'), 'eth0').addresses = [];
        Object.assign(host.container('web'), { state: 'restarting' });
      },
    ],
    [
      'the wire is a port of Open vSwitch',
      (host) => {
        delete link(host.host, 'veth2').master;
        const port = { name: 'veth2', type: 'system', up: true };
        host.facts.openVswitch = { bridges: [{ name: 'br9', datapath: 'system', stp: true, ports: [port] }] };
      },
    ],
    [
      'what it is plugged into was not read',
      (host) => Object.assign(link(host.host, 'veth2'), { master: 99 }),
    ],
    [
      'it is Podman’s',
      (host) => {
        link(host.sandbox('web'), 'eth0').addresses = [];
        Object.assign(host.reading.snapshot?.engine ?? {}, { flavour: 'podman' });
      },
    ],
  ])('is none where %s', (_, change) => {
    const host = scene();
    change(host);
    expect(findOn(host)).toEqual([]);
  });
});
