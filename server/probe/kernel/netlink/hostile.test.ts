import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attribute, message, u32 } from '../testing/build.ts';
import { readAddress } from './address.ts';
import { Attributes } from './attributes.ts';
import { readLink } from './link.ts';
import { errorOf, messagesIn } from './messages.ts';
import { readNamespaceNumber } from './namespace-number.ts';
import { readNeighbour } from './neighbour.ts';
import { readDefaultRoute } from './route.ts';

const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));
/** Of lengths and types that look right: random bytes alone seldom lead anywhere. */
const attributes = fc
  .array(fc.tuple(fc.nat(64), fc.uint8Array({ maxLength: 40 })), { maxLength: 20 })
  .map((list) => Buffer.concat(list.map(([type, value]) => attribute(type, Buffer.from(value)))));
const bodies = fc.oneof(
  bytes,
  fc.tuple(bytes, attributes).map(([head, rest]) => Buffer.concat([head.subarray(0, 16), rest])),
);

it('whatever the bytes, each reader gives something of its kind or nothing, and never looks beyond them', () => {
  fc.assert(
    fc.property(bodies, fc.nat(500), (body, cut) => {
      const datagram = message(16, body).subarray(0, cut);
      for (const one of messagesIn(datagram)) {
        expect(one.end).toBeLessThanOrEqual(datagram.length);
        readLink(datagram, one);
        readAddress(datagram, one);
        readDefaultRoute(datagram, one);
        readNeighbour(datagram, one);
        readNamespaceNumber(datagram, one);
        expect(errorOf(datagram, { ...one, type: 3 })).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 2_000 },
  );
});

it('any bytes are a list of messages that ends', () => {
  fc.assert(
    fc.property(bytes, (datagram) => {
      const messages = messagesIn(datagram);
      expect(messages.length).toBeLessThanOrEqual(datagram.length / 16);
      for (const { start, end } of messages)
        expect([start >= 16, end <= datagram.length]).toEqual([true, true]);
    }),
  );
});

it.each([0, 1, 3, 15])('a message that says it has %i bytes ends the list', (length) => {
  const datagram = Buffer.concat([message(16, u32(1)), message(16, u32(2))]);
  datagram.writeUInt32LE(length, 20);
  expect(messagesIn(datagram)).toHaveLength(1);
});

it.each([0, 1, 3, 9_999])('an attribute that says it has %i bytes ends the list', (length) => {
  const list = Buffer.concat([attribute(1, u32(7)), attribute(2, u32(8)), attribute(3, u32(9))]);
  list.writeUInt16LE(length, 8);
  const read = new Attributes(list, 0, list.length);
  expect([read.u32(1), read.u32(2), read.u32(3)]).toEqual([7, undefined, undefined]);
});

it('an attribute too short for what is asked of it is not there, and one within another ends with it', () => {
  const inner = attribute(5, u32(42));
  const list = Buffer.concat([
    attribute(1, Buffer.from([9])),
    attribute(2, inner.subarray(0, 6)),
    attribute(4, inner),
  ]);
  const read = new Attributes(list, 0, list.length);
  expect([read.u8(1), read.u16be(1), read.u32(1), read.i32(1), read.u32be(1), read.text(9)]).toEqual([
    9,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect([read.nested(2).u32(5), read.nested(4).u32(5), read.nested(9).u32(5)]).toEqual([
    undefined,
    42,
    undefined,
  ]);
});

it('the kind of an attribute does not depend on the bits that say how it is written', () => {
  const list = attribute(0x8000 | 18, attribute(1, u32(3)));
  expect(new Attributes(list, 0, list.length).nested(18).u32(1)).toBe(3);
});
