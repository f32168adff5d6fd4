import { expect, it } from 'vitest';
import { layoutPatchBay } from '#lib/layout/patch-bay.ts';
import { makeScene, native } from '#lib/store/testing/scene.ts';
import { containerId, swarmNetworkId } from '#lib/topology/ids.ts';
import { elementsOf } from './elements.ts';

it('a container whose network is gone has a wire that ends in nothing', () => {
  const topology = makeScene();
  const id = containerId('h1', native('h1', 'gone'));
  const torn = () =>
    elementsOf(topology, layoutPatchBay(topology, { aspect: 1.6 })).filter((element) =>
      /^(?:torn|wire torn)/.test(String(element.classes)),
    );
  expect(torn()).toEqual([]);
  Object.assign(topology.containers[id] ?? {}, { missingNetworks: [{ name: 'lost' }] });
  expect(torn().map(({ data }) => [data.source, data.of])).toEqual([
    [undefined, [id]],
    [`pill|${id}`, [id]],
  ]);
});

it('a network that its engines can’t tell of is faded in both of its hosts, and stays where it is', () => {
  const topology = makeScene();
  const id = swarmNetworkId('lab', 'mesh');
  const shown = () => {
    const layout = layoutPatchBay(topology, { aspect: 1.6 });
    const all = elementsOf(topology, layout);
    return {
      places: all.map(({ data, position }) => [data.id, position]),
      faded: all
        .filter(({ classes }) => /stale-inside/.test(String(classes)))
        .map(({ data }) => [data.of, data.any].flat()),
      words: all.flatMap(({ data }) => (data.label === 'last known' ? [data.of] : [])),
    };
  };
  const before = shown();
  expect([before.faded, before.words]).toEqual([[], []]);
  Object.assign(topology.networks[id] ?? {}, { stale: true });
  const after = shown();
  expect(after.faded.length).toBeGreaterThan(3);
  expect(after.faded.every((of) => of.includes(id))).toBe(true);
  expect(after.words).toEqual(topology.networks[id]?.hostIds.map(() => [id]));
  expect(after.places).toEqual(before.places);
});
