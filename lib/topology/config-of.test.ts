import { expect, it } from 'vitest';
import { configsOf, madeFrom } from './config-of.ts';
import { mergeOnce } from './merge.ts';
import type { Network } from './model.ts';
import { networkFact, reading } from './testdata/facts.ts';

const config = networkFact('lan-config', { driver: 'null', configOnly: true });
const made = networkFact('lan', { driver: 'macvlan', configFrom: 'lan-config' });
const topology = mergeOnce([
  reading('alpha', { networks: [config, made, networkFact('front')] }),
  reading('beta', { networks: [networkFact('lan-config')] }),
]);
const find = (name: string): Network => {
  const network = Object.values(topology.networks).find(
    (one) => one.name === name && one.hostIds[0] === 'alpha',
  );
  if (!network) throw new Error(`no ${name}`);
  return network;
};
const names = (networks: Network[]) => networks.map(({ name, hostIds }) => `${name} on ${hostIds}`);

it('finds the configuration of a network, and who is made from it, on their host alone', () => {
  expect(names(configsOf(topology, find('lan')))).toEqual(['lan-config on alpha']);
  expect(names(madeFrom(topology, find('lan-config')))).toEqual(['lan on alpha']);
  expect(configsOf(topology, find('front'))).toEqual([]);
  expect(madeFrom(topology, find('front'))).toEqual([]);
});
