import { overlaps, subnetAt } from '../cidr/subnet.ts';
import type { Topology } from '../topology/model.ts';
import { occupiedRanges } from './address-space.ts';

// Away from what Docker's own pools give (172.17–31, 192.168) and from the usual swarm pool (10.0): those fill by themselves.
const pools = { 4: '10.64.0.0/10', 6: 'fd64::/16' } as const;
const lengths = { 4: 24, 6: 64 } as const;
const most = 20_000;

/**
 * A subnet that nothing known on any host overlaps, nor anything in `taken`, for a form to offer; undefined if the
 * pool is used up.
 */
export function suggestSubnet(
  topology: Topology,
  family: 4 | 6,
  taken: readonly string[] = [],
): string | undefined {
  const used = [...occupiedRanges(topology).map(({ subnet }) => subnet), ...taken];
  for (let at = 0; at < most; at++) {
    const subnet = subnetAt(pools[family], lengths[family], at);
    if (subnet === undefined) return undefined;
    if (!used.some((other) => overlaps(other, subnet))) return subnet;
  }
  return undefined;
}

/** What an engine picks from where it is told nothing (libnetwork’s default pools). */
export const defaultPools: readonly string[] = [
  ...Array.from({ length: 15 }, (_, at) => `172.${17 + at}.0.0/16`),
  ...Array.from({ length: 16 }, (_, at) => `192.168.${16 * at}.0/20`),
];

/**
 * Whether a host's networks leave no room in the pools that engines choose from by default. An engine can be told
 * other pools (`default-address-pools`), and does not tell them.
 */
export function poolsExhausted(subnets: readonly string[]): boolean {
  return defaultPools.every((pool) => subnets.some((subnet) => overlaps(pool, subnet)));
}
