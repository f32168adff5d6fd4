import type { Goal } from './goals.ts';

const always = [/^hostIds$/, /^spec\.name$/];
const addresses = [/^spec\.subnets\.0\.(subnet|gateway|ipRange)$/];
const config = [/^configs\.\d+\.spec\.(name|options\.parent|subnets\.0\.(subnet|gateway|ipRange))$/];

const shown: Record<Goal, readonly RegExp[]> = {
  host: addresses,
  swarm: addresses,
  closed: addresses,
  lan: [...addresses, /^spec\.driver$/, /^spec\.options\.parent$/],
  config: [...config, /^spec\.(driver|configFrom)$/],
};

/** Whether the guided form has the field of this path, for a goal. */
export function isShownByGuide(path: string, goal: Goal | undefined): boolean {
  return [...always, ...(goal ? shown[goal] : [])].some((field) => field.test(path));
}
