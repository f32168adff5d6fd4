import { describe, expect, it } from 'vitest';
import { linkFact } from '../testdata/facts.ts';
import { endpointOn, findOn, link, type Wired, wiredHost } from './testdata/wired.ts';

const scene = () =>
  wiredHost(1, { bridges: { front: ['web', 'db'], spare: [] }, overlays: { mesh: ['m1'], idle: [] } });
const set = (name: string, up: boolean) => (stack: Wired['host']) => Object.assign(link(stack, name), { up });
const bridgeOf = (host: Wired, network: string) => `br-${host.network(network).nativeId.slice(0, 12)}`;

describe('[F4] a port that is set down', () => {
  it.each<[string, (host: Wired) => void, string[], string]>([
    [
      'a bridge with endpoints',
      (host) => set(bridgeOf(host, 'front'), false)(host.host),
      ['the bridge of front', 'db and web on it reach nothing'],
      'ip link set dev br-',
    ],
    [
      'an overlay’s bridge',
      (host) => set('br0', false)(host.inner('mesh')),
      ['the bridge of mesh', 'm1 here reach nothing on it'],
      'nsenter --net=/run/docker/netns/1-',
    ],
    [
      'an overlay’s VXLAN device',
      (host) => set('vxlan0', false)(host.inner('mesh')),
      ['the VXLAN device of mesh', 'no other host'],
      'ip link set dev vxlan0 up',
    ],
    [
      'a container’s interface',
      (host) => set('eth0', false)(host.sandbox('web')),
      ['eth0 in web is set down', 'web reaches nothing on front'],
      `nsenter --net --target "$(docker inspect --format '{{.State.Pid}}' `,
    ],
    [
      'the other end on the host',
      (host) => set('veth2', false)(host.host),
      ['veth2, the other end of eth0 of web', 'web reaches nothing on front'],
      'on the host: ip link set dev veth2 up',
    ],
    [
      'the other end in an overlay',
      (host) => set('veth4', false)(host.inner('mesh')),
      ['veth4, the other end of eth0 of m1'],
      'nsenter --net=/run/docker/netns/1-',
    ],
  ])('is found where it is %s', (_, change, messages, remedy) => {
    const host = scene();
    expect(findOn(host)).toEqual([]);
    change(host);
    const [found, ...more] = findOn(host);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'port-down', severity: 'error' });
    for (const part of messages) expect(found?.message).toContain(part);
    expect(found?.remedy).toContain(remedy);
  });

  it('is about the endpoint whose wire it is', () => {
    const host = scene();
    set('veth2', false)(host.host);
    expect(findOn(host)[0]?.about[0]).toBe(endpointOn(host, 'web', 'front'));
  });

  it.each<[string, (host: Wired) => void]>([
    ['nothing is on the bridge', (host) => set(bridgeOf(host, 'spare'), false)(host.host)],
    ['nothing is on the overlay', (host) => set('vxlan0', false)(host.inner('idle'))],
    [
      'it only has no carrier',
      (host) => Object.assign(link(host.host, bridgeOf(host, 'front')), { state: 'down' }),
    ],
    [
      'the container has stopped',
      (host) => {
        set('eth0', false)(host.sandbox('web'));
        Object.assign(host.container('web'), { state: 'exited' });
      },
    ],
    ['it is the host’s own', (host) => set('eth0', false)(host.host)],
    [
      'it is some other port of the bridge',
      (host) =>
        host.host.links.push(
          linkFact(90, 'tap0', {
            kind: 'tun',
            up: false,
            master: link(host.host, bridgeOf(host, 'front')).index,
          }),
        ),
    ],
  ])('is none where %s', (_, change) => {
    const host = scene();
    change(host);
    expect(findOn(host)).toEqual([]);
  });

  it('is a tunnel, or Open vSwitch’s device, on a network’s bridge', () => {
    for (const more of [{ kind: 'gretap', tunnel: { remote: '10.0.0.2' } }, { kind: 'tun' }]) {
      const host = scene();
      const master = link(host.host, bridgeOf(host, 'front')).index;
      host.host.links.push(linkFact(90, 'br0', { ...more, up: false, mtu: 1_500, master }));
      if (more.kind === 'tun')
        host.facts.openVswitch = { bridges: [{ name: 'br0', datapath: 'netdev', stp: true, ports: [] }] };
      expect(findOn(host).map(({ code, message }) => [code, message])).toContainEqual([
        'port-down',
        expect.stringContaining('br0, a port of br-'),
      ]);
    }
  });
});
