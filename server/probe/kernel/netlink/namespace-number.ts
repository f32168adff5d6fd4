import { Attributes } from './attributes.ts';
import type { Message } from './messages.ts';

/** NETNSA_NSID of linux/net_namespace.h */
const number = 1;
const headerSize = 4; // struct rtgenmsg, padded

/** What a namespace calls another one; undefined if it has no number for it. */
export function readNamespaceNumber(bytes: Buffer, { start, end }: Message): number | undefined {
  const value = new Attributes(bytes, start + headerSize, end).i32(number);
  return value === undefined || value < 0 ? undefined : value;
}
