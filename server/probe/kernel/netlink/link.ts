import { defined } from '#lib/topology/defined.ts';
import type { Counters, LinkFact } from '#lib/wires/facts.ts';
import { formatMac } from './address-bytes.ts';
import { Attributes } from './attributes.ts';
import { readLinkInfo } from './link-info.ts';
import type { Message } from './messages.ts';

/** IFLA_…, of linux/if_link.h. */
const attribute = {
  address: 1,
  name: 3,
  mtu: 4,
  link: 5,
  master: 10,
  operstate: 16,
  linkInfo: 18,
  stats64: 23,
  linkNetnsid: 37,
} as const;

const headerSize = 16; // struct ifinfomsg
const flagUp = 0x1;
const typeLoopback = 772;

/** RFC 2863, in the order of linux/if.h. */
const states = ['unknown', 'notpresent', 'down', 'lowerlayerdown', 'testing', 'dormant', 'up'];

/** A device, without its addresses; undefined if the message is too short or tells no name. */
export function readLink(bytes: Buffer, { start, end }: Message): LinkFact | undefined {
  if (end - start < headerSize) return undefined;
  const attributes = new Attributes(bytes, start + headerSize, end);
  const name = attributes.text(attribute.name);
  if (!name) return undefined;
  const index = bytes.readInt32LE(start + 4);
  const { kind, ...info } = readLinkInfo(attributes.nested(attribute.linkInfo));
  const link: LinkFact = {
    index,
    name,
    kind: kind ?? (bytes.readUInt16LE(start + 2) === typeLoopback ? 'loopback' : 'device'),
    mtu: attributes.u32(attribute.mtu) ?? 0,
    up: (bytes.readUInt32LE(start + 8) & flagUp) !== 0,
    state: states[attributes.u8(attribute.operstate) ?? 0] ?? 'unknown',
    addresses: [],
    ...info,
    ...defined({
      mac: formatMac(attributes.bytes(attribute.address)),
      master: attributes.i32(attribute.master),
      counters: readCounters(attributes.bytes(attribute.stats64, 64)),
    }),
  };
  return { ...link, ...peerOf(attributes, link) };
}

/**
 * What the device hangs on. A VXLAN device that was moved out of the namespace it sends from names itself in its own
 * place, and 0 means nothing; the namespace it sends from has a number even so.
 */
function peerOf(
  attributes: Attributes,
  { kind, index }: LinkFact,
): Pick<LinkFact, 'peerIndex' | 'peerNamespace'> {
  const peer = attributes.i32(attribute.link);
  if (!peer || peer < 0 || (kind === 'vxlan' && peer === index)) return {};
  const namespace = attributes.i32(attribute.linkNetnsid);
  return {
    peerIndex: peer,
    ...(namespace === undefined || namespace < 0 ? {} : { peerNamespace: namespace }),
  };
}

/** The head of struct rtnl_link_stats64: received and sent by turns. */
function readCounters(bytes: Buffer | undefined): Counters | undefined {
  if (!bytes) return undefined;
  const count = (place: number) => Number(bytes.readBigUInt64LE(place * 8));
  return {
    rxPackets: count(0),
    txPackets: count(1),
    rxBytes: count(2),
    txBytes: count(3),
    rxErrors: count(4),
    txErrors: count(5),
    rxDropped: count(6),
    txDropped: count(7),
  };
}
