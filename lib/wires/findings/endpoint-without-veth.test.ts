import { describe, expect, it } from 'vitest';
import { codesOn, endpointOn, findOn, link, type Wired, wiredHost, without } from './testdata/wired.ts';

const scene = () =>
  wiredHost(1, { bridges: { front: ['web', 'db'], back: ['web'] }, overlays: { mesh: ['m1'] } });

/** Takes both ends of the wire of `web` on `front` away. */
function cut(host: Wired): void {
  without(host.sandbox('web'), 'eth0');
  without(host.host, 'veth2');
}

describe('[F2] an endpoint without a veth', () => {
  it('is found where its sandbox has no link for it, and says whose it is and what to do', () => {
    const host = scene();
    expect(findOn(host)).toEqual([]);
    cut(host);
    const [found, ...more] = findOn(host);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'endpoint-without-veth', severity: 'error', hostId: 'x1' });
    expect(found?.about[0]).toBe(endpointOn(host, 'web', 'front'));
    expect(found?.message).toContain('has web on front as 10.1.1.2');
    expect(found?.remedy).toMatch(/: docker restart web$/);
  });

  it('is found on an overlay', () => {
    const host = scene();
    without(host.sandbox('m1'), 'eth0');
    expect(findOn(host).map(({ code, about }) => [code, about[0]])).toContainEqual([
      'endpoint-without-veth',
      endpointOn(host, 'm1', 'mesh'),
    ]);
  });

  it.each<[string, (host: Wired) => void]>([
    [
      'its sandbox was not read',
      ({ facts, sandbox }) => facts.stacks.splice(facts.stacks.indexOf(sandbox('web')), 1),
    ],
    ['its sandbox was read without links', ({ sandbox }) => sandbox('web').links.splice(0)],
    ['nobody knows its sandbox yet', ({ reading: { wires } }) => Object.assign(wires ?? {}, { handles: {} })],
    ['its container has stopped', ({ container }) => Object.assign(container('web'), { state: 'exited' })],
    [
      'its container is restarting',
      ({ container }) => Object.assign(container('web'), { state: 'restarting' }),
    ],
    [
      'it is not attached',
      ({ container }) =>
        container('web').attachments.forEach((one) => {
          one.endpointId = '';
        }),
    ],
    [
      'the links are stale',
      ({ reading: { wires } }) => Object.assign(wires?.status ?? {}, { state: 'stale' }),
    ],
    ['the host is stale', (host) => Object.assign(host.reading, { status: 'stale' })],
    ['the network is a macvlan', ({ network }) => Object.assign(network('front'), { driver: 'macvlan' })],
    ['the network is a plugin’s', ({ network }) => Object.assign(network('front'), { driver: 'labnet' })],
    [
      'it is Podman’s',
      ({ reading: { snapshot } }) => Object.assign(snapshot?.engine ?? {}, { flavour: 'podman' }),
    ],
    [
      'nothing tells its device',
      ({ container }) =>
        container('web').attachments.forEach((one) => {
          delete one.ipv4;
          delete one.mac;
        }),
    ],
  ])('is none where %s', (_, change) => {
    const host = scene();
    cut(host);
    change(host);
    expect(codesOn(host)).not.toContain('endpoint-without-veth');
  });

  it('is none where another device may be it, with another address', () => {
    const host = scene();
    Object.assign(link(host.sandbox('web'), 'eth0'), {
      mac: '02:00:00:00:00:77',
      addresses: ['10.9.9.9/24'],
    });
    expect(codesOn(host)).not.toContain('endpoint-without-veth');
  });

  it('is found though a wire to another network is nobody’s', () => {
    const host = scene();
    cut(host);
    Object.assign(link(host.sandbox('web'), 'eth1'), {
      mac: '02:00:00:00:00:77',
      addresses: ['10.9.9.9/24'],
    });
    expect(findOn(host).map(({ code, about }) => [code, about[0]])).toContainEqual([
      'endpoint-without-veth',
      endpointOn(host, 'web', 'front'),
    ]);
  });

  it('quotes what it names, and shows no control characters', () => {
    const host = wiredHost(1, { bridges: { front: ['w"eb; rm -rf $HOME'] } });
    host.network('front').name = 'fr\u0000on\u202et';
    without(host.sandbox('w"eb; rm -rf $HOME'), 'eth0');
    without(host.host, 'veth2');
    const [found] = findOn(host);
    expect(found?.remedy).toContain(`docker restart 'w"eb; rm -rf $HOME'`);
    expect(found?.message).toContain('on fr?on?t');
  });
});
