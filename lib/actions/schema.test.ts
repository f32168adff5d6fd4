import { describe, expect, it } from 'vitest';
import { actionSchema } from './schema.ts';

const connect = (driverOptions: unknown) => ({
  kind: 'connect',
  networkId: 'n',
  containerId: 'c',
  driverOptions,
});
const create = (more: object) => ({
  kind: 'create-network',
  hostIds: ['alpha'],
  spec: { name: 'fresh', driver: 'bridge', subnets: [], ...more },
});
const hostile = JSON.parse('{"a":"b","__proto__":"c"}') as unknown;

describe('options and labels', () => {
  it('are taken as they are', () => {
    for (const action of [
      connect({ a: 'b=c' }),
      create({ options: { 'a b': '' }, labels: { constructor: 'é' } }),
    ])
      expect(actionSchema.parse(action)).toEqual(action);
  });

  it.each([
    ['a key that would be lost', connect(hostile)],
    ['a key that would be lost', create({ options: hostile })],
    ['a key that would be lost', create({ labels: hostile })],
    ['a key that a command would read as another', connect({ 'a=b': 'c' })],
    ['control characters', connect({ a: '\u001b[2J' })],
    ['a line break', connect({ a: 'b\nc' })],
    ['ten thousand characters', connect({ a: 'b'.repeat(10_000) })],
    ['no texts', connect([])],
    ['no texts', connect({ a: 1 })],
    ['nothing', connect(null)],
  ])('are refused with %s', (_, action) => {
    expect(actionSchema.safeParse(action).success).toBe(false);
  });
});
