/** A line of busybox's `ip -o addr` that tells an address: `2: eth0    inet 10.0.0.2/24 brd … scope global eth0`. */
const address = /^\d+:\s+(\S+)\s+inet6?\s+(\S+)(?:\s+peer\s+(\S+))?/;

/** The addresses with their prefixes, by device. */
export function readAddresses(text: string): Map<string, string[]> {
  const addresses = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, device, own, peer] = address.exec(line) ?? [];
    if (device === undefined || own === undefined) continue;
    // Of a point-to-point device the other end's address has the prefix.
    const prefix = own.includes('/') ? '' : `/${peer?.split('/')[1] ?? (own.includes(':') ? 128 : 32)}`;
    addresses.set(device, [...(addresses.get(device) ?? []), `${own}${prefix}`]);
  }
  return addresses;
}
