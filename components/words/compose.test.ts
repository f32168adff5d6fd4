import { expect, it } from 'vitest';
import { mergeOnce } from '#lib/topology/merge.ts';
import {
  attachmentFact,
  containerFact,
  networkFact,
  predefinedFacts,
  reading,
} from '#lib/topology/testdata/facts.ts';
import { composeNetworkText, externalTo, isExternal } from './compose.ts';

const label = (key: string, value: string) => ({ [`com.docker.compose.${key}`]: value });
const ofProject = (project: string, name: string, ...networks: string[]) =>
  containerFact(name, {
    labels: { ...label('project', project), ...label('service', name) },
    attachments: networks.map((network) => attachmentFact(network)),
  });
const topology = mergeOnce([
  reading('h', {
    networks: [
      ...predefinedFacts(),
      networkFact('edge'),
      networkFact('shop_default', {
        labels: { ...label('project', 'shop'), ...label('network', 'default') },
      }),
    ],
    containers: [
      ofProject('shop', 'web', 'shop_default', 'edge'),
      ofProject('site', 'proxy', 'edge', 'shop_default', 'bridge'),
      containerFact('lone', { attachments: [attachmentFact('edge')] }),
    ],
  }),
]);
const named = <T extends { name: string }>(map: Record<string, T>, name: string): T => {
  const found = Object.values(map).find((each) => each.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const network = (name: string) => named(topology.networks, name);
const container = (name: string) => named(topology.containers, name);

it('says which project made a network', () => {
  expect(composeNetworkText(network('shop_default'))).toBe('shop / default');
  expect(composeNetworkText(network('edge'))).toBeUndefined();
});

it('says what is external to a project', () => {
  const external = (of: string, name: string) => isExternal(container(of), network(name));
  expect(external('web', 'shop_default')).toBe(false);
  expect(external('web', 'edge')).toBe(true);
  expect(external('proxy', 'shop_default')).toBe(true);
  expect(external('proxy', 'bridge')).toBe(false);
  expect(external('lone', 'edge')).toBe(false);
});

it('says to which projects a network is external', () => {
  expect(externalTo(topology, network('edge'))).toEqual(['shop', 'site']);
  expect(externalTo(topology, network('shop_default'))).toEqual(['site']);
  expect(externalTo(topology, network('bridge'))).toEqual([]);
});
