import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import type { MeshOptions } from '#e2e/lab/mesh.ts';
import { endpointNamed, type FindingsWatch, interfaceNamed, watchFindings } from '#e2e/watch-findings.ts';
import type { Finding } from '#lib/topology/model-wires.ts';

/** Hosts whose default bridges a mesh of Open vSwitch joins: nothing is found on a good one, and each fault of a bad one. */
const lab = openLab({ name: 'findmesh' });
const hosts = ['findmesh1', 'findmesh2', 'findmesh3'];
let watch: FindingsWatch | undefined;

async function begin(mesh: true | MeshOptions): Promise<FindingsWatch> {
  await watch?.stop();
  watch = undefined;
  await lab.down();
  await lab.up(3, { mesh });
  await lab.scene('mesh');
  watch = await watchFindings(lab);
  return watch;
}

afterAll(async () => {
  await watch?.stop();
  await lab.down();
});

describe('a mesh that is as it should be', () => {
  beforeAll(() => begin(true));

  it('has nothing to be found, also while containers come and go', async () => {
    for (let turn = 0; turn < 5; turn++)
      await Promise.all(hosts.map((_, at) => lab.docker(at + 1, 'restart', '-t', '0', `meshed${at + 1}`)));
    await sleep(6_000);
    expect(watch?.sinceLast()).toEqual([]);
  });

  it('has a port that is found when it is set down, and a bridge that is too wide', async () => {
    const host = { hostId: 'findmesh2', place: 'host', name: 'br0' } as const;
    await lab.exec(2, 'ip', 'link', 'set', 'br0', 'down');
    const down = await watch?.until((found) => found.some(({ code }) => code === 'port-down'));
    expect(down?.map(({ code }) => code)).toEqual(['port-down']);
    expect(down?.[0]?.about[0]).toBe(watch && interfaceNamed(watch.topology(), host));
    await lab.exec(2, 'ip', 'link', 'set', 'br0', 'up');
    expect(await watch?.until((found) => found.length === 0)).toEqual([]);
  });
});

describe('a mesh without a spanning tree, with an MTU that does not fit and a range that two hosts have', () => {
  let found: readonly Finding[] = [];
  const of = (code: string) => found.filter((one) => one.code === code);
  const isWhole = (all: readonly Finding[]) =>
    ['loop-without-stp', 'overlapping-ranges', 'address-twice'].every((code) =>
      all.some((one) => one.code === code),
    ) && all.filter(({ code }) => code === 'mtu-too-large').length === hosts.length;

  beforeAll(async () => {
    const bad = await begin({ tunnels: 'vxlan', stp: false, rangeOf: { 3: 2 }, mtu: 1_500 });
    found = await bad.until(isWhole);
  });

  it('has these faults and no others', () => {
    expect([...new Set(found.map(({ code }) => code))].sort()).toEqual([
      'address-twice',
      'loop-without-stp',
      'mtu-too-large',
      'overlapping-ranges',
    ]);
  });

  it('is a loop over all hosts', () => {
    const [loop, ...more] = of('loop-without-stp');
    expect(more).toEqual([]);
    expect(loop?.message).toMatch(
      /^br0 of findmesh1, br0 of findmesh2 and br0 of findmesh3 are joined in a circle/,
    );
    expect(loop?.about.filter((id) => id.startsWith('tunnel:'))).toHaveLength(6);
    expect(loop?.about).toEqual(expect.arrayContaining(hosts));
    expect(loop?.remedy).toMatch(/: ovs-vsctl set bridge br0 stp_enable=true$/);
  });

  it('says whose ranges overlap, and which are free', () => {
    const [overlap, ...more] = of('overlapping-ranges');
    expect(more).toEqual([]);
    expect(overlap?.message).toMatch(
      /^bridge of findmesh2 \((172\.17\.\d+\.0\/22)\) and bridge of findmesh3 \(\1\) are one wire/,
    );
    expect(overlap?.about.slice(-2)).toEqual(['findmesh2', 'findmesh3']);
    expect(overlap?.remedy).toMatch(/say 172\.17\.\d+\.0\/22 for findmesh3,/);
  });

  it('says who has one address', () => {
    const topology = watch?.topology();
    const ends = topology && [2, 3].map((at) => endpointNamed(topology, `meshed${at}`, 'bridge'));
    const [twice] = of('address-twice').filter(({ message }) => message.includes('meshed2'));
    expect(twice?.about.slice(0, 2)).toEqual(ends);
  });

  it('says the MTU that fits, on each host', () => {
    const mtus = of('mtu-too-large');
    expect(mtus.map(({ hostId }) => hostId)).toEqual(hosts);
    for (const { message, remedy } of mtus) {
      expect(message).toMatch(
        /has an MTU of 1500, but the vxlan tunnel vxlan\d over brphy \(MTU 1500, less 50\) lets no more than 1450/,
      );
      expect(remedy).toMatch(/^The MTU that fits is 1450\. /);
    }
  });
});
