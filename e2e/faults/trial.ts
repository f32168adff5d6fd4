import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Host, Topology } from '#lib/topology/model.ts';
import type { Fault } from './fault.ts';
import type { Nuisance } from './nuisances.ts';
import type { Borne, Measured } from './tables.ts';
import { startWatch, struck, type Watch, witness } from './watch.ts';
import type { World } from './world.ts';

/**
 * Lets a fault strike the first host while both are read: it is told as what it is, the picture stays, it heals by
 * itself, and of the other host nothing is told at all.
 */
export async function tryFault(world: World, fault: Fault): Promise<Measured> {
  const { changes = 'none', says } = fault;
  await fault.prepare?.(world);
  const way = fault.reach(world);
  const watch = await startWatch(world, way);
  try {
    const own = ownThings(watch);
    expect(own.length).toBeGreaterThan(5);

    const begin = performance.now();
    await fault.inject(world);
    const end = performance.now();
    const isSo = ({ status, reason = '' }: Host) => status === 'stale' && (says?.test(reason) ?? true);
    const said = says ? await watch.heard(isSo, begin) : undefined;
    if (changes === 'none') expect(watch.touched(struck, begin)).toEqual([]);

    await fault.heal(world);
    const mended = performance.now();
    if (said !== undefined) await watch.heard(({ status }) => status === 'live', said);
    fault.after?.(world);
    expect(await watch.differences()).toEqual([]);
    await watch.heard(({ status }) => status === 'live', performance.now());
    expect(watch.host()).not.toHaveProperty('reason');
    if (changes === 'live-restore')
      expect(own.filter((id) => watch.touched(struck).includes(id))).toEqual([]);
    expectUndisturbed(watch);

    const notes = watch.told(struck, begin);
    const first = notes.find(({ host }) => isSo(host));
    const last = notes.findLast(({ host }) => host.status === 'live');
    return {
      fault: fault.name,
      says: first?.host.reason ?? '',
      said: first && Math.max(0, first.at - (fault.since === 'end' ? end : begin)),
      healed: last && Math.max(0, last.at - mended),
    };
  } finally {
    fault.after?.(world);
    await watch.stop();
    // A login that broke leaves nothing behind on that host.
    if (way.kind === 'ssh') await expect.poll(() => world.dialers(), { timeout: 60_000 }).toBe(0);
  }
}

/** Lets a nuisance bother the first host: it stays live all the time, and shows what is done there by hand. */
export async function tryNuisance(world: World, nuisance: Nuisance): Promise<Borne> {
  const { lab } = world;
  const watch = await startWatch(world, world.ways.proxy);
  const ending = new AbortController();
  let meanwhile: Promise<void> | undefined;
  const has = (topology: Topology) => Object.values(topology.networks).some(({ name }) => name === 'late');
  const whenSeen = async (isThere: boolean, change: () => Promise<string>) => {
    await change();
    const done = performance.now();
    return Math.max(0, (await watch.seen((topology) => has(topology) === isThere)) - done);
  };
  try {
    nuisance.begin(world);
    meanwhile = nuisance.meanwhile?.(ending.signal);
    // What a new session reads once more after a second would hide that events are missing.
    await sleep(2_500);
    const times: number[] = [];
    for (let round = 0; round < (nuisance.rounds ?? 3); round++) {
      times.push(await whenSeen(true, () => lab.docker(1, 'network', 'create', 'late')));
      times.push(await whenSeen(false, () => lab.docker(1, 'network', 'rm', 'late')));
    }
    ending.abort();
    nuisance.end(world);
    expect(await watch.differences()).toEqual([]);
    expect(watch.told(struck)).toEqual([]);
    expect(watch.host()).toMatchObject({ status: 'live' });
    expectUndisturbed(watch);
    return { what: nuisance.name, after: Math.max(...times) };
  } finally {
    ending.abort();
    await meanwhile;
    nuisance.end(world);
    await watch.stop();
  }
}

/** Nothing at all was told of the other host. */
export function expectUndisturbed(watch: Watch): void {
  expect(watch.touched(witness)).toEqual([]);
  expect(watch.told(witness)).toEqual([]);
  expect(watch.topology().hosts[witness]).toMatchObject({ status: 'live' });
}

/** What hangs on the network `back` of the struck host. */
function ownThings(watch: Watch): string[] {
  const { containers, networks, endpoints, sandboxes } = watch.topology();
  const back = Object.values(networks).find(
    ({ name, hostIds }) => name === 'back' && hostIds.includes(struck),
  );
  return [
    ...Object.values(networks).filter(({ id }) => id === back?.id),
    ...Object.values(endpoints).filter(({ networkId }) => networkId === back?.id),
    ...Object.values(containers).filter(({ hostId }) => hostId === struck),
    ...Object.values(sandboxes).filter(({ hostId, kind }) => hostId === struck && kind === 'private'),
  ].map(({ id }) => id);
}
