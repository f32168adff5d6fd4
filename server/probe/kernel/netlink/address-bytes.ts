import ipaddr from 'ipaddr.js';

/** An IPv4 or IPv6 address from its bytes; undefined if there are neither four nor sixteen. */
export function formatIp(bytes: Buffer): string | undefined {
  if (bytes.length === 4) return bytes.join('.');
  return bytes.length === 16 ? ipaddr.fromByteArray([...bytes]).toString() : undefined;
}

/** An Ethernet address; undefined if it is none, or all zeros. */
export function formatMac(bytes: Buffer | undefined): string | undefined {
  if (bytes?.length !== 6 || bytes.every((byte) => byte === 0)) return undefined;
  return hexPairs(bytes);
}

/** `02:42:ac:11:00:02` */
export function hexPairs(bytes: Buffer): string {
  return bytes.toString('hex').replace(/..\B/g, '$&:');
}
