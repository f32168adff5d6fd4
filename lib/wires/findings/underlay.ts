import { contains, isIP } from '../../cidr/address.ts';
import type { Place } from '../stacks.ts';
import type { HostView } from './host-view.ts';

/** What a tunnel adds to an Ethernet frame's content on the wire: outer IPv4 (20) or IPv6 (40), its own headers, inner Ethernet (14). */
export function overheadOf(kind: string, to: string, key?: number): number | undefined {
  const outer = isIP(to) === 6 ? 40 : 20;
  const own = headers.get(kind);
  if (own === undefined) return undefined;
  // RFC 2890: a key is four bytes more.
  return outer + own + (kind.startsWith('gre') && key !== undefined ? 4 : 0);
}

const headers = new Map([
  // GRE 4, Ethernet 14.
  ['gre', 18],
  ['gretap', 18],
  // UDP 8, VXLAN 8, Ethernet 14.
  ['vxlan', 30],
  // The same without options.
  ['geneve', 30],
]);

/**
 * The device that a packet for an address leaves the host by: the one in whose subnet it is (the longest, if
 * several), or else that of the default route with the lowest metric. Undefined where other routes may say otherwise.
 */
export function deviceTowards({ wires: { stacks } }: HostView, address: string): Place | undefined {
  const { host } = stacks;
  if (!host) return undefined;
  let best: { place: Place; length: number } | undefined;
  for (const place of stacks.placesIn(host)) {
    for (const text of place.link.addresses) {
      const length = Number(text.split('/')[1]);
      if (!contains(text, address) || (best && best.length >= length)) continue;
      best = { place, length };
    }
  }
  if (best) return best.place;
  const family = isIP(address);
  const [route] = host.defaultRoutes
    .filter(({ gateway }) => gateway === undefined || isIP(gateway) === family)
    .sort((a, b) => (a.metric ?? 0) - (b.metric ?? 0));
  return route && stacks.named(host, route.device);
}
