import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bridges, createBurst, removeBurst } from '#e2e/faults/burst.ts';
import { engineFaults } from '#e2e/faults/engine-faults.ts';
import { hold } from '#e2e/faults/hold.ts';
import { nuisances } from '#e2e/faults/nuisances.ts';
import { proxyFaults } from '#e2e/faults/proxy-faults.ts';
import { type Borne, type Measured, tables } from '#e2e/faults/tables.ts';
import { expectUndisturbed, tryFault, tryNuisance } from '#e2e/faults/trial.ts';
import { startWatch, struck, witness } from '#e2e/faults/watch.ts';
import { wayFaults } from '#e2e/faults/way-faults.ts';
import { makeWorld, type World } from '#e2e/faults/world.ts';
import type { Topology } from '#lib/topology/model.ts';

/** Everything that goes wrong with a host, on real engines: see e2e/FAULTS.md. */
let world: World;
const measured: Measured[] = [];
const borne: Borne[] = [];

beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(() => world.mend());
afterAll(async () => {
  await world?.end();
  console.log(tables(measured, borne));
});

it('what is told of the other host would be noticed', async () => {
  const watch = await startWatch(world, world.ways.unix);
  try {
    await world.lab.docker(2, 'network', 'create', 'brief');
    await world.lab.docker(2, 'network', 'rm', 'brief');
    await watch.seen(() => watch.touched(witness).length > 0);
    expect(() => expectUndisturbed(watch)).toThrow();
  } finally {
    await watch.stop();
  }
});

describe('is told as what it is, keeps its last state, and heals by itself', () => {
  it.each([...engineFaults, ...wayFaults, ...proxyFaults])('$name', { timeout: 120_000 }, async (fault) => {
    measured.push(await tryFault(world, fault));
  });
});

describe('leaves the host live, and what is done by hand is seen', () => {
  it.each(nuisances)('$name', { timeout: 240_000 }, async (nuisance) => {
    borne.push(await tryNuisance(world, nuisance));
  });
});

describe('what goes while it is being read', () => {
  const late = 'late';

  it.each([
    ['network', /^\/networks\/\w{64}$/, ['network', 'create', late], ['network', 'rm', late]],
    [
      'container',
      /^\/containers\/\w{64}\/json$/,
      ['run', '-d', '--name', late, 'busybox', 'sleep', '99'],
      ['rm', '-f', late],
    ],
  ])(
    'a %s: an answer that is older than its end does not bring it back',
    async (kind, paths, make, remove) => {
      const watch = await startWatch(world, world.ways.proxy);
      try {
        const held = hold(world.proxy, paths);
        await world.lab.docker(1, ...make);
        await held.first;
        await world.lab.docker(1, ...remove);
        await sleep(500);
        const released = performance.now();
        held.release();
        expect(await watch.differences()).toEqual([]);
        const gone = performance.now() - released;
        await sleep(3_000);
        expect(await watch.differences()).toEqual([]);
        expect(watch.told(struck)).toEqual([]);
        expectUndisturbed(watch);
        borne.push({ what: `a ${kind} removed while it is inspected`, after: gone });
      } finally {
        await watch.stop();
      }
    },
  );

  it.each(['/_ping', '/events', '/info', '/networks', '/containers/json'])(
    'a host, in the middle of %s: gone at once; read anew under the same name',
    async (path) => {
      const { proxy, ways } = world;
      const watch = await startWatch(world, ways.proxy);
      try {
        const config = watch.core.readers.configOf(struck);
        if (!config) throw new Error('the host has no configuration');
        await watch.core.readers.remove(struck);
        let asked = false;
        proxy.behave(async (call) => {
          if (call.path !== path) return call.pass();
          asked = true;
          call.reply.writeHead(200, { 'Api-Version': '1.41', 'Content-Length': 100 });
          call.reply.write('[{"Id');
        });
        watch.core.readers.add(config);
        await watch.seen(() => asked);
        const begin = performance.now();
        await watch.core.readers.remove(struck);
        const gone = await watch.seen((topology) => !JSON.stringify(topology).includes(struck));
        proxy.behave();
        watch.core.readers.add(config);
        await watch.heard(({ status }) => status === 'live', begin);
        expect(await watch.differences()).toEqual([]);
        expectUndisturbed(watch);
        borne.push({ what: `a host removed in the middle of ${path}`, after: gone - begin });
      } finally {
        await watch.stop();
      }
    },
  );
});

it('500 networks made and removed in a burst are all seen, and nothing goes stale', {
  timeout: 300_000,
}, async () => {
  const { lab, ways } = world;
  const socket = lab.hosts()[0]?.socket ?? '';
  const watch = await startWatch(world, ways.unix);
  const count = ({ networks }: Topology) =>
    Object.values(networks).filter(({ name }) => name.startsWith('burst-')).length;
  try {
    const ids = await createBurst(socket);
    const made = performance.now();
    const seen = await watch.seen((topology) => count(topology) === ids.length);
    borne.push({ what: `${ids.length} networks created in a burst`, after: seen - made });
    expect(await watch.differences()).toEqual([]);

    await removeBurst(socket, ids.slice(0, bridges));
    const removed = performance.now();
    const gone = await watch.seen((topology) => count(topology) === ids.length - bridges);
    borne.push({ what: `${bridges} bridges of them removed in a burst`, after: gone - removed });
    // The engine sends no event for these: only the lists tell.
    await removeBurst(socket, ids.slice(bridges));
    const emptied = performance.now();
    const empty = await watch.seen((topology) => count(topology) === 0);
    borne.push({
      what: `${ids.length - bridges} config-only ones removed, without an event`,
      after: empty - emptied,
    });
    expect(await watch.differences()).toEqual([]);
    expect(watch.told(struck)).toEqual([]);
    expectUndisturbed(watch);
  } finally {
    await watch.stop();
  }
});
