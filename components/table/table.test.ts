import { describe, expect, it } from 'vitest';
import { makeScene } from '#lib/store/testing/scene.ts';
import { compareValues } from './compare.ts';
import { moveRow } from './move.ts';
import { containerRows, endpointRows, hostRows, networkRows, portRows, serviceRows } from './rows.ts';

describe('the order of values', () => {
  it('is that of people: numbers in texts and addresses count as numbers', () => {
    const names = ['web10', 'Web2', 'web1'].sort(compareValues);
    expect(names).toEqual(['web1', 'Web2', 'web10']);
    expect(['10.0.0.10', '10.0.0.9'].sort(compareValues)).toEqual(['10.0.0.9', '10.0.0.10']);
    expect([443, 80].sort(compareValues)).toEqual([80, 443]);
  });

  it('puts what is empty last', () => {
    expect(['', 'b', 'a'].sort(compareValues)).toEqual(['a', 'b', '']);
  });
});

describe('moving among rows', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 4, 4],
    ['ArrowUp', 0, 0],
    ['ArrowUp', 3, 2],
    ['PageDown', 1, 4],
    ['PageUp', 3, 0],
    ['Home', 3, 0],
    ['End', 0, 4],
  ])('%s from %i leads to %i', (key, from, to) => {
    expect(moveRow(key, from, 5)).toBe(to);
  });

  it('leaves other keys alone', () => {
    expect(moveRow('a', 0, 5)).toBeUndefined();
    expect(moveRow('End', 0, 0)).toBeUndefined();
  });
});

describe('the rows', () => {
  const scene = makeScene();

  it('of containers name the networks that are gone', () => {
    const topology = makeScene();
    for (const container of Object.values(topology.containers)) {
      if (container.name === 'gone') container.missingNetworks = [{ name: 'lost' }];
    }
    const missing = containerRows(topology).filter((row) => row.missing.length > 0);
    expect(missing.map((row) => [row.container.name, row.missing])).toEqual([['gone', ['lost']]]);
  });

  it('are everything there is', () => {
    expect(hostRows(scene)).toHaveLength(Object.keys(scene.hosts).length);
    expect(networkRows(scene)).toHaveLength(Object.keys(scene.networks).length);
    expect(containerRows(scene)).toHaveLength(Object.keys(scene.containers).length);
    expect(endpointRows(scene)).toHaveLength(Object.keys(scene.endpoints).length);
    expect(portRows(scene)).toHaveLength(Object.keys(scene.ports).length);
    expect(serviceRows(scene)).toHaveLength(Object.keys(scene.services).length);
  });

  it('carry the hooks that tests look for', () => {
    expect(hostRows(scene).map((row) => row.testId)).toContain('host-h1');
    expect(networkRows(scene).map((row) => row.testId)).toContain('network-mesh');
    expect(containerRows(scene).map((row) => row.testId)).toContain('container-web');
    expect(endpointRows(scene).map((row) => row.testId)).toContain('endpoint-web-front');
    expect(serviceRows(scene)).toMatchObject([
      { testId: 'service-relay', hosts: 'h2, h3', networks: [{ name: 'mesh' }] },
    ]);
  });

  it('count stopped members too', () => {
    const front = networkRows(scene).find((row) => row.network.name === 'front' && row.hosts === 'h1');
    expect(front?.members).toBe(3);
  });

  it('hold on to what points nowhere', () => {
    const orphan = { ...scene, containers: {}, networks: {}, hosts: {} };
    expect(endpointRows(orphan)[0]).toMatchObject({
      member: 'something unknown',
      network: 'unknown network',
    });
    expect(portRows(orphan)[0]).toMatchObject({ container: 'unknown container' });
  });
});
