import { expect, it } from 'vitest';
import { attribute, ip, message, text, u32, u32be } from '../testing/build.ts';
import { readLink } from './link.ts';
import { messagesIn } from './messages.ts';
import { readNeighbour } from './neighbour.ts';
import { readDefaultRoute } from './route.ts';

/** What the recorded kernel was built without, as linux/if_link.h, if_tunnel.h and rtnetlink.h lay it out. */

const header = Buffer.alloc(16);
header.writeInt32LE(7, 4);

function link(kind: string, data: Buffer[], more: Buffer[] = []) {
  const info = [attribute(1, text(kind)), attribute(2, Buffer.concat(data))];
  const body = [header, attribute(3, text('dev7')), attribute(18, Buffer.concat(info)), ...more];
  return only(message(16, Buffer.concat(body)), readLink);
}

function only<T>(
  datagram: Buffer,
  read: (bytes: Buffer, message: ReturnType<typeof messagesIn>[number]) => T,
): T {
  const [first] = messagesIn(datagram);
  if (!first) throw new Error('This is no message.');
  return read(datagram, first);
}

const local = ip('10.0.0.1');
const remote = ip('10.0.0.2');
const six = Buffer.from('fd000000000000000000000000000002', 'hex');
const keyed = Buffer.from([0x20, 0x00]);

it.each([
  [
    'gre',
    [attribute(3, keyed), attribute(5, u32be(42)), attribute(6, local), attribute(7, remote)],
    { local: '10.0.0.1', remote: '10.0.0.2', key: 42 },
  ],
  [
    'gretap',
    [attribute(5, u32be(42)), attribute(6, ip('0.0.0.0')), attribute(7, remote)],
    { remote: '10.0.0.2' },
  ],
  ['ip6gretap', [attribute(7, six)], { remote: 'fd00::2' }],
  [
    'vti',
    [attribute(3, u32be(9)), attribute(4, local), attribute(5, remote)],
    { local: '10.0.0.1', remote: '10.0.0.2', key: 9 },
  ],
  ['ipip', [attribute(2, local), attribute(3, remote)], { local: '10.0.0.1', remote: '10.0.0.2' }],
  ['geneve', [attribute(1, u32(5)), attribute(2, remote)], { remote: '10.0.0.2', key: 5 }],
  ['geneve', [attribute(1, u32(5)), attribute(7, six)], { remote: 'fd00::2', key: 5 }],
])('the ends and the key of %s', (kind, data, tunnel) => {
  expect(link(kind, data)).toMatchObject({ index: 7, name: 'dev7', kind, tunnel });
});

it('a tunnel that hangs on nothing has no peer; a VLAN hangs on its parent', () => {
  expect(link('gretap', [], [attribute(5, u32(0))])).not.toHaveProperty('peerIndex');
  expect(link('vlan', [], [attribute(5, u32(2))])).toMatchObject({ peerIndex: 2 });
});

it('a VXLAN device that names itself hangs on nothing; a macvlan may have its parent’s index', () => {
  const own = [attribute(5, u32(7)), attribute(37, u32(0))];
  expect(link('vxlan', [attribute(1, u32(9))], own)).not.toHaveProperty('peerIndex');
  expect(link('macvlan', [], own)).toMatchObject({ peerIndex: 7, peerNamespace: 0 });
});

it('a bridge with VLAN filtering, and a port that its spanning tree blocks', () => {
  const bridge = [attribute(5, u32(0)), attribute(7, Buffer.from([1]))];
  expect(link('bridge', bridge)).toMatchObject({ bridge: { stp: false, vlanFiltering: true } });
  const slave = [
    attribute(1, text('veth')),
    attribute(4, text('bridge')),
    attribute(5, attribute(1, Buffer.from([4]))),
  ];
  const body = [header, attribute(3, text('p')), attribute(10, u32(3)), attribute(18, Buffer.concat(slave))];
  expect(only(message(16, Buffer.concat(body)), readLink)).toMatchObject({
    master: 3,
    port: { state: 'blocking' },
  });
});

it('a link without a name is none; names are text, whatever they hold', () => {
  expect(only(message(16, header), readLink)).toBeUndefined();
  const odd = Buffer.concat([header, attribute(3, Buffer.from([0xff, 0x1b, 0x5b, 0]))]);
  expect(only(message(16, odd), readLink)?.name).toBe('\ufffd\u001b[');
});

function route({ prefix = 0, table = 254, type = 1 }, ...attributes: Buffer[]) {
  const head = Buffer.alloc(12);
  head.writeUInt8(prefix, 1);
  head.writeUInt8(table, 4);
  head.writeUInt8(type, 7);
  return only(message(24, Buffer.concat([head, ...attributes])), readDefaultRoute);
}

it('of routes only the default ones of the main table that lead anywhere', () => {
  const out = attribute(4, u32(2));
  expect(route({}, out, attribute(5, ip('10.0.0.9')), attribute(6, u32(100)))).toEqual([
    { index: 2, gateway: '10.0.0.9', metric: 100 },
  ]);
  expect(route({}, out), 'straight onto the wire').toEqual([{ index: 2 }]);
  expect(route({ prefix: 8 }, out)).toEqual([]);
  expect(route({ table: 255 }, out)).toEqual([]);
  expect(route({}, out, attribute(15, u32(1000))), 'another table').toEqual([]);
  expect(route({ type: 7 }, out), 'unreachable').toEqual([]);
  const via = Buffer.concat([Buffer.from([10, 0]), six]);
  expect(route({}, out, attribute(18, via)), 'a gateway of the other family').toEqual([
    { index: 2, gateway: 'fd00::2' },
  ]);
});

it('a neighbour that needs no resolving is none, one that is unresolved neither', () => {
  const neighbour = (state: number, ...attributes: Buffer[]) => {
    const head = Buffer.alloc(12);
    head.writeUInt8(2, 0);
    head.writeInt32LE(7, 4);
    head.writeUInt16LE(state, 8);
    return only(message(28, Buffer.concat([head, attribute(1, remote), ...attributes])), readNeighbour);
  };
  const mac = attribute(2, Buffer.from('0242ac110002', 'hex'));
  expect(neighbour(0x80, mac)).toEqual({
    index: 7,
    address: '10.0.0.2',
    mac: '02:42:ac:11:00:02',
    permanent: true,
  });
  expect(neighbour(0x02, mac)).toMatchObject({ permanent: false });
  expect(neighbour(0x40, mac)).toBeUndefined();
  expect(neighbour(0x20, mac)).toBeUndefined();
  expect(neighbour(0x02)).toBeUndefined();
});
