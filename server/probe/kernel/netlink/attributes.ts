import { formatIp } from './address-bytes.ts';

/** Every type we ask for is far below; a higher one would only make room in the table. */
const highestType = 255;

const headerSize = 4;
/** The bits of a type that say how it is written (`NLA_F_NESTED`, `NLA_F_NET_BYTEORDER`). */
const typeMask = 0x3fff;

/**
 * The attributes of a netlink message: each a length, a type and a value, to four bytes (netlink(7)). Numbers are in
 * the machine's byte order, little-endian on all that Node is built for here, unless said otherwise. What is cut off,
 * too short for what is asked of it, or not there is undefined.
 */
export class Attributes {
  readonly #bytes: Buffer;
  readonly #places: { start: number; end: number }[] = [];

  constructor(bytes: Buffer, start: number, end: number) {
    this.#bytes = bytes;
    const last = Math.min(end, bytes.length);
    for (let at = start; at + headerSize <= last; ) {
      const length = bytes.readUInt16LE(at);
      if (length < headerSize || at + length > last) break;
      const type = bytes.readUInt16LE(at + 2) & typeMask;
      if (type <= highestType) this.#places[type] = { start: at + headerSize, end: at + length };
      at += aligned(length);
    }
  }

  bytes(type: number, size = 0): Buffer | undefined {
    const place = this.#places[type];
    return place && place.end - place.start >= size
      ? this.#bytes.subarray(place.start, place.end)
      : undefined;
  }

  u8(type: number): number | undefined {
    return this.bytes(type, 1)?.readUInt8(0);
  }

  u16(type: number): number | undefined {
    return this.bytes(type, 2)?.readUInt16LE(0);
  }

  u16be(type: number): number | undefined {
    return this.bytes(type, 2)?.readUInt16BE(0);
  }

  u32(type: number): number | undefined {
    return this.bytes(type, 4)?.readUInt32LE(0);
  }

  u32be(type: number): number | undefined {
    return this.bytes(type, 4)?.readUInt32BE(0);
  }

  i32(type: number): number | undefined {
    return this.bytes(type, 4)?.readInt32LE(0);
  }

  /** Up to the zero that ends it. */
  text(type: number): string | undefined {
    const bytes = this.bytes(type);
    if (!bytes) return undefined;
    const end = bytes.indexOf(0);
    return bytes.toString('utf8', 0, end === -1 ? bytes.length : end);
  }

  /** An IPv4 or IPv6 address; undefined if it is all zeros, which in the kernel means none. */
  address(type: number): string | undefined {
    const bytes = this.bytes(type);
    return bytes?.some((byte) => byte !== 0) ? formatIp(bytes) : undefined;
  }

  nested(type: number): Attributes {
    const place = this.#places[type] ?? { start: 0, end: 0 };
    return new Attributes(this.#bytes, place.start, place.end);
  }
}

/** To the next four bytes. */
export function aligned(length: number): number {
  return (length + 3) & ~3;
}
