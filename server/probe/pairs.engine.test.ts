import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, openLab } from '#e2e/lab/lab.ts';
import { addDecoys } from '#e2e/support/decoys.ts';
import { indexCollisions } from '#e2e/support/index-collisions.ts';
import { runMany } from '#e2e/support/many-containers.ts';
import { WIRE_WAYS, withWires, wrongOverlays, wrongWires } from '#e2e/support/wire-ways.ts';

/**
 * Every running container's wires are drawn as they are: whatever way they are read, and with nothing wrong among them.
 * How they are is found out in another way (`e2e/wire-truth.ts`).
 */
const labs: readonly {
  what: string;
  lab: Lab;
  /** Wires. */
  atLeast: number;
  /** Ways from one host to another, in overlays. */
  overlays: number;
  make(lab: Lab): Promise<void>;
}[] = [
  {
    what: 'basic, services and lan in a swarm',
    lab: openLab({ name: 'pairs' }),
    atLeast: 40,
    overlays: 18,
    async make(lab) {
      await lab.up(3, { swarm: true });
      for (const scene of ['basic', 'services', 'lan'] as const) await lab.scene(scene);
    },
  },
  {
    what: 'store, with a key-value store',
    lab: openLab({ name: 'pairskv' }),
    atLeast: 8,
    overlays: 6,
    async make(lab) {
      await lab.up(3, { store: true });
      await lab.scene('store');
    },
  },
  {
    what: 'mesh, with Open vSwitch',
    lab: openLab({ name: 'pairsovs' }),
    atLeast: 12,
    overlays: 0,
    async make(lab) {
      await lab.up(3, { mesh: true });
      await lab.scene('mesh');
      for (const { index } of lab.hosts()) await runMany(lab, index, 3, ['bridge']);
    },
  },
  {
    what: '200 containers whose indices mislead',
    lab: openLab({ name: 'pairsbig' }),
    atLeast: 200,
    overlays: 0,
    async make(lab) {
      await lab.up(1, { swarm: true });
      const networks = ['one', 'two', 'three'];
      for (const name of networks) await lab.docker(1, 'network', 'create', name);
      await lab.docker(1, 'network', 'create', '-d', 'overlay', '--attachable', 'over');
      await runMany(lab, 1, 200, ['bridge', ...networks, 'over']);
      await addDecoys(
        lab,
        1,
        Array.from({ length: 20 }, (_, i) => `many${i + 1}`),
      );
      expect(await indexCollisions(lab, 1)).toBeGreaterThan(40);
    },
  },
];

describe.each(labs)('on $what', ({ lab, make, atLeast, overlays }) => {
  beforeAll(async () => {
    await lab.down();
    await make(lab);
  });
  afterAll(() => lab.down());

  it.each(WIRE_WAYS)('every wire is drawn as it is, read $way', async (way) => {
    await withWires(lab, way, async (core) => {
      const { all, wrong } = await wrongWires(lab, core);
      expect(wrong).toEqual([]);
      expect(all).toBeGreaterThanOrEqual(atLeast);
      // sysfs knows nothing of what a VXLAN device forwards.
      if (way.reader !== 'sysfs')
        expect(await wrongOverlays(lab, core)).toEqual({ all: overlays, wrong: [] });
    });
  });
});
