import { expect, it } from 'vitest';
import { kinds, linksRequest, namespaceNumberRequest } from './netlink/requests.ts';
import { NetlinkError, NetlinkSocket } from './netlink-socket.ts';
import { errno, SystemCallError } from './system-calls.ts';
import { message, u32 } from './testing/build.ts';

/** What comes for the first request, the second, … : a datagram, or an error of the call. */
type Answer = { bytes: Buffer; sender?: number } | SystemCallError;

function socketWith(...answers: ((number: number) => Answer[])[]) {
  let waiting: Answer[] = [];
  const sent: number[] = [];
  const calls = {
    send(_: number, bytes: Buffer) {
      const number = bytes.readUInt32LE(8);
      waiting = answers[sent.length]?.(number) ?? [];
      sent.push(number);
    },
    wait: () => waiting.length > 0,
    receive() {
      const next = waiting.shift();
      if (!next) return undefined;
      if (next instanceof SystemCallError) throw next;
      return { sender: 0, ...next };
    },
    close: () => undefined,
  };
  return { socket: new NetlinkSocket(calls, 3), sent };
}

const link = (number: number, value: number, flags = 0) =>
  message(kinds.newLink, u32(value), { number, flags });
const done = (number: number, flags = 0) => message(3, u32(0), { number, flags });
const datagram = (...messages: Buffer[]) => ({ bytes: Buffer.concat(messages) });
const interrupted = 0x10;
const readValue = (bytes: Buffer, { start }: { start: number }) => bytes.readUInt32LE(start);
const dump = ({ socket }: ReturnType<typeof socketWith>) => socket.dump(linksRequest(), readValue);

it('gives all of a dump, over several datagrams', () => {
  const one = socketWith((n) => [datagram(link(n, 1), link(n, 2)), datagram(link(n, 3)), datagram(done(n))]);
  expect(dump(one)).toEqual([1, 2, 3]);
});

it.each([
  ['was interrupted', (n: number) => [datagram(link(n, 1, interrupted)), datagram(done(n))]],
  ['was interrupted at its end', (n: number) => [datagram(link(n, 1), done(n, interrupted))]],
  [
    'lost something',
    (n: number) => [new SystemCallError('recvfrom', errno.noBuffer), datagram(link(n, 1), done(n))],
  ],
])('makes a dump anew that %s', (_, first) => {
  const two = socketWith(first, (n) => [datagram(link(n, 1), link(n, 2), done(n))]);
  expect(dump(two)).toEqual([1, 2]);
  expect(two.sent).toEqual([1, 2]);
});

it('gives up on what never holds still', () => {
  const always = Array.from({ length: 50 }, () => (n: number) => [datagram(done(n, interrupted))]);
  const busy = socketWith(...always);
  expect(() => dump(busy)).toThrow(new NetlinkError('it changes faster than it can be read'));
  expect(busy.sent.length).toBeLessThan(20);
});

it('takes nothing but the kernel’s answers to what was asked last', () => {
  const mixed = socketWith((n) => [
    { bytes: Buffer.concat([link(n, 66), done(n)]), sender: 4711 },
    datagram(link(n - 1, 77), done(n - 1)),
    datagram(link(n, 1), message(99, u32(88), { number: n }), done(n)),
  ]);
  expect(dump(mixed)).toEqual([1]);
});

it('says so when the kernel refuses, or does not answer', () => {
  const refused = socketWith((n) => [datagram(message(2, u32(-95 >>> 0), { number: n }))]);
  expect(() => dump(refused)).toThrow(expect.objectContaining({ errno: errno.notSupported }));
  const failedAtEnd = socketWith((n) => [datagram(link(n, 1), message(3, u32(-2 >>> 0), { number: n }))]);
  expect(() => dump(failedAtEnd)).toThrow(expect.objectContaining({ errno: errno.noEntry }));
  expect(() => dump(socketWith(() => []))).toThrow(new NetlinkError('the kernel does not answer'));
});

it('stops at a namespace that was filled up', () => {
  const bytes = (n: number) =>
    Buffer.concat(
      Array.from({ length: 1_000 }, () => message(kinds.newLink, Buffer.alloc(2_000), { number: n })),
    );
  const endless = socketWith((n) => {
    const one = { bytes: bytes(n) };
    return Array.from({ length: 100 }, () => one);
  });
  expect(() => endless.socket.dump(linksRequest(), () => 0)).toThrow(
    new NetlinkError('it holds more than can be read'),
  );
});

it('gives the one answer to a question, or nothing where the kernel refuses it', () => {
  const asked = socketWith(
    (n) => [datagram(message(kinds.newNamespace, u32(5), { number: n }))],
    (n) => [datagram(message(2, u32(-22 >>> 0), { number: n }))],
  );
  expect(asked.socket.ask(namespaceNumberRequest(9), readValue)).toBe(5);
  expect(asked.socket.ask(namespaceNumberRequest(9), readValue)).toBeUndefined();
});
