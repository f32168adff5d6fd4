import { expect, it } from 'vitest';
import { remedyParts } from './remedy.ts';

it.each([
  ['Wait.', [['words', 'Wait.']]],
  [
    'Set it up on h1: `ip link set veth1 up`.',
    [
      ['words', 'Set it up on h1: '],
      ['command', 'ip link set veth1 up'],
    ],
  ],
  [
    'Either `a b` or `c d`, then look at `br0` again.',
    [
      ['words', 'Either '],
      ['command', 'a b'],
      ['words', ' or '],
      ['command', 'c d'],
      ['words', ', then look at br0 again.'],
    ],
  ],
  ['An end that `never closes', [['words', 'An end that never closes']]],
  [
    '`a b` `c d`',
    [
      ['command', 'a b'],
      ['command', 'c d'],
    ],
  ],
])('the parts of %j', (remedy, parts) => {
  expect(remedyParts(remedy).map(({ kind, text }) => [kind, text])).toEqual(parts);
});
