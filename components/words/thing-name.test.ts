import { expect, it } from 'vitest';
import { selectionOf } from '#lib/store/selection.ts';
import { makeWiredScene } from '#lib/store/testing/wires.ts';
import type { Topology } from '#lib/topology/model.ts';
import { thingName } from './thing-name.ts';

const scene = makeWiredScene();

it.each<[keyof Topology, (name: string) => boolean]>([
  ['hosts', (name) => name === 'h1'],
  ['networks', (name) => name === 'mesh'],
  ['containers', (name) => name === 'web'],
  ['services', (name) => name === 'relay'],
  ['endpoints', (name) => name === 'db ⇄ back'],
  ['ports', (name) => name === '127.0.0.1:5432->5432/tcp'],
  ['interfaces', (name) => name === 'vxlan0'],
  ['tunnels', (name) => name === 'h1 → 10.77.0.9'],
  ['findings', (name) => name.startsWith('veth482d892, the port of db')],
])('one of the %s has its name', (map, isIt) => {
  const names = Object.keys(scene[map]).map((id) => {
    const selection = selectionOf(scene, id);
    return selection ? thingName(scene, selection) : '';
  });
  expect(names.filter(isIt).length).toBeGreaterThan(0);
  expect(names).not.toContain('');
});

it('what is gone is called so', () => {
  expect(thingName(scene, { kind: 'interface', id: 'x' })).toBe('an interface that is gone');
  expect(thingName(scene, { kind: 'host', id: 'constructor' })).toBe('a host that is gone');
});
