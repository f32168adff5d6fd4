import ipaddr from 'ipaddr.js';
import { isIP } from './address.ts';

/** An address as a number, for arithmetic that is the same for both families. */
export interface NumericAddress {
  family: 4 | 6;
  value: bigint;
}

/** A subnet from its first address to its last. */
export interface NumericSubnet {
  family: 4 | 6;
  first: bigint;
  last: bigint;
  prefix: number;
}

/** The number an address stands for, or undefined if the text is none. */
export function parseAddress(text: string): NumericAddress | undefined {
  const family = isIP(text);
  if (family === 0) return undefined;
  const value = ipaddr
    .parse(text)
    .toByteArray()
    .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return { family, value };
}

/** The extent of a subnet (CIDR), host bits ignored, or undefined if the text is none. */
export function parseSubnet(text: string): NumericSubnet | undefined {
  const [start, length, more] = text.split('/');
  const address = parseAddress(start ?? '');
  if (!address || more !== undefined || !length || !/^\d{1,3}$/.test(length)) return undefined;
  const bits = bitsOf(address.family);
  const prefix = Number(length);
  if (prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const first = (address.value / size) * size;
  return { family: address.family, first, last: first + size - 1n, prefix };
}

/** The usual text of an address. */
export function formatAddress({ family, value }: NumericAddress): string {
  const bytes = bitsOf(family) / 8;
  const digits = Array.from({ length: bytes }, (_, at) =>
    Number((value >> BigInt(8 * (bytes - 1 - at))) & 255n),
  );
  return ipaddr.fromByteArray(digits).toString();
}

/** How long an address is. */
export function bitsOf(family: 4 | 6): 32 | 128 {
  return family === 4 ? 32 : 128;
}
