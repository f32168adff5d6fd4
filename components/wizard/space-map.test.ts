import { describe, expect, it } from 'vitest';
import type { OccupiedRange } from '#lib/actions/address-space.ts';
import { scene } from '#lib/actions/testdata/scene.ts';
import { networkFact } from '#lib/topology/testdata/facts.ts';
import { lanRanges } from './lan-ranges.ts';
import { poolUse } from './pool-use.ts';
import { blocksIn, lanesOf, regionsAround } from './space-map.ts';

const range = (subnet: string, ...hostIds: string[]): OccupiedRange => ({
  subnet,
  kind: 'network',
  name: subnet,
  hostIds,
});

describe('regions', () => {
  it.each([
    [['10.64.3.0/24'], ['10.64.0.0/19']],
    [['10.64.3.0/24', '10.64.4.0/24'], ['10.64.0.0/19']],
    [
      ['10.64.3.0/24', '10.80.4.0/24'],
      ['10.64.0.0/19', '10.80.0.0/19'],
    ],
    [['fd64::/64'], ['fd64::/59']],
    [['10.0.0.0/3'], ['0.0.0.0/0']],
    [['nonsense', ''], []],
  ])('around %j: %j', (subnets, regions) => {
    expect(regionsAround(subnets).map(({ subnet }) => subnet)).toEqual(regions);
  });
});

describe('blocks', () => {
  const [region] = regionsAround(['10.64.0.0/24']);
  if (!region) throw new Error('no region');

  it('are where they are in the region, and cut at its ends', () => {
    const blocks = blocksIn(region, [
      range('10.64.16.0/20'),
      range('10.0.0.0/8'),
      range('10.64.0.0/24'),
      range('10.65.0.0/24'),
      range('fd00::/8'),
    ]);
    expect(blocks.map(({ range: { subnet }, start, width }) => [subnet, start, width])).toEqual([
      ['10.0.0.0/8', 0, 1],
      ['10.64.0.0/24', 0, 1 / 32],
      ['10.64.16.0/20', 0.5, 0.5],
    ]);
  });

  it('are in the lane of each host that has them; the chosen hosts have a lane anyway', () => {
    const lanes = lanesOf([range('10.64.0.0/24', 'a', 'b')], ['c']);
    expect(lanes.map(({ hostId, ranges }) => [hostId, ranges.length])).toEqual([
      ['c', 0],
      ['a', 1],
      ['b', 1],
    ]);
  });
});

it('LANs are those of interfaces that can be read', () => {
  const eth0 = { name: 'eth0', addresses: ['10.98.0.1/24'], up: true, wireless: false };
  const known = new Map([
    ['a', { readable: true as const, interfaces: [eth0] }],
    ['b', { readable: false as const, reason: 'elsewhere' }],
  ]);
  expect(lanRanges(known)).toEqual([{ subnet: '10.98.0.0/24', kind: 'lan', name: 'eth0', hostIds: ['a'] }]);
});

it('pools are told with who has them', () => {
  const big = networkFact('big', { ipam: { driver: 'default', subnets: [{ subnet: '172.16.0.0/12' }] } });
  const taken = poolUse(scene({ networks: [big] }), 'alpha').filter(({ takenBy }) => takenBy !== undefined);
  expect(taken.map(({ subnet }) => subnet)).toContain('172.31.0.0/16');
  expect(poolUse(scene(), 'beta')).toHaveLength(31);
});
