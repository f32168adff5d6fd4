import { formatIp, hexPairs } from './address-bytes.ts';
import { Attributes } from './attributes.ts';
import type { Message } from './messages.ts';

/** NDA_… and NUD_… of linux/neighbour.h */
const attribute = { to: 1, mac: 2 } as const;
const state = { incomplete: 0x01, failed: 0x20, noArp: 0x40, permanent: 0x80 } as const;
const familyBridge = 7;
const headerSize = 12; // struct ndmsg

/** A neighbour or, of a VXLAN device, a forwarding entry: what is behind an address. */
export interface NeighbourEntry {
  index: number;
  /** The neighbour's address; of a forwarding entry, where it sends to. */
  address: string;
  mac: string;
  permanent: boolean;
}

/**
 * Undefined for what is not resolved, what needs no resolving (multicast), and what a bridge has learned of its own
 * ports, which leads to no address. A MAC of zeros is where a VXLAN device floods to.
 */
export function readNeighbour(bytes: Buffer, { start, end }: Message): NeighbourEntry | undefined {
  if (end - start < headerSize) return undefined;
  const attributes = new Attributes(bytes, start + headerSize, end);
  const marks = bytes.readUInt16LE(start + 8);
  if (bytes.readUInt8(start) !== familyBridge && !isKnown(marks)) return undefined;
  const address = attributes.bytes(attribute.to);
  const to = address && formatIp(address);
  const mac = attributes.bytes(attribute.mac);
  if (to === undefined || mac?.length !== 6) return undefined;
  return {
    index: bytes.readInt32LE(start + 4),
    address: to,
    mac: hexPairs(mac),
    permanent: (marks & state.permanent) !== 0,
  };
}

/** Of a neighbour; a forwarding entry that is static is marked as needing no resolving, too. */
function isKnown(marks: number): boolean {
  if ((marks & state.permanent) !== 0) return true;
  return (marks & (state.incomplete | state.failed | state.noArp)) === 0;
}
