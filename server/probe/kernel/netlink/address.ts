import { Attributes } from './attributes.ts';
import type { Message } from './messages.ts';

/** IFA_… of linux/if_addr.h */
const attribute = { address: 1, local: 2 } as const;
const headerSize = 8; // struct ifaddrmsg

/** An address with its prefix length, and the index of its device. */
export interface AddressFact {
  index: number;
  address: string;
}

export function readAddress(bytes: Buffer, { start, end }: Message): AddressFact | undefined {
  if (end - start < headerSize) return undefined;
  const attributes = new Attributes(bytes, start + headerSize, end);
  // Between two points `address` is the other end.
  const address = attributes.address(attribute.local) ?? attributes.address(attribute.address);
  if (address === undefined) return undefined;
  return { index: bytes.readUInt32LE(start + 4), address: `${address}/${bytes.readUInt8(start + 1)}` };
}
