import { contains } from '#lib/cidr/address.ts';
import { sameAddress } from '#lib/cidr/subnet.ts';

/** Whether a host's name or address stands for this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || sameAddress(host, '::1') || contains('127.0.0.0/8', host);
}
