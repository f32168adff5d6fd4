import { describe, expect, it } from 'vitest';
import { tunnelId } from '../topology/ids.ts';
import { search } from './search.ts';
import { selectionOf } from './selection.ts';
import { makeWiredScene } from './testing/wires.ts';

const scene = makeWiredScene();
const hits = (query: string, kind: string) =>
  search(scene, query, 99).hits.filter(({ selection }) => selection.kind === kind);
const titles = (query: string, kind: string) => hits(query, kind).map(({ title }) => title);

describe('searching the wires', () => {
  it('finds interfaces by name, kind, address and MAC, and tells where they are', () => {
    expect(titles('vxlan0', 'interface')).toEqual(['vxlan0', 'vxlan0']);
    expect(hits('vxlan0 h2', 'interface').map(({ detail }) => detail)).toEqual([
      'interface · vxlan · mesh · h2',
    ]);
    expect(titles('openvswitch', 'interface')).toEqual(['br0']);
    expect(titles('02:00:00:00:00:01', 'interface')).toEqual(['eth0']);
    expect(titles('172.19.0.1', 'interface')).toEqual(['br-back']);
  });

  it('finds tunnels by their ends, their kind and their key', () => {
    expect(titles('10.77.0.9', 'tunnel')).toEqual(['h1 → 10.77.0.9']);
    expect(titles('gre', 'tunnel')).toEqual(['h2 → h3']);
    expect(titles('tunnel 4097', 'tunnel')).toHaveLength(3);
    expect(titles('mesh', 'tunnel')).toEqual([]);
  });

  it('finds findings by their words, and lights what they concern', () => {
    expect(hits('veth482d892', 'finding')).toMatchObject([{ detail: 'error · h1' }]);
    const { found } = search(scene, 'stale-forwarding');
    expect(found).toContain(tunnelId('h2', 'gre', 'gre3', '10.77.0.3'));
  });
});

describe('a thing by its id alone', () => {
  it('is selected as what it is', () => {
    for (const [kind, map] of [
      ['interface', scene.interfaces],
      ['tunnel', scene.tunnels],
      ['endpoint', scene.endpoints],
      ['network', scene.networks],
      ['host', scene.hosts],
    ] as const) {
      const [id = ''] = Object.keys(map);
      expect(selectionOf(scene, id)).toEqual({ kind, id });
    }
    expect(selectionOf(scene, 'constructor')).toBeUndefined();
  });
});
