import { describe, expect, it } from 'vitest';
import { createMerger } from '../../topology/merge.ts';
import { memberFact } from '../../topology/testdata/facts.ts';
import { linkFact } from '../testdata/facts.ts';
import { endpointOn, findOn, gossip, type Wired, wiredHost } from './testdata/wired.ts';

function scene(): [Wired, Wired, Wired] {
  const hosts: [Wired, Wired, Wired] = [
    wiredHost(1, { overlays: { mesh: ['a', 'b'] } }),
    wiredHost(2, { overlays: { mesh: ['c', 'd'] } }),
    wiredHost(3, { overlays: { mesh: ['e'] } }),
  ];
  gossip(hosts, 'mesh');
  return hosts;
}
type Scene = ReturnType<typeof scene>;
const c = '02:42:0a:02:02:02';
const e = '02:42:0a:02:03:02';

/** The forwarding of the first host for a MAC address. */
const entriesFor = ([near]: Scene, mac: string) =>
  near.inner('mesh').forwarding.filter((entry) => entry.mac === mac);
function forget(hosts: Scene, mac: string): void {
  const inner = hosts[0].inner('mesh');
  inner.forwarding = inner.forwarding.filter((entry) => entry.mac !== mac);
}
const unlist = ([near]: Scene) => near.network('mesh').peers.splice(1, 1);

it('is nothing where all know of all', () => {
  expect(findOn(...scene())).toEqual([]);
});

describe('[F5] a peer that is missing', () => {
  it('is found where nothing is forwarded to its containers', () => {
    const hosts = scene();
    forget(hosts, c);
    const [found, ...more] = findOn(...hosts);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'peer-missing', severity: 'error', hostId: 'x1' });
    expect(found?.about).toEqual(expect.arrayContaining([endpointOn(hosts[1], 'c', 'mesh'), 'x2']));
    expect(found?.message).toBe(
      `On mesh, x1 has no way to c on x2: no forwarding entry of vxlan0 leads to ${c}.`,
    );
    expect(found?.remedy).toMatch(/pass between 10\.0\.0\.1 and 10\.0\.0\.2\..*: docker restart c$/);
  });

  it('is one for each container: with many that come and go there is always one that is new', () => {
    const hosts = scene();
    forget(hosts, c);
    forget(hosts, '02:42:0a:02:02:03');
    expect(findOn(...hosts).map(({ id }) => id)).toEqual([
      `finding:peer-missing/x1/${endpointOn(hosts[1], 'c', 'mesh')}`,
      `finding:peer-missing/x1/${endpointOn(hosts[1], 'd', 'mesh')}`,
    ]);
  });

  it('is found where it is not listed', () => {
    const hosts = scene();
    unlist(hosts);
    const [found, ...more] = findOn(...hosts);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'peer-missing', severity: 'warning', hostId: 'x1' });
    expect(found?.message).toBe(
      'On mesh, x2 (10.0.0.2) is not among the peers of x1: they do not hear of each other’s containers.',
    );
  });

  it.each<[string, (hosts: Scene) => void]>([
    ['its container has stopped', ([, far]) => Object.assign(far.container('c'), { state: 'exited' })],
    ['its container is restarting', ([, far]) => Object.assign(far.container('c'), { state: 'restarting' })],
    [
      'nothing runs here',
      ([near]) =>
        ['a', 'b'].forEach((name) => {
          near.container(name).state = 'exited';
        }),
    ],
    ['its host is stale', ([, far]) => Object.assign(far.reading, { status: 'stale' })],
    [
      'the links here are stale',
      ([near]) => Object.assign(near.reading.wires?.status ?? {}, { state: 'stale' }),
    ],
    ['the reader can’t tell', ([near]) => Object.assign(near.facts, { reader: 'sysfs' })],
    [
      'the engine there was not asked for all members',
      ([, far]) => {
        delete far.network('mesh').members;
      },
    ],
    [
      'both are one engine',
      ([near, far]) =>
        Object.assign(far.reading.snapshot?.swarm ?? {}, { nodeId: near.reading.snapshot?.swarm?.nodeId }),
    ],
    [
      'the network has a VXLAN device for each of its subnets',
      ([near]) => near.inner('mesh').links.push(linkFact(77, 'vxlan1', { kind: 'vxlan' })),
    ],
  ])('is none where nothing is forwarded, but %s', (_, change) => {
    const hosts = scene();
    forget(hosts, c);
    change(hosts);
    expect(findOn(...hosts).map(({ code }) => code)).not.toContain('peer-missing');
  });

  it.each<[string, (hosts: Scene) => void]>([
    ['nothing is listed', ([near]) => near.network('mesh').peers.splice(0)],
    [
      'it lists itself by another address',
      ([, far]) => {
        far.network('mesh').peers = ['192.168.0.2'];
      },
    ],
    [
      'nothing runs there',
      ([, far]) =>
        ['c', 'd'].forEach((name) => {
          far.container(name).state = 'exited';
        }),
    ],
  ])('is none where it is not listed, but %s', (_, change) => {
    const hosts = scene();
    unlist(hosts);
    change(hosts);
    expect(findOn(...hosts).map(({ code }) => code)).not.toContain('peer-missing');
  });
});

describe('[F6] forwarding that is stale', () => {
  const gone = '02:42:0a:02:02:99';
  const add = ([near]: Scene, mac: string, to: string, permanent = true) =>
    near.inner('mesh').forwarding.push({ device: 'vxlan0', mac, to, permanent });

  it('is found for an address that nothing there has', () => {
    const hosts = scene();
    add(hosts, gone, '10.0.0.2');
    const [found, ...more] = findOn(...hosts);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'stale-forwarding', severity: 'warning', hostId: 'x1' });
    expect(found?.about.at(-1)).toBe('x2');
    expect(found?.message).toBe(
      `On mesh, x1 forwards ${gone} to x2 (10.0.0.2), but nothing there has that address.`,
    );
    expect(found?.remedy).toMatch(
      /: nsenter --net=\/run\/docker\/netns\/1-\w+ bridge fdb del 02:42:0a:02:02:99 dev vxlan0 dst 10\.0\.0\.2$/,
    );
  });

  it('is found where it leads to another host than its member is on, also to this one', () => {
    const hosts = scene();
    add(hosts, e.toUpperCase(), '10.0.0.2');
    add(hosts, '02:42:0a:02:01:02', '10.0.0.2');
    const found = findOn(...hosts);
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([
      ['stale-forwarding', 'error'],
      ['stale-forwarding', 'error'],
    ]);
    expect(found.map(({ message }) => message).sort()).toEqual([
      'On mesh, x1 forwards 02:42:0A:02:03:02 to x2 (10.0.0.2), but e has that address, on x3: what is sent to it gets lost.',
      'On mesh, x1 forwards 02:42:0a:02:01:02 to x2 (10.0.0.2), but a has that address, on x1: what is sent to it gets lost.',
    ]);
    expect(found.flatMap(({ about }) => about)).toContain(endpointOn(hosts[2], 'e', 'mesh'));
  });

  it('is found for a neighbour whose address its MAC’s member does not have', () => {
    const hosts = scene();
    hosts[0].inner('mesh').neighbours.push({ device: 'vxlan0', address: '10.2.9.9', mac: c });
    const [found, ...more] = findOn(...hosts);
    expect(more).toEqual([]);
    expect(found?.message).toBe(
      `On mesh, x1 takes c (${c}) on x2 for 10.2.9.9, but its address is 10.2.2.2.`,
    );
    expect(found?.remedy).toContain('ip neigh del 10.2.9.9 dev vxlan0');
  });

  it.each<[string, (hosts: Scene) => void]>([
    ['it was learned, and fades by itself', (hosts) => add(hosts, gone, '10.0.0.2', false)],
    ['it leads to a host that is not ours', (hosts) => add(hosts, gone, '10.0.0.77')],
    ['it is for all that is unknown', (hosts) => add(hosts, '00:00:00:00:00:00', '10.0.0.2')],
    ['it is for a group', (hosts) => add(hosts, '33:33:00:00:00:01', '10.0.0.2')],
    [
      'it is of another device',
      ([near]) =>
        near.inner('mesh').forwarding.push({ device: 'other', mac: gone, to: '10.0.0.2', permanent: true }),
    ],
    [
      'a load balancer there has it',
      (hosts) => {
        add(hosts, gone, '10.0.0.2');
        hosts[1].network('mesh').members?.push(memberFact('lb-mesh', { mac: gone, ipv4: '10.2.2.99' }));
      },
    ],
    [
      'the host there is stale',
      (hosts) => {
        add(hosts, gone, '10.0.0.2');
        hosts[1].reading.status = 'stale';
      },
    ],
    [
      'the engine there was not asked for all members',
      (hosts) => {
        add(hosts, gone, '10.0.0.2');
        delete hosts[1].network('mesh').members;
      },
    ],
    [
      'not all there have a MAC address that is known',
      (hosts) => {
        add(hosts, gone, '10.0.0.2');
        hosts[1].network('mesh').members?.push(memberFact('lb-mesh', { ipv4: '10.2.2.99' }));
      },
    ],
  ])('is none where %s', (_, change) => {
    const hosts = scene();
    change(hosts);
    expect(findOn(...hosts)).toEqual([]);
  });
});

it('[F13] gives over a history what it gives from scratch', () => {
  const merge = createMerger();
  const hosts = scene();
  const readings = () => hosts.map(({ reading }) => structuredClone(reading));
  const steps: (() => void)[] = [
    () => expect(findOn(...hosts)).toEqual([]),
    () => forget(hosts, c),
    () => {
      hosts[0].inner('mesh').forwarding.push({ device: 'vxlan0', mac: e, to: '10.0.0.2', permanent: true });
    },
    () => {
      hosts[2].container('e').name = 'renamed';
    },
    () => {
      hosts[2].container('e').state = 'exited';
    },
    () => {
      hosts[1].container('c').state = 'exited';
    },
    () => {
      hosts[2].reading.status = 'stale';
    },
    () => {
      hosts[0].inner('mesh').forwarding.splice(0);
    },
    () => {
      hosts[1].reading.status = 'stale';
    },
  ];
  const counts = steps.map((step) => {
    step();
    const found = merge(readings()).findings;
    expect(Object.values(found)).toEqual(findOn(...hosts));
    expect(merge(readings()).findings).toBe(found);
    return Object.keys(found).length;
  });
  expect(counts).toEqual([0, 1, 2, 2, 4, 4, 1, 1, 0]);
  const [first, second] = hosts;
  expect(merge([first.reading]).findings).toEqual({});
  expect(entriesFor(hosts, c)).toEqual([]);
  expect(second.id).toBe('x2');
});
