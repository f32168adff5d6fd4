import { expect, it } from 'vitest';
import { layoutPatchBay } from '#lib/layout/patch-bay.ts';
import { addressOf, wiredTopology } from '#lib/layout/testdata/wired.ts';
import { native } from '#lib/store/testing/scene.ts';
import { makeWiredScene } from '#lib/store/testing/wires.ts';
import { endpointId, tunnelId } from '#lib/topology/ids.ts';
import type { Topology } from '#lib/topology/model.ts';
import { elementsOf } from './elements.ts';

const gre = (from: string, to: string) => tunnelId(from, 'gre', `gre-${to}`, addressOf(to));
const drawn = (topology: Topology) => elementsOf(topology, layoutPatchBay(topology, { aspect: 12 }));

it('each side of a tunnel that is there is drawn once, whatever its state', () => {
  const topology = wiredTopology(3, 20);
  Object.assign(topology.tunnels[gre('x1', 'x2')] ?? {}, { blocked: true });
  const strands = drawn(topology).filter(({ data }) => String(data.id).startsWith('strand|'));
  const sides = Object.values(topology.tunnels).filter(({ kind }) => kind === 'gre');
  expect(strands.flatMap(({ data }) => data.stands).sort()).toEqual(sides.map(({ id }) => id).sort());
});

it('a blocked side is broken, with a mark in the gap', () => {
  const topology = wiredTopology(3, 20);
  expect(drawn(topology).filter(({ classes }) => classes === 'cut-strand')).toEqual([]);
  Object.assign(topology.tunnels[gre('x1', 'x2')] ?? {}, { blocked: true });
  const elements = drawn({ ...topology, tunnels: { ...topology.tunnels } });
  const [mark, ...others] = elements.filter(({ classes }) => classes === 'cut-strand');
  expect(others).toEqual([]);
  const upper = elements.find(
    ({ data }) => String(data.id).startsWith('strand|') && data.stands?.includes(gre('x1', 'x2')),
  );
  const lower = elements.find(({ data }) => String(data.id).startsWith('strand-rest|'));
  const edge = (element: typeof upper, side: 1 | -1) =>
    (element?.position?.y ?? 0) + (side * Number(element?.data.h)) / 2;
  expect(edge(upper, 1)).toBeLessThan(mark?.position?.y ?? 0);
  expect(edge(lower, -1)).toBeGreaterThan(mark?.position?.y ?? 0);
});

it('a side that is missing is dashed and stands for nothing: there is no such tunnel', () => {
  const topology = wiredTopology(2, 20);
  delete topology.tunnels[gre('x2', 'x1')];
  const dashed = drawn(topology).filter(({ classes }) => /one-sided/.test(String(classes)));
  expect(dashed.map(({ data, group }) => [group, data.stands])).toEqual([['edges', undefined]]);
});

it('a jack whose port is down has a cut wire, and a sign for what was found of it', () => {
  const db = endpointId('h1', native('h1', 'db'), native('h1', 'back'));
  const elements = drawn(makeWiredScene());
  const ids = elements.map(({ data }) => data.id);
  expect(ids.filter((id) => String(id).startsWith('cut|'))).toEqual([`cut|${db}`]);
  expect(elements.find(({ data }) => data.id === `jack|${db}`)?.classes).toMatch(/\bcut\b/);
  expect(elements.find(({ data }) => data.id === `sign|${db}`)).toMatchObject({
    classes: 'sign error',
    data: { label: '!' },
  });
});
