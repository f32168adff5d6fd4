import { expect, it } from 'vitest';
import { goals } from './goals.ts';
import { isShownByGuide } from './shown-by-guide.ts';

it.each([
  ['spec.name', goals],
  ['hostIds', goals],
  ['spec.subnets.0.gateway', ['host', 'swarm', 'lan', 'closed']],
  ['spec.subnets.1.gateway', []],
  ['spec.subnets', []],
  ['spec.options.parent', ['lan']],
  ['spec.options.com.docker.network.bridge.name', []],
  ['configs.1.spec.subnets.0.ipRange', ['config']],
  ['configs.0.spec.name', ['config']],
  ['configs.0.spec.options.macvlan_mode', []],
  ['spec.configFrom', ['config']],
])('%s has its field for %j', (path, shown) => {
  expect(goals.filter((goal) => isShownByGuide(path, goal))).toEqual(shown);
});
