import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { addDecoys } from '#e2e/support/decoys.ts';
import { indexCollisions } from '#e2e/support/index-collisions.ts';
import { runMany } from '#e2e/support/many-containers.ts';
import { WIRE_WAYS, withWires, wrongWires } from '#e2e/support/wire-ways.ts';

/**
 * Engines from 28 on make a veth pair inside the container, where its end is number 2 in almost all of them. Here one runs
 * beside an older one, with 100 containers on each and some pairs that look like theirs.
 */
const lab = openLab({ name: 'pairsmix' });

beforeAll(async () => {
  await lab.down();
  await lab.up(2, { swarm: true, releases: { 2: 'sid' } });
  await lab.docker(1, 'network', 'create', '-d', 'overlay', '--attachable', 'over');
  for (const host of [1, 2]) {
    for (const name of ['one', 'two']) await lab.docker(host, 'network', 'create', name);
    await runMany(lab, host, 100, ['bridge', 'over', 'one', 'two']);
    await addDecoys(
      lab,
      host,
      Array.from({ length: 12 }, (_, i) => `many${i + 1}`),
    );
  }
});
afterAll(() => lab.down());

describe('on engines of two kinds, 100 containers on each', () => {
  it('indices alone tell neither containers nor pairs apart', async () => {
    const first = await lab.docker(2, 'exec', 'many1', 'cat', '/sys/class/net/eth0/ifindex');
    expect(first).toBe('2\n');
    expect(await lab.docker(2, 'exec', 'many3', 'cat', '/sys/class/net/eth0/ifindex')).toBe(first);
    for (const host of [1, 2]) expect(await indexCollisions(lab, host)).toBeGreaterThan(24);
  });

  it.each(WIRE_WAYS)('every wire is drawn as it is, read $way', { timeout: 240_000 }, async (way) => {
    await withWires(lab, way, async (core) => {
      const { all, wrong } = await wrongWires(lab, core);
      expect(wrong).toEqual([]);
      expect(all).toBeGreaterThanOrEqual(248);
    });
  });
});
