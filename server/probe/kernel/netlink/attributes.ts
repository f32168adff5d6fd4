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
  /** By type: where its value starts. Thousands of these are read at once: they had better be small. */
  readonly #starts: number[] = [];

  constructor(bytes: Buffer, start: number, end: number) {
    this.#bytes = bytes;
    const last = Math.min(end, bytes.length);
    for (let at = start; at + headerSize <= last; ) {
      const length = bytes.readUInt16LE(at);
      if (length < headerSize || at + length > last) break;
      const type = bytes.readUInt16LE(at + 2) & typeMask;
      if (type <= highestType) this.#starts[type] = at + headerSize;
      at += aligned(length);
    }
  }

  bytes(type: number, size = 0): Buffer | undefined {
    const start = this.#starts[type];
    if (start === undefined) return undefined;
    const end = this.#endOf(start);
    return end - start >= size ? this.#bytes.subarray(start, end) : undefined;
  }

  u8(type: number): number | undefined {
    const start = this.#place(type, 1);
    return start === undefined ? undefined : this.#bytes.readUInt8(start);
  }

  u16be(type: number): number | undefined {
    const start = this.#place(type, 2);
    return start === undefined ? undefined : this.#bytes.readUInt16BE(start);
  }

  u32(type: number): number | undefined {
    const start = this.#place(type, 4);
    return start === undefined ? undefined : this.#bytes.readUInt32LE(start);
  }

  u32be(type: number): number | undefined {
    const start = this.#place(type, 4);
    return start === undefined ? undefined : this.#bytes.readUInt32BE(start);
  }

  i32(type: number): number | undefined {
    const start = this.#place(type, 4);
    return start === undefined ? undefined : this.#bytes.readInt32LE(start);
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
    const start = this.#starts[type];
    if (start === undefined) return new Attributes(this.#bytes, 0, 0);
    return new Attributes(this.#bytes, start, this.#endOf(start));
  }

  /** Where a value of at least so many bytes starts. */
  #place(type: number, size: number): number | undefined {
    const start = this.#starts[type];
    return start !== undefined && this.#endOf(start) - start >= size ? start : undefined;
  }

  #endOf(start: number): number {
    return start - headerSize + this.#bytes.readUInt16LE(start - headerSize);
  }
}

/** To the next four bytes. */
export function aligned(length: number): number {
  return (length + 3) & ~3;
}
