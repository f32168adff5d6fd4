import { describe, expect, it } from 'vitest';
import { makeWiredScene } from '#lib/store/testing/wires.ts';
import { allRows, foundRows } from './all-rows.ts';
import { findingRows, interfaceRows, tunnelRows } from './wire-rows.ts';

const scene = makeWiredScene();

describe('the rows of the wires', () => {
  it('are everything there is', () => {
    expect(interfaceRows(scene)).toHaveLength(Object.keys(scene.interfaces).length);
    expect(tunnelRows(scene)).toHaveLength(Object.keys(scene.tunnels).length);
    expect(findingRows(scene)).toHaveLength(Object.keys(scene.findings).length);
  });

  it('tell where an interface is and what it is a port of', () => {
    const rows = interfaceRows(scene).filter(({ host }) => host === 'h2');
    const told = rows.map(({ testId, place, master, network }) => [testId, place, master, network]);
    expect(told).toContainEqual(['interface-eth0', undefined, undefined, undefined]);
    expect(told).toContainEqual(['interface-vxlan0', 'in the overlay mesh', 'br0', 'mesh']);
    expect(told).toContainEqual(['interface-gre3', 'in Open vSwitch', 'br0', undefined]);
    expect(told).toContainEqual(['interface-br0', 'in Open vSwitch', 'docker0', undefined]);
  });

  it('tell a tunnel by its ends, and whether anybody saw it', () => {
    expect(tunnelRows(scene).map(({ testId, state }) => [testId, state])).toEqual([
      ['tunnel-h1-h2', 'seen'],
      ['tunnel-h2-h1', 'seen'],
      ['tunnel-h1-10.77.0.9', 'declared, not seen'],
      ['tunnel-h2-h3', 'blocked'],
    ]);
  });

  it('have the worst finding first', () => {
    expect(findingRows(scene).map(({ testId }) => testId)).toEqual([
      'finding-port-down',
      'finding-stale-forwarding',
    ]);
  });

  it('hold on to what points nowhere', () => {
    const orphan = { ...scene, networks: {}, hosts: {} };
    expect(interfaceRows(orphan).find(({ link }) => link.kind === 'vxlan')).toMatchObject({
      host: 'h1',
      place: 'in the overlay that is gone',
      network: undefined,
    });
    expect(tunnelRows(orphan)[0]).toMatchObject({ name: '10.77.0.1 → 10.77.0.2', host: 'h1' });
  });
});

describe('the rows that a search found', () => {
  it('are all of them while nothing is searched for', () => {
    const all = allRows(scene);
    expect(foundRows(all, undefined)).toBe(all);
  });

  it('are those of every table', () => {
    const [link] = Object.keys(scene.interfaces);
    const found = foundRows(allRows(scene), new Set(['h1', link ?? '']));
    expect(found.hosts).toHaveLength(1);
    expect(found.interfaces.map(({ id }) => id)).toEqual([link]);
    expect(found.findings).toEqual([]);
  });
});
