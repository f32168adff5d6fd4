import { expect, it } from 'vitest';
import { defaultRoutesOf, routeSchema } from './routes.ts';
import { keyNumber } from './tunnel-key.ts';

const routes = (...printed: unknown[]) => defaultRoutesOf(printed.map((route) => routeSchema.parse(route)));

it('the ways out of the main table', () => {
  expect(
    routes(
      { dst: 'default', gateway: '10.0.0.1', dev: 'eth0', metric: 100 },
      { dst: 'default', gateway: '10.1.0.1', dev: 'eth1', table: 'main' },
      { dst: 'default', gateway: '10.2.0.1', dev: 'eth2', table: '100' },
      { dst: 'default', dev: 'ppp0' },
      { dst: 'default', via: { family: 'inet6', host: 'fe80::1' }, dev: 'eth0' },
    ),
  ).toEqual([
    { gateway: '10.0.0.1', device: 'eth0', metric: 100 },
    { gateway: '10.1.0.1', device: 'eth1' },
    { device: 'ppp0' },
    { gateway: 'fe80::1', device: 'eth0' },
  ]);
});

it('several to choose from are several', () => {
  const nexthops = [
    { gateway: '10.0.0.1', dev: 'eth0', weight: 1, flags: [] },
    { gateway: '10.1.0.1', dev: 'eth1', weight: 1, flags: [] },
  ];
  expect(routes({ dst: 'default', metric: 5, nexthops })).toEqual([
    { gateway: '10.0.0.1', device: 'eth0', metric: 5 },
    { gateway: '10.1.0.1', device: 'eth1', metric: 5 },
  ]);
});

it('one that leads nowhere is none', () => {
  expect(routes({ type: 'unreachable', dst: 'default', dev: 'lo', metric: 4294967295 })).toEqual([]);
});

it.each([
  ['0.0.0.77', 77],
  ['1.2.3.4', 16909060],
  ['300', 300],
  [12, 12],
  ['0.0.0.x', undefined],
  ['256.0.0.1', undefined],
  [undefined, undefined],
])('the GRE key %j is %j', (printed, key) => {
  expect(keyNumber(printed)).toBe(key);
});
