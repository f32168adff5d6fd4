import ipaddr from 'ipaddr.js';

/** 4 or 6 for an address in its full written form, 0 for anything else (also for `10.1` or `0x7f.1`). */
export function isIP(text: string): 0 | 4 | 6 {
  if (text.includes(':')) return ipaddr.IPv6.isValid(text) && !text.includes('%') ? 6 : 0;
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? 4 : 0;
}

/** Whether an address lies in a subnet (CIDR). False if either is malformed or the families differ. */
export function contains(subnet: string, address: string): boolean {
  if (!isIP(address) || !ipaddr.isValidCIDR(subnet)) return false;
  const parsed = ipaddr.parse(address);
  const [network, prefix] = ipaddr.parseCIDR(subnet);
  return parsed.kind() === network.kind() && parsed.match([network, prefix] as never);
}
