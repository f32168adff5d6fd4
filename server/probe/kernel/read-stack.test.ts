import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NetlinkError, NetlinkSocket } from './netlink-socket.ts';
import { readStack } from './read-stack.ts';
import { SystemCallError } from './system-calls.ts';
import recorded from './testdata/linux-6.18.json' with { type: 'json' };
import { factsOf, inOrder, printedSchema, withoutCounters } from './testing/iproute2.ts';
import { replaying } from './testing/recording.ts';

const stacks = Object.entries(recorded.stacks);

describe.each(stacks)('what the kernel said of %s', (name, { exchanges, printed }) => {
  const stack = readStack(new NetlinkSocket(replaying(exchanges), 0));

  it('is read as iproute2 prints it', () => {
    const truth = factsOf(printedSchema.parse(printed));
    expect(withoutCounters(inOrder(stack))).toEqual(withoutCounters(truth));
    for (const { name: link, counters } of stack.links) {
      const [low, high] = [
        counters?.rxPackets,
        truth.links.find((one) => one.name === link)?.counters?.rxPackets,
      ];
      expect(low, `${link} was read first`).toBeLessThanOrEqual(high ?? -1);
    }
  });

  it('does no harm when it is cut off, or spoiled: something is read, or a namespace is not', () => {
    const spoiled = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(fc.option(fc.nat(40_000), { nil: 40_000 }), spoiled, (length, changes) => {
        const change = (datagram: Buffer) => {
          const bytes = Buffer.from(datagram.subarray(0, length));
          for (const [place, value] of changes) if (bytes.length > 0) bytes[place % bytes.length] = value;
          return bytes;
        };
        try {
          const read = readStack(new NetlinkSocket(replaying(exchanges, change), 0));
          for (const link of read.links) expect(link.name).not.toBe('');
        } catch (error) {
          // A request of the spoiled answers' (a device of another number) was never recorded.
          const ours = error instanceof NetlinkError || error instanceof SystemCallError;
          expect(ours || String(error).includes('not recorded'), String(error)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it(`has something to tell (${name})`, () => {
    expect(stack.links.length).toBeGreaterThan(3);
    expect(stack.forwarding.length).toBeGreaterThan(0);
    expect(stack.neighbours.length).toBeGreaterThan(0);
  });
});

it('tells of devices what iproute2 says in other words', () => {
  const exchanges = recorded.stacks.left.exchanges;
  const { links, defaultRoutes, forwarding } = readStack(new NetlinkSocket(replaying(exchanges), 0));
  const link = (name: string) => links.find((one) => one.name === name);
  expect(link('br0')?.bridge).toEqual({ stp: true, vlanFiltering: false });
  expect(link('in1')).toMatchObject({ master: link('br0')?.index, peerIndex: link('in0')?.index });
  expect(link('in1')?.peerNamespace, 'both ends are here').toBeUndefined();
  expect(link('across')).toMatchObject({
    kind: 'veth',
    peerNamespace: 0,
    addresses: ['10.0.0.1/32', expect.any(String)],
  });
  expect(link('mac0')).toMatchObject({ kind: 'macvlan', peerIndex: link('in0')?.index });
  expect(link('six')?.vxlan).toEqual({ vni: 77, port: 4789, local: 'fd00::1' });
  expect(link('many')?.vxlan).toEqual({ vni: 16777215, port: 8472 });
  expect(link('lo')).toMatchObject({ kind: 'loopback', addresses: ['127.0.0.1/8', '::1/128'] });
  expect(link('lo')).not.toHaveProperty('mac');
  expect(defaultRoutes).toEqual([
    { device: 'in0', gateway: '10.1.0.7' },
    { device: 'in0', gateway: '10.1.0.8' },
    { device: 'in0', gateway: 'fd00::9', metric: 5 },
  ]);
  expect(
    forwarding.map(({ to }) => to),
    'a group is no host',
  ).not.toContain('239.1.1.1');
});
