import { expect, it } from 'vitest';
import type { OpenNamespace } from './namespaces.ts';
import { NetlinkError, NetlinkSocket } from './netlink-socket.ts';
import { readNamespaces } from './read-namespaces.ts';
import { errno, SystemCallError } from './system-calls.ts';
import recorded from './testdata/linux-6.18.json' with { type: 'json' };
import { attribute, message, u32 } from './testing/build.ts';
import { replaying } from './testing/recording.ts';

/** Where each namespace calls the others by these numbers: descriptor of the other → number. */
function socketOf(names: Record<number, number>): NetlinkSocket {
  const replay = replaying(recorded.stacks.left.exchanges);
  let waiting: Buffer | undefined;
  const take = () => {
    const bytes = waiting;
    waiting = undefined;
    return bytes;
  };
  return new NetlinkSocket(
    {
      ...replay,
      send(socket, bytes) {
        waiting = undefined;
        if (bytes.readUInt16LE(4) !== 90) return replay.send(socket, bytes);
        const number = names[bytes.readUInt32LE(bytes.length - 4)] ?? -1;
        const body = Buffer.concat([u32(0), attribute(1, u32(number >>> 0))]);
        waiting = message(88, body, { number: bytes.readUInt32LE(8) });
      },
      receive(socket) {
        const bytes = take();
        return bytes ? { bytes, sender: 0 } : replay.receive(socket);
      },
    },
    0,
  );
}

const host: OpenNamespace = { id: '4:1', host: true, descriptor: 11, handles: ['default'] };
const one: OpenNamespace = { id: '4:2', host: false, descriptor: 12, handles: ['one'] };
const two: OpenNamespace = { id: '4:3', host: false, descriptor: 13, handles: ['two', 'again'] };

it('tells each namespace, and whom its numbers mean', () => {
  const { stacks, gaps } = readNamespaces([host, one, two], ({ descriptor }) =>
    socketOf(descriptor === 11 ? { 12: 4, 13: 0 } : { 11: 0 }),
  );
  expect(stacks.map(({ id, handles, host: own }) => [id, own, handles])).toEqual([
    ['4:1', true, ['default']],
    ['4:2', false, ['one']],
    ['4:3', false, ['two', 'again']],
  ]);
  expect(stacks.map(({ namespaces }) => namespaces)).toEqual([
    { 0: '4:3', 4: '4:2' },
    { 0: '4:1' },
    { 0: '4:1' },
  ]);
  expect(gaps).toEqual([]);
});

it('one that can’t be read costs itself, and is told with its reason', () => {
  const failing = (of: OpenNamespace) => {
    if (of === host) return socketOf({});
    throw new NetlinkError('it changes faster than it can be read');
  };
  const { stacks, gaps } = readNamespaces([host, one, two], failing);
  expect(stacks.map(({ id }) => id)).toEqual(['4:1']);
  expect(gaps).toEqual([
    {
      code: 'stack-unreadable',
      message:
        'The network namespaces one, two could not be read: it changes faster than it can be read. It is tried again.',
    },
  ]);
});

it('without the host’s own nothing is told, but why', () => {
  const refused = () => {
    throw new SystemCallError('setns', errno.permission);
  };
  expect(() => readNamespaces([host, one], refused)).toThrow(
    expect.objectContaining({ code: 'probe-no-permission' }),
  );
  const silent = () => {
    throw new NetlinkError('the kernel does not answer');
  };
  expect(() => readNamespaces([host, one], silent)).toThrow(
    expect.objectContaining({ code: 'probe-unreadable' }),
  );
});

it('a fault of ours is no fault of a namespace', () => {
  const broken = (of: OpenNamespace) => {
    if (of === host) return socketOf({});
    throw new TypeError('a bug');
  };
  expect(() => readNamespaces([host, one], broken)).toThrow(TypeError);
});
