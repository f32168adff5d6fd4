import { describe, expect, it } from 'vitest';
import { networkFact } from '../../topology/testdata/facts.ts';
import { linkFact, stackFact, vethFact } from '../testdata/facts.ts';
import { codesOn, findOn, link, type Wired, wiredHost, without } from './testdata/wired.ts';

const scene = () =>
  wiredHost(1, { bridges: { front: ['web'], docker_gwbridge: ['db'] }, overlays: { mesh: ['m1'] } });
const bridge = (host: Wired, network = 'front') =>
  link(host.host, `br-${host.network(network).nativeId.slice(0, 12)}`).index;

/** Plugs a veth of the host into a bridge. */
function stray(host: Wired, master = bridge(host), peerNamespace: number | undefined = 77): void {
  host.host.links.push(vethFact(50, 'stray0', 51, peerNamespace, { master }));
}

describe('[F3] a veth without an endpoint', () => {
  it('is found where its other end is in a namespace that the engine has no sandbox in', () => {
    const host = scene();
    expect(findOn(host)).toEqual([]);
    stray(host);
    const [found, ...more] = findOn(host);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'veth-without-endpoint', severity: 'warning', hostId: 'x1' });
    expect(found?.message).toBe(
      'stray0 is plugged into front, but belongs to no endpoint: its other end is in a network namespace that no container of this engine has.',
    );
    expect(found?.remedy).toContain('ip link del dev stray0');
  });

  it('is found where its other end lies beside it', () => {
    const host = scene();
    stray(host, bridge(host), undefined);
    Object.assign(link(host.host, 'stray0'), { peerNamespace: undefined });
    host.host.links.push(vethFact(51, 'stray1', 50, undefined, { addresses: ['fe80::1/64'] }));
    expect(findOn(host).map(({ message }) => message)).toEqual([
      'stray0 is plugged into front, but belongs to no endpoint: its other end, stray1, is beside it.',
    ]);
  });

  it('is found in a container that the engine has elsewhere', () => {
    const host = scene();
    stray(host, bridge(host), 1);
    const [to] = Object.entries(host.host.namespaces ?? {}).filter(([, id]) => id === 'sb-db');
    Object.assign(link(host.host, 'stray0'), { peerNamespace: Number(to?.[0]) });
    host.sandbox('db').links.push(vethFact(51, 'eth7', 50, 0));
    expect(findOn(host).map(({ message }) => message)).toEqual([
      'stray0 is plugged into front, but belongs to no endpoint: its other end is eth7 in db, which the engine does not have on that network.',
    ]);
  });

  it('is found in an overlay', () => {
    const host = scene();
    host.inner('mesh').links.push(vethFact(50, 'stray0', 51, 77, { master: 2 }));
    const [found] = findOn(host);
    expect(found?.message).toContain('stray0 is plugged into mesh');
    expect(found?.remedy).toMatch(/nsenter --net=\/run\/docker\/netns\/1-\w+ ip link del dev stray0$/);
  });

  it.each<[string, (host: Wired) => void]>([
    ['not everything could be read', ({ facts }) => facts.gaps.push({ code: 'no', message: 'No.' })],
    [
      'the reader knows no numbers of namespaces',
      ({ facts }) =>
        facts.stacks.forEach((stack) => {
          delete stack.namespaces;
        }),
    ],
    [
      'it is a port of no network’s bridge',
      (host) => Object.assign(link(host.host, 'stray0'), { master: 2 }),
    ],
    ['it is no veth', (host) => Object.assign(link(host.host, 'stray0'), { kind: 'tun' })],
    [
      'it is Podman’s',
      ({ reading: { snapshot } }) => Object.assign(snapshot?.engine ?? {}, { flavour: 'podman' }),
    ],
    [
      'its other end is a sandbox without a container',
      (host) => {
        host.facts.stacks.push(
          stackFact('build', [vethFact(51, 'eth0', 50, 0)], { namespaces: { 0: 'host' } }),
        );
        host.host.namespaces = { ...host.host.namespaces, 77: 'build' };
      },
    ],
    [
      'its other end is a port of another bridge',
      (host) => {
        delete link(host.host, 'stray0').peerNamespace;
        host.host.links.push(
          vethFact(51, 'stray1', 50, undefined, { master: bridge(host, 'docker_gwbridge') }),
        );
      },
    ],
    [
      'the host itself has an address on its other end',
      (host) => {
        delete link(host.host, 'stray0').peerNamespace;
        host.host.links.push(vethFact(51, 'stray1', 50, undefined, { addresses: ['10.1.1.77/24'] }));
      },
    ],
    [
      'its other end is a port of Open vSwitch',
      (host) => {
        delete link(host.host, 'stray0').peerNamespace;
        host.host.links.push(vethFact(51, 'stray1', 50));
        const port = { name: 'stray1', type: 'system', up: true };
        host.facts.openVswitch = { bridges: [{ name: 'br0', datapath: 'system', stp: true, ports: [port] }] };
      },
    ],
    [
      'its other end was changed while it was read',
      (host) => {
        delete link(host.host, 'stray0').peerNamespace;
        host.host.links.push(linkFact(51, 'stray1', { kind: 'veth', peerIndex: 99 }));
      },
    ],
  ])('is none where %s', (_, change) => {
    const host = scene();
    stray(host);
    change(host);
    expect(codesOn(host)).not.toContain('veth-without-endpoint');
  });

  it('is none in a container that has just stopped', () => {
    const host = scene();
    Object.assign(host.container('web'), { state: 'exited' });
    expect(codesOn(host)).toEqual([]);
  });

  it('is none in a container on docker_gwbridge, whose members are read less often', () => {
    const host = scene();
    const attachments = host.container('db').attachments;
    attachments.splice(0, attachments.length);
    host
      .container('db')
      .attachments.push({ networkName: 'other', networkNativeId: 'other', endpointId: 'e' });
    host.reading.snapshot?.networks.push(networkFact('other', { nativeId: 'other' }));
    expect(codesOn(host)).not.toContain('veth-without-endpoint');
  });

  it('is none for an endpoint that has no device, which is another finding', () => {
    const host = scene();
    Object.assign(link(host.sandbox('web'), 'eth0'), { mac: '02:00:00:00:00:77', addresses: [] });
    without(host.sandbox('web'));
    expect(codesOn(host)).toEqual([]);
  });
});
