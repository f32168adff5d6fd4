import { describe, expect, it } from 'vitest';
import {
  attachmentFact,
  containerFact,
  memberFact,
  nativeId,
  networkFact,
  overlayFact,
  swarmFact,
} from '../topology/testdata/facts.ts';
import { validate } from '../topology/validate.ts';
import type { LinkFact, StackFact } from './facts.ts';
import { linkFact, stackFact, vethFact } from './testdata/facts.ts';
import { endpointOf, topologyOf } from './testdata/hosts.ts';

const mac = '02:42:ac:11:00:02';
const bridge = linkFact(3, 'br-front', { kind: 'bridge', bridge: { stp: false, vlanFiltering: false } });
const front = networkFact('front', { options: { 'com.docker.network.bridge.name': 'br-front' } });

/** One container on `front`, whose namespace holds these links; the host has the other end of its eth0. */
function one(
  sandbox: LinkFact[],
  endpoint: Parameters<typeof attachmentFact>[1] = { mac },
  more: { host?: LinkFact[]; handle?: string; extra?: StackFact[]; driver?: string; numbers?: boolean } = {},
) {
  const veth = vethFact(7, 'veth1a2b', 2, 0, { master: 3, port: { state: 'forwarding' }, mtu: 1400 });
  const numbers = more.numbers ?? true;
  const namesOf = (other: string) => (numbers ? { namespaces: { 0: other } } : {});
  const topology = topologyOf([
    'alpha',
    {
      networks: [{ ...front, driver: more.driver ?? 'bridge' }],
      containers: [containerFact('web', { attachments: [attachmentFact('front', endpoint)] })],
    },
    [
      stackFact('host', [bridge, veth, ...(more.host ?? [])], namesOf('c')),
      stackFact('c', sandbox, namesOf('host')),
      ...(more.extra ?? []),
    ],
    { handles: { web: more.handle ?? 'c' } },
  ]);
  expect(validate(topology)).toEqual([]);
  return endpointOf(topology, 'web', 'front');
}

const eth0 = (more: Partial<LinkFact> = {}) => vethFact(2, 'eth0', 7, 0, { mac, ...more });

describe('an endpoint’s device', () => {
  it('[L2] [B1] is told with the other end of its pair, the bridge, and what the port may do', () => {
    expect(one([eth0({ mtu: 1450 })])).toMatchObject({
      interface: { name: 'eth0', index: 2, mtu: 1450, state: 'up', kind: 'veth' },
      veth: {
        ...{ name: 'veth1a2b', index: 7, mtu: 1400, state: 'up', port: 'forwarding' },
        ...{ bridge: 'br-front', bridgeId: 'interface:alpha/host/3' },
      },
    });
  });

  it('[L3] goes by MAC, however it is written, and whatever the device is called', () => {
    expect(one([eth0({ mac: mac.toUpperCase(), name: 'renamed' })])?.interface?.name).toBe('renamed');
    const others = [vethFact(5, 'eth1', 9, 0, { mac: '02:42:ac:11:00:09' }), eth0()];
    expect(one(others)?.interface?.index).toBe(2);
  });

  it.each([
    ['IPv4', { mac: '02:00:00:00:00:99', ipv4: '172.18.0.2' }, '172.18.0.2/16'],
    ['IPv6 alone', { ipv6: 'fd00::2' }, 'fd00:0:0::2/64'],
  ])('[L3] goes by address where no link has the MAC: %s', (_, endpoint, address) => {
    expect(one([eth0({ addresses: [address] })], endpoint)?.interface?.name).toBe('eth0');
  });

  it('[L3] is told apart by address among links with one MAC', () => {
    const twins = [eth0({ addresses: ['10.0.0.2/24'] }), vethFact(4, 'eth1', 9, 0, { mac })];
    expect(one(twins, { mac, ipv4: '10.0.0.2' })?.interface?.name).toBe('eth0');
    expect(one(twins, { mac })).not.toHaveProperty('interface');
  });

  it('[L3] is none where MAC and address are different links’, or nobody’s', () => {
    const links = [eth0(), vethFact(4, 'eth1', 9, 0, { addresses: ['10.0.0.2/24'] })];
    expect(one(links, { mac, ipv4: '10.0.0.2' })).not.toHaveProperty('interface');
    expect(one(links, { mac: '02:00:00:00:00:99' })).not.toHaveProperty('interface');
  });

  it('[L2] is of the kind that the driver makes', () => {
    expect(one([linkFact(2, 'eth0', { kind: 'dummy', mac })])).not.toHaveProperty('interface');
    const plugin = one([linkFact(2, 'eth0', { kind: 'dummy', mac })], { mac }, { driver: 'weave' });
    expect(plugin?.interface?.kind).toBe('dummy');
  });

  it('[S1] [S3] is not looked for in a namespace that two claim to be, nor in the host’s', () => {
    const twin = stackFact('d', [eth0()], { handles: ['c'] });
    expect(one([eth0()], { mac }, { extra: [twin] })).not.toHaveProperty('interface');
    const handle = { handle: 'host', host: [vethFact(9, 'eth0', 2, 0, { mac })] };
    expect(one([], { mac }, handle)).not.toHaveProperty('interface');
  });

  it('[B1] has no bridge where the other end is a port of nothing', () => {
    const loose = vethFact(8, 'loose', 2, 0);
    const wired = one([vethFact(2, 'eth0', 8, 0, { mac })], { mac }, { host: [loose] });
    expect(wired?.veth).toMatchObject({ name: 'loose', bridge: '' });
    expect(wired?.veth).not.toHaveProperty('bridgeId');
    expect(wired?.veth).not.toHaveProperty('port');
  });

  it('[L1] is not looked for when the container is stopped', () => {
    const stopped = topologyOf([
      'alpha',
      {
        networks: [front],
        containers: [
          containerFact('web', {
            state: 'exited',
            attachments: [attachmentFact('front', { endpointId: '', mac })],
          }),
        ],
      },
      [stackFact('c', [eth0()])],
      { handles: { web: 'c' } },
    ]);
    expect(endpointOf(stopped, 'web', 'front')).toMatchObject({ attached: false });
    expect(endpointOf(stopped, 'web', 'front')).not.toHaveProperty('interface');
  });
});

describe('a macvlan', () => {
  const lan = networkFact('lan', { driver: 'macvlan', options: { parent: 'eth1' } });
  const device = (more: Partial<LinkFact>) =>
    linkFact(2, 'eth0', { kind: 'macvlan', peerIndex: 2, mac, ...more });
  const placed = (sandbox: StackFact, host: string, numbers: boolean) =>
    endpointOf(
      topologyOf([
        'alpha',
        {
          networks: [lan],
          containers: [containerFact('web', { attachments: [attachmentFact('lan', { mac })] })],
        },
        [stackFact('host', [linkFact(2, host)], numbers ? { namespaces: { 0: 'c' } } : {}), sandbox],
        { handles: { web: 'c' } },
      ]),
      'web',
      'lan',
    );

  it('[B2] names its parent among the host’s links', () => {
    const sandbox = stackFact('c', [device({ peerNamespace: 4 })], { namespaces: { 4: 'host' } });
    expect(placed(sandbox, 'eth9', true)).toMatchObject({
      interface: { kind: 'macvlan', parentId: 'interface:alpha/host/2' },
    });
    expect(placed(sandbox, 'eth9', true)).not.toHaveProperty('veth');
  });

  it('[B2] names none in a namespace that was not read', () => {
    const sandbox = stackFact('c', [device({ peerNamespace: 4 })], { namespaces: {} });
    expect(placed(sandbox, 'eth1', true)?.interface).not.toHaveProperty('parentId');
  });

  it('[L2] [B2] goes by the network’s own word where namespaces have no numbers', () => {
    // Nor does sysfs tell a macvlan from a veth.
    const sandbox = stackFact('c', [device({ kind: 'veth' })]);
    expect(placed(sandbox, 'eth1', false)?.interface?.kind).toBe('macvlan');
    expect(placed(sandbox, 'eth1', false)?.interface?.parentId).toBe('interface:alpha/host/2');
    expect(placed(sandbox, 'eth9', false)?.interface).not.toHaveProperty('parentId');
  });
});

it('[S3] [L4] those who share a sandbox have its devices once', () => {
  const topology = topologyOf([
    'alpha',
    {
      networks: [front],
      containers: [
        containerFact('web', { attachments: [attachmentFact('front', { mac })] }),
        containerFact('side', { networkMode: `container:${nativeId('web')}` }),
      ],
    },
    [stackFact('c', [eth0()])],
    { handles: { web: 'c', side: 'c' } },
  ]);
  expect(Object.values(topology.endpoints).filter((endpoint) => endpoint.interface)).toHaveLength(1);
});

it('[L4] a link that two endpoints claim is neither’s', () => {
  const topology = topologyOf([
    'alpha',
    {
      networks: [front, networkFact('back')],
      containers: [
        containerFact('web', {
          attachments: [attachmentFact('front', { mac }), attachmentFact('back', { mac })],
        }),
      ],
    },
    [stackFact('c', [eth0()])],
    { handles: { web: 'c' } },
  ]);
  expect(Object.values(topology.endpoints).filter((endpoint) => endpoint.interface)).toEqual([]);
});

it('[S2] [S4] load balancers and ingress are found by the engine’s own names, overlays by their latest epoch', () => {
  const mesh = overlayFact('mesh', { members: [memberFact('lb-mesh', { mac })] });
  const ingress = overlayFact('ingress', { ingress: true, members: [memberFact('ingress-sbox', { mac })] });
  const digits = mesh.nativeId.slice(0, 10);
  const inner = (epoch: number, name: string) =>
    stackFact(`o${epoch}`, [linkFact(2, 'br0', { kind: 'bridge' }), vethFact(4, name, 4, 0, { master: 2 })], {
      handles: [`${epoch}-${digits}`],
      namespaces: { 0: 'lb' },
    });
  const topology = topologyOf([
    'alpha',
    { swarm: swarmFact({ clusterId: 'c1' }), networks: [mesh, ingress] },
    [
      stackFact('host', [], { namespaces: {} }),
      inner(2, 'old'),
      inner(10, 'new'),
      stackFact('lb', [vethFact(4, 'eth0', 4, 3, { mac })], {
        handles: [`lb_${mesh.nativeId.slice(0, 9)}`],
        namespaces: { 3: 'o10' },
      }),
      stackFact('in', [linkFact(9, 'eth1', { kind: 'veth', mac })], { handles: ['ingress_sbox'] }),
    ],
  ]);
  expect(validate(topology)).toEqual([]);
  const [balancer, sbox] = ['lb-mesh', 'ingress-sbox'].map((key) =>
    Object.values(topology.endpoints).find(({ id }) => id.includes(`/${key}/`)),
  );
  expect(balancer?.veth).toMatchObject({
    ...{ name: 'new', bridge: 'br0', bridgeId: `interface:alpha/${mesh.nativeId}/2` },
  });
  expect(sbox?.interface?.name).toBe('eth1');
});
