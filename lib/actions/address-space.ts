import { isIP } from '../cidr/address.ts';
import { overlaps } from '../cidr/subnet.ts';
import { indexOf } from '../topology/index-of.ts';
import type { Host, Topology } from '../topology/model.ts';
import { compareText } from '../topology/order.ts';

/** A range of addresses that is in use, by whom, and where. */
export interface OccupiedRange {
  /** CIDR; a single address has the whole length. */
  subnet: string;
  /** `network`: its name; `host`: a host's own address; `lan`: a LAN that a host is on, by its interface. */
  kind: 'network' | 'host' | 'lan';
  name: string;
  networkId?: string;
  /** The hosts that it is on. */
  hostIds: string[];
}

/** All address ranges that are known to be in use: of networks, and the hosts' own addresses. */
export function occupiedRanges(topology: Topology): OccupiedRange[] {
  const networks = Object.values(topology.networks)
    .sort((a, b) => compareText(a.id, b.id))
    .filter(({ configOnly }) => !configOnly)
    .flatMap(({ id, name, hostIds, ipam }) =>
      ipam.subnets.map(({ subnet }) => ({ subnet, kind: 'network' as const, name, networkId: id, hostIds })),
    );
  return [...networks, ...indexOf(topology).hosts.flatMap(rangesOfHost)];
}

/** Those of them that a subnet has an address in common with. */
export function overlapping(ranges: readonly OccupiedRange[], subnet: string): OccupiedRange[] {
  return ranges.filter((range) => overlaps(range.subnet, subnet));
}

/** The addresses by which a host is known on its LAN: in its URL, and in its swarm. */
function rangesOfHost({ id, name, url, swarm }: Host): OccupiedRange[] {
  const addresses = new Set([swarm?.address, addressIn(url)].filter((address) => address !== undefined));
  return [...addresses].flatMap((address) => {
    const family = isIP(address);
    if (family === 0 || address.startsWith('127.')) return [];
    return [{ subnet: `${address}/${family === 4 ? 32 : 128}`, kind: 'host' as const, name, hostIds: [id] }];
  });
}

function addressIn(url: string): string | undefined {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return host.replace(/^\[|\]$/g, '') || undefined;
}
