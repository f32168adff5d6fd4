import type { ElementDefinition } from 'cytoscape';
import { expect, it } from 'vitest';
import type { PatchBayLayout } from '#lib/layout/model.ts';
import { layoutPatchBay } from '#lib/layout/patch-bay.ts';
import { wiredTopology } from '#lib/layout/testdata/wired.ts';
import { native } from '#lib/store/testing/scene.ts';
import { makeWiredScene } from '#lib/store/testing/wires.ts';
import { endpointId, networkId, swarmNetworkId } from '#lib/topology/ids.ts';
import type { Topology } from '#lib/topology/model.ts';
import { elementsOf } from './elements.ts';
import { type WireDetail, wireElements } from './wire-elements.ts';
import { detailAt } from './wire-layer.ts';

const layoutOf = (topology: Topology) => layoutPatchBay(topology, { aspect: 1.6 });
const shown = (topology: Topology, detail: WireDetail, layout = layoutOf(topology)) =>
  wireElements(topology, layout, layout, detail);
const of = (elements: readonly ElementDefinition[], id: string) =>
  elements.filter(({ data }) => data.id?.split('|')[1] === id);
const says = (elements: readonly ElementDefinition[], id: string) =>
  of(elements, id).map(({ data }) => data.says);

const scene = makeWiredScene();
const webOnFront = endpointId('h1', native('h1', 'web'), native('h1', 'front'));

it('at close zoom a jack tells its pair, its bridge, MTU, state and indices in two lines', () => {
  const all = shown(scene, 'all');
  expect(says(all, webOnFront)).toEqual(['eth0 ⇄ veth482d892 @ br-front · MTU 1500 · up · #12 ⇄ #13']);
  expect(of(all, webOnFront)[0]?.data.label).toBe('eth0 ⇄ veth482d892 @ br-front\nMTU 1500 · up · #12 ⇄ #13');
  expect(says(all, endpointId('h3', native('h3', 'cam'), native('h3', 'lan')))).toEqual([
    'eth0 ⤴ eth0 · MTU 1500 · up · #7',
  ]);
});

it('further off it tells the two names, and from afar nothing', () => {
  expect(of(shown(scene, 'names'), webOnFront)[0]?.data.label).toBe('eth0 ⇄ veth482d892');
  expect(of(shown(scene, 'signs'), webOnFront)).toEqual([]);
});

it('a long line is cut, and what it says is not', () => {
  const topology = makeWiredScene();
  const name = `br-${'0123456789ab'.repeat(4)}`;
  Object.assign(topology.endpoints[webOnFront]?.veth ?? {}, { bridge: name });
  const [label] = of(shown(topology, 'all'), webOnFront);
  expect(label?.data.label).toMatch(/^eth0 ⇄ veth482d892 @ br-\w*…\n/);
  expect(label?.data.says).toContain(name);
});

it('a pair that is missed is told by a sign of its own at any zoom', () => {
  const webOnMesh = endpointId('h1', native('h1', 'web'), 'mesh0000000000000000000000');
  expect(of(shown(scene, 'signs'), webOnMesh).map(({ classes }) => classes)).toEqual(['lone']);
  expect(of(shown(scene, 'names'), webOnMesh).map(({ data }) => data.label)).toEqual([
    undefined,
    'no pair found',
  ]);
  // Where nobody looked, none is missed.
  const unread = makeWiredScene();
  Object.assign(unread.hosts.h1 ?? {}, { wires: { state: 'off' } });
  expect(of(shown(unread, 'names'), webOnMesh)).toEqual([]);
});

it('a column tells its bridge with its marks, an overlay’s its VNI, a macvlan’s the parent', () => {
  const all = shown(scene, 'all');
  const first = (id: string) => says(all, id)[0];
  expect(first(networkId('h1', 'back'))).toBe('br-back · MTU 1500 · STP · VLAN');
  expect(first(networkId('h1', 'bridge'))).toBe('docker0 · MTU 1500 · down');
  expect(first(swarmNetworkId('lab', 'mesh'))).toBe('br0 · MTU 1450 · VNI 4097');
  expect(first(networkId('h3', 'lan'))).toBe('⤴ eth0 · MTU 1500');
});

it('a host says in its head how its wires stand, and nothing where they are read', () => {
  const texts = shown(scene, 'names');
  const notes = ['h1', 'h2', 'h3'].map((id) =>
    texts.filter(({ data }) => data.id === `wires-note|${id}`).map(({ data }) => data.label),
  );
  expect(notes).toEqual([[], ['wires as last read'], ['wires not read']]);
});

it('only what is in the window is there, however large the picture is', () => {
  const topology = wiredTopology(3, 300);
  const layout = layoutOf(topology);
  const jack = layout.hosts[0]?.banks[0]?.rows[4]?.jacks[0];
  const near = { x: (jack?.x ?? 0) - 300, y: (jack?.y ?? 0) - 200, width: 600, height: 400 };
  const some = wireElements(topology, layout, near, 'all');
  expect(some.map(({ data }) => data.id)).toContain(`link|${jack?.endpointId}`);
  expect(some.length).toBeLessThan(150);
  expect(shown(topology, 'all', layout).length).toBeGreaterThan(600);
  for (const { position } of some.filter(({ data }) => String(data.id).startsWith('link|')))
    expect(Math.abs((position?.y ?? 0) - near.y - 200)).toBeLessThan(230);
});

it('nothing of the picture moves or changes by the layer: it only adds', () => {
  const layout = layoutOf(scene);
  const ids = new Set(elementsOf(scene, layout).map(({ data }) => data.id));
  const added = shown(scene, 'all', layout);
  expect(added.some(({ data }) => ids.has(data.id))).toBe(false);
  expect(new Set(added.map(({ data }) => data.id)).size).toBe(added.length);
});

it('texts stand in room that is free: under their wire, right of the jack, within the column', () => {
  const topology = wiredTopology(2, 30);
  const layout: PatchBayLayout = layoutOf(topology);
  const columns = layout.hosts.flatMap(({ banks }) => banks.flatMap((bank) => bank.columns));
  for (const detail of ['names', 'all'] as const) {
    for (const { data, position } of shown(topology, detail, layout)) {
      if (!String(data.id).startsWith('link|')) continue;
      const lines = String(data.label).split('\n');
      const width = Math.max(...lines.map((line) => line.length)) * Number(data.size) * 0.6;
      const at = position ?? { x: 0, y: 0 };
      const column = columns.find(
        (each) => at.x > each.x && at.x < each.x + each.width && at.y > each.y && at.y < each.y + each.height,
      );
      expect(column && at.x + width).toBeLessThanOrEqual(column ? column.x + column.width : 0);
      // The next row's address begins twelve units below its wire's upper neighbour.
      expect(lines.length * Number(data.size) * 1.15).toBeLessThanOrEqual(12);
    }
  }
});

it('close zoom shows the wires by itself, the layer from names on, and signs from afar', () => {
  const zooms = [0.3, 0.9, 1.7, 2.3];
  expect(zooms.map((zoom) => detailAt(zoom, false))).toEqual([undefined, undefined, 'names', 'all']);
  expect(zooms.map((zoom) => detailAt(zoom, true))).toEqual(['signs', 'names', 'names', 'all']);
});
