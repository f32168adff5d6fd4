import { expect, test } from 'vitest';
import { networkId, tunnelId } from '../topology/ids.ts';
import type { Topology } from '../topology/model.ts';
import type { Tunnel } from '../topology/model-wires.ts';
import { lanesOf } from './lanes.ts';
import { meshesOf } from './meshes.ts';
import type { Backplane, PatchBayLayout } from './model.ts';
import { layoutPatchBay } from './patch-bay.ts';
import { sampleTopology } from './testdata/sample.ts';
import { addressOf, wiredTopology } from './testdata/wired.ts';

const gre = (from: string, to: string) => tunnelId(from, 'gre', `gre-${to}`, addressOf(to));
const bridgeOf = ({ networks }: Topology, hostId: string) =>
  Object.values(networks).find(({ name, hostIds }) => name === 'bridge' && hostIds.includes(hostId))?.id;
const barsOf = ({ backplanes }: PatchBayLayout): Backplane[] =>
  backplanes.filter(({ networkId: id }) => id === undefined);
const strandsAt = (layout: PatchBayLayout, hostId: string) =>
  barsOf(layout)
    .flatMap(({ drops }) => drops)
    .filter((drop) => drop.hostId === hostId)
    .flatMap(({ strands }) => strands);

test('[L14] a full mesh is one bar with a strand for each side, down to the columns the tunnels are led out of', () => {
  const topology = wiredTopology(3, 20);
  const layout = layoutPatchBay(topology, { aspect: 12 });
  const bars = barsOf(layout);
  expect(bars.map(({ label, networkIds }) => [label.text, networkIds.length])).toEqual([
    ['GRE  br0  MTU 1462', 3],
  ]);
  for (const hostId of ['x1', 'x2', 'x3']) {
    const others = ['x1', 'x2', 'x3'].filter((each) => each !== hostId);
    expect(strandsAt(layout, hostId)).toMatchObject(
      others.map((to) => ({ tunnelIds: [gre(hostId, to)], state: 'open' })),
    );
    const drop = bars[0]?.drops.find((each) => each.hostId === hostId);
    expect(drop?.networkId).toBe(bridgeOf(topology, hostId));
    const host = layout.hosts.find((each) => each.hostId === hostId);
    const bus = host?.buses.find((each) => each.networkId === drop?.networkId && each.shelf === 0);
    const column = host?.banks
      .flatMap(({ columns }) => columns)
      .find((each) => each.networkId === drop?.networkId);
    expect(drop && drop.line.y + drop.line.height).toBe(bus?.bar.y ?? column?.y);
  }
});

test('[L14] without tunnels there is no bar, and those of an overlay have none but the overlay’s', () => {
  expect(meshesOf(sampleTopology(3, 20)).all).toEqual([]);
  const topology = wiredTopology(3, 20);
  for (const tunnel of Object.values(topology.tunnels))
    if (tunnel.kind === 'gre') delete topology.tunnels[tunnel.id];
  expect(meshesOf(topology).all).toEqual([]);
  expect(lanesOf(topology).map(({ id }) => topology.networks[id]?.name)).toEqual(['mesh']);
});

test('[L14] tunnels that do not hang together have bars of their own', () => {
  const topology = wiredTopology(4, 8);
  const inside = (a: string, b: string) => ['x1', 'x2'].includes(a) === ['x1', 'x2'].includes(b);
  for (const { id, kind, from, to } of Object.values(topology.tunnels))
    if (kind === 'gre' && !inside(from.hostId, to.hostId ?? '')) delete topology.tunnels[id];
  const ends = meshesOf(topology).all.map((mesh) => mesh.ends.map(({ hostId }) => hostId));
  expect(ends).toEqual([
    ['x1', 'x2'],
    ['x3', 'x4'],
  ]);
});

test('[L14] another key is another mesh', () => {
  const topology = wiredTopology(2, 8);
  for (const tunnel of Object.values(topology.tunnels)) {
    if (tunnel.kind !== 'gre') continue;
    const other = { ...tunnel, id: `${tunnel.id}-7`, key: 7 };
    topology.tunnels[other.id] = other;
  }
  expect(lanesOf(topology).map(({ label }) => label)).toEqual([
    'mesh  10.88.0.0/24  VXLAN 4097',
    'GRE  br0  MTU 1462',
    'GRE  br0  key 7  MTU 1462',
  ]);
});

test('[L14] a side that the spanning tree blocks is told at its host alone', () => {
  const topology = wiredTopology(3, 20);
  Object.assign(topology.tunnels[gre('x2', 'x3')] ?? {}, { blocked: true });
  const layout = layoutPatchBay(topology, { aspect: 3 });
  expect(strandsAt(layout, 'x2').map(({ state }) => state)).toEqual(['open', 'blocked']);
  expect(strandsAt(layout, 'x3').map(({ state }) => state)).toEqual(['open', 'open']);
});

test('[L14] a side that is missing is drawn at the host that lacks it, and not where nobody can tell', () => {
  const lacking = () => {
    const topology = wiredTopology(2, 20);
    delete topology.tunnels[gre('x2', 'x1')];
    return topology;
  };
  const read = layoutPatchBay(lacking(), { aspect: 3 });
  expect(strandsAt(read, 'x1')).toMatchObject([{ state: 'open' }]);
  expect(strandsAt(read, 'x2')).toMatchObject([{ state: 'missing', tunnelIds: [gre('x1', 'x2')] }]);
  const unread = lacking();
  Object.assign(unread.hosts.x2 ?? {}, { wires: { state: 'off' } });
  expect(strandsAt(layoutPatchBay(unread, { aspect: 3 }), 'x2')).toMatchObject([{ state: 'unread' }]);
});

test('[L14] a tunnel to nobody of ours has one end, and one without a network ends at its host', () => {
  const topology = sampleTopology(2, 4, { swarm: false });
  const away: Tunnel = {
    id: tunnelId('x1', 'geneve', 'gnv0', '192.0.2.9'),
    kind: 'geneve',
    from: { hostId: 'x1', address: '10.98.0.1' },
    to: { address: '192.0.2.9' },
    source: 'observed',
  };
  topology.tunnels[away.id] = away;
  const layout = layoutPatchBay(topology, { aspect: 3 });
  const [bar] = barsOf(layout);
  const host = layout.hosts.find(({ hostId }) => hostId === 'x1');
  expect(bar?.label.text).toBe('Geneve');
  expect(bar?.drops.map(({ hostId, networkId: id }) => [hostId, id])).toEqual([['x1', undefined]]);
  expect(bar?.drops[0] && bar.drops[0].line.y + bar.drops[0].line.height).toBe(host?.y);
});

test('[L14] too many sides at one place are one for each state, and all tunnels are told', () => {
  const topology = wiredTopology(9, 2);
  Object.assign(topology.tunnels[gre('x1', 'x4')] ?? {}, { blocked: true });
  const strands = strandsAt(layoutPatchBay(topology, { aspect: 3 }), 'x1');
  expect(strands.map(({ state, tunnelIds }) => [state, tunnelIds.length]).sort()).toEqual([
    ['blocked', 1],
    ['open', 7],
  ]);
});

test('[L14] a folded host is reached, and one bridge more on a host is another place', () => {
  const topology = wiredTopology(2, 20);
  const folded = layoutPatchBay(topology, { aspect: 3, collapsed: new Set(['x1']) });
  expect(strandsAt(folded, 'x1')).toHaveLength(1);
  const second = networkId('x1', 'f1'.padEnd(64, 'f'));
  const other: Tunnel = {
    ...(topology.tunnels[gre('x1', 'x2')] as Tunnel),
    id: 'tunnel:x1/gre/second/10.98.0.2',
    networkId: second,
  };
  topology.tunnels[other.id] = other;
  const drops = barsOf(
    layoutPatchBay({ ...topology, tunnels: { ...topology.tunnels } }, { aspect: 3 }),
  ).flatMap((each) => each.drops);
  expect(drops.filter(({ hostId }) => hostId === 'x1').map(({ networkId: id }) => id)).toEqual([
    bridgeOf(topology, 'x1'),
    second,
  ]);
});

test('[L1] the order of the tunnels does not matter', () => {
  const topology = wiredTopology(4, 6);
  const turned = { ...topology, tunnels: Object.fromEntries(Object.entries(topology.tunnels).reverse()) };
  expect(layoutPatchBay(turned, { aspect: 1.6 })).toEqual(layoutPatchBay(topology, { aspect: 1.6 }));
});

test('[L9] an overlay’s drop tells that its host does not know a peer', () => {
  const topology = wiredTopology(3, 20);
  delete topology.tunnels[tunnelId('x3', 'vxlan', 'mesh', addressOf('x1'))];
  const oneSided = () =>
    layoutPatchBay({ ...topology, tunnels: { ...topology.tunnels } }, { aspect: 3 })
      .backplanes.flatMap(({ drops }) => drops)
      .filter((drop) => drop.oneSided)
      .map(({ hostId }) => hostId);
  expect(oneSided()).toEqual(['x3']);
  Object.assign(topology.hosts.x3 ?? {}, { wires: { state: 'off' } });
  expect(oneSided()).toEqual([]);
});
