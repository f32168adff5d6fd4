import { expect, it } from 'vitest';
import { remedyParts } from './remedy.ts';

it.each([
  ['Wait.', 'Wait.', undefined],
  ['Set it up on h1: ip link set dev veth1 up', 'Set it up on h1:', 'ip link set dev veth1 up'],
  [
    'The MTU that fits is 1450. Remove the network, and: /sbin/ip -n x y: z',
    'The MTU that fits is 1450. Remove the network, and:',
    '/sbin/ip -n x y: z',
  ],
  ['Two things: first: docker restart a', 'Two things: first:', 'docker restart a'],
  [
    'Give each a range of its own: a, b, when it is made.',
    'Give each a range of its own: a, b, when it is made.',
    undefined,
  ],
  ['Look at the end: Nothing', 'Look at the end: Nothing', undefined],
])('%j', (remedy, words, command) => {
  expect(remedyParts(remedy)).toEqual(command === undefined ? { words } : { words, command });
});
