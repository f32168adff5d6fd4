import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { engineFaults } from '#e2e/faults/engine-faults.ts';
import { nuisances } from '#e2e/faults/nuisances.ts';
import { proxyFaults } from '#e2e/faults/proxy-faults.ts';
import { type Measured, tryFault, tryNuisance } from '#e2e/faults/trial.ts';
import { wayFaults } from '#e2e/faults/way-faults.ts';
import { makeWorld, type World } from '#e2e/faults/world.ts';

/** Everything that goes wrong with a host, on real engines: see e2e/FAULTS.md. */
let world: World;
const measured: Measured[] = [];
const borne: Measured[] = [];

beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(() => world.mend());
afterAll(async () => {
  await world?.end();
  console.log([...measured, ...borne].map(line).join('\n'));
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

function line({ fault, says, said, healed }: Measured): string {
  return `| ${fault} | ${says} | ${seconds(said)} | ${seconds(healed)} |`;
}

function seconds(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '–';
  return `${(milliseconds / 1_000).toFixed(2)} s`;
}
