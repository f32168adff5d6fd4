import { expect, it } from 'vitest';
import { layoutPatchBay } from '#lib/layout/patch-bay.ts';
import { makeScene, native } from '#lib/store/testing/scene.ts';
import { containerId } from '#lib/topology/ids.ts';
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
