import { expect, it } from 'vitest';
import { native } from '#lib/store/testing/scene.ts';
import { makeWiredScene } from '#lib/store/testing/wires.ts';
import { endpointId, interfaceId, networkId, swarmNetworkId, tunnelId } from '#lib/topology/ids.ts';
import { shownBy } from './shown-by.ts';

const scene = makeWiredScene();

it('what has no place of its own shows by what it belongs to', () => {
  const gre = tunnelId('h2', 'gre', 'gre3', '10.77.0.3');
  const mesh = swarmNetworkId('lab', 'mesh');
  const db = endpointId('h1', native('h1', 'db'), native('h1', 'back'));
  const first = (kind: 'tunnel' | 'interface' | 'finding' | 'endpoint', id: string) =>
    shownBy(scene, { kind, id })[0];
  expect(first('tunnel', gre)).toBe(gre);
  expect(first('tunnel', tunnelId('h1', 'vxlan', 'mesh', '10.77.0.2'))).toBe(mesh);
  expect(first('interface', interfaceId('h1', 'host', 4))).toBe(networkId('h1', 'back'));
  expect(first('interface', interfaceId('h2', 'ovs', 'gre3'))).toBe(gre);
  expect(first('interface', interfaceId('h1', 'host', 2))).toBe('h1');
  expect(first('finding', `finding:port-down/${db}`)).toBe(db);
  expect(first('endpoint', db)).toBe(db);
});

it('of what is gone nothing shows', () => {
  for (const kind of ['tunnel', 'interface', 'finding'] as const)
    expect(shownBy(scene, { kind, id: 'constructor' })).toEqual([]);
});
