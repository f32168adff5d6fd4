import { describe, expect, it } from 'vitest';
import { linkFact } from '../testdata/facts.ts';
import { endpointOn, findOn, gossip, link, type Wired, wiredHost } from './testdata/wired.ts';

const scene = () =>
  wiredHost(1, {
    bridges: { bridge: ['web', 'db'] },
    overlays: { mesh: ['m1'] },
  });
const docker0 = (host: Wired) => link(host.host, 'docker0').index;

/** Lets the overlay forward to another host. */
function far(host: Wired, to = '10.0.0.2'): void {
  host.inner('mesh').forwarding.push({ device: 'vxlan0', mac: '02:42:0a:02:02:02', to, permanent: true });
}

/** Open vSwitch's `br0` on docker0, with a tunnel to another host. */
function mesh(host: Wired, type: string, mtu: number, key?: number): void {
  host.host.links.push(linkFact(90, 'br0', { kind: 'tun', mtu, master: docker0(host) }));
  const port = {
    name: `${type}2`,
    type,
    up: true,
    remote: '10.0.0.2',
    ...(key === undefined ? {} : { key }),
  };
  host.facts.openVswitch = { bridges: [{ name: 'br0', datapath: 'netdev', stp: true, ports: [port] }] };
}

function setMtu(host: Wired, mtu: number): void {
  for (const name of ['web', 'db']) link(host.sandbox(name), 'eth0').mtu = mtu;
  for (const one of host.host.links) if (one.master === docker0(host)) one.mtu = mtu;
}

describe('[F7] an MTU that is too large, on a bridge', () => {
  it('is found where one member has less, and names the number that fits', () => {
    const host = scene();
    expect(findOn(host)).toEqual([]);
    link(host.sandbox('db'), 'eth0').mtu = 1_400;
    const [found, ...more] = findOn(host);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'mtu-too-large', severity: 'warning' });
    expect(found?.message).toBe(
      'On bridge, web has an MTU of 1500, but eth0 of db lets no more than 1400 through: what is larger is dropped on the way.',
    );
    expect(found?.remedy).toContain('The MTU that fits is 1400. ');
    expect(found?.about).toEqual([
      host.reading.snapshot && `network:x1/${host.network('bridge').nativeId}`,
      endpointOn(host, 'db', 'bridge'),
      endpointOn(host, 'web', 'bridge'),
    ]);
  });

  it('is found where the other end of a wire has less', () => {
    const host = scene();
    link(host.host, 'veth2').mtu = 1_400;
    expect(findOn(host).map(({ message }) => message)).toEqual([
      'On bridge, db and web have an MTU of 1500, but veth2 of web lets no more than 1400 through: what is larger is dropped on the way.',
    ]);
  });

  it.each<[string, number | undefined, number, number]>([
    ['gre', undefined, 1_500, 1_462],
    ['gre', 7, 1_500, 1_458],
    ['vxlan', undefined, 1_500, 1_450],
    ['geneve', undefined, 1_500, 1_450],
    ['gre', undefined, 9_000, 8_962],
  ])('is found over a tunnel of Open vSwitch: %s with key %s over %d fits %d', (type, key, below, fits) => {
    const host = scene();
    link(host.host, 'eth0').mtu = below;
    mesh(host, type, below, key);
    setMtu(host, fits);
    expect(findOn(host)).toEqual([]);
    setMtu(host, fits + 1);
    const [found] = findOn(host);
    expect(found).toMatchObject({ code: 'mtu-too-large', severity: 'error' });
    expect(found?.message).toContain(
      `have an MTU of ${fits + 1}, but the ${type} tunnel ${type}2 over eth0 (MTU ${below}, less`,
    );
    expect(found?.message).toContain(
      `lets no more than ${fits} through: what is larger does not get to the other hosts.`,
    );
    expect(found?.remedy).toContain(`The MTU that fits is ${fits}. `);
    expect(found?.remedy).toContain(`com.docker.network.driver.mtu=${fits} `);
  });

  it('is found over a tunnel of the kernel, where that itself is too large for what is below', () => {
    const host = scene();
    const tunnel = { kind: 'gretap', mtu: 1_500, master: docker0(host), tunnel: { remote: '10.0.0.2' } };
    host.host.links.push(linkFact(90, 'gre1', tunnel));
    expect(findOn(host).map(({ message }) => message)).toEqual([
      expect.stringContaining(
        'the gretap tunnel gre1 over eth0 (MTU 1500, less 38) lets no more than 1462 through',
      ),
    ]);
    setMtu(host, 1_462);
    expect(findOn(host)).toEqual([]);
  });

  it.each<[string, (host: Wired) => void]>([
    [
      'the container with less has stopped',
      (host) => {
        link(host.sandbox('db'), 'eth0').mtu = 1_400;
        host.container('db').state = 'exited';
      },
    ],
    ['only what is routed has less', (host) => Object.assign(link(host.host, 'eth0'), { mtu: 1_400 })],
    [
      'a tunnel leads nobody knows where',
      (host) => {
        mesh(host, 'gre', 1_500);
        host.host.defaultRoutes = [];
        link(host.host, 'eth0').addresses = [];
      },
    ],
    ['a tunnel is of an unknown kind', (host) => mesh(host, 'stt', 1_500)],
  ])('is none where %s', (_, change) => {
    const host = scene();
    change(host);
    expect(findOn(host).map(({ code }) => code)).not.toContain('mtu-too-large');
  });
});

describe('[F7] an MTU that is too large, on an overlay', () => {
  it.each<[string, number, string, Record<string, string>, number, number]>([
    ['over IPv4', 1_500, '10.0.0.2', {}, 1_450, 1_500],
    ['over IPv6', 1_500, 'fd00::2', {}, 1_430, 1_480],
    ['over less', 1_460, '10.0.0.2', {}, 1_410, 1_460],
    ['encrypted', 1_500, '10.0.0.2', { encrypted: '' }, 1_424, 1_500],
    ['encrypted over less', 1_460, '10.0.0.2', { encrypted: '' }, 1_384, 1_460],
  ])('is found %s: below %d, to %s', (_, below, to, options, fits, option) => {
    const host = scene();
    Object.assign(link(host.host, 'eth0'), { mtu: below, addresses: ['10.0.0.1/24', 'fd00::1/64'] });
    host.network('mesh').options = options;
    for (const one of host.inner('mesh').links) one.mtu = fits;
    link(host.sandbox('m1'), 'eth0').mtu = fits;
    far(host, to);
    expect(findOn(host)).toEqual([]);
    link(host.sandbox('m1'), 'eth0').mtu = fits + 1;
    for (const one of host.inner('mesh').links) one.mtu = fits + 1;
    const [found, ...more] = findOn(host);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'mtu-too-large', severity: 'error' });
    expect(found?.message).toContain(`but the tunnel to ${to} over eth0`);
    expect(found?.message).toContain(`lets no more than ${fits} through`);
    expect(found?.remedy).toContain(`com.docker.network.driver.mtu=${option} `);
  });

  it('is none where it forwards to no other host', () => {
    const host = scene();
    link(host.host, 'eth0').mtu = 1_400;
    expect(findOn(host)).toEqual([]);
    far(host);
    expect(findOn(host)).toHaveLength(1);
  });

  it('is found for the interface that was set larger than its network has it', () => {
    const hosts = [scene(), wiredHost(2, { overlays: { mesh: ['m2'] } })];
    gossip(hosts, 'mesh');
    expect(findOn(...hosts)).toEqual([]);
    const [first] = hosts;
    if (first) link(first.sandbox('m1'), 'eth0').mtu = 1_500;
    expect(findOn(...hosts).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^On mesh, m1 has an MTU of 1500, but .* lets no more than 1450 through/),
    ]);
  });
});
