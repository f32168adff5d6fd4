import type { OccupiedRange } from '#lib/actions/address-space.ts';
import { formatAddress, type NumericSubnet, parseSubnet } from '#lib/cidr/numbers.ts';

/** A part of the address space to draw: a subnet with its surroundings. */
export interface Region {
  /** CIDR. */
  subnet: string;
  extent: NumericSubnet;
}

/** A range that is in a region, and where: fractions of the region's width, from 0 to 1. */
export interface Block<R> {
  range: R;
  start: number;
  width: number;
}

/** How many times as large as the subnet its surroundings are, as bits: 32 times. */
const around = 5;

/** The regions that show these subnets with their surroundings, each subnet in one of them; malformed ones in none. */
export function regionsAround(subnets: readonly string[]): Region[] {
  const regions: Region[] = [];
  for (const subnet of subnets) {
    const extent = parseSubnet(subnet);
    if (!extent || regions.some((region) => isInside(extent, region.extent))) continue;
    const prefix = Math.max(0, extent.prefix - around);
    const address = formatAddress({ family: extent.family, value: extent.first });
    const wider = parseSubnet(`${address}/${prefix}`);
    if (!wider) continue;
    const name = `${formatAddress({ family: wider.family, value: wider.first })}/${prefix}`;
    regions.push({ subnet: name, extent: wider });
  }
  return regions;
}

/** What of these ranges shows in a region, from left to right; what is larger than the region fills it. */
export function blocksIn<R extends { subnet: string }>(region: Region, ranges: readonly R[]): Block<R>[] {
  const { first, last, family } = region.extent;
  const size = Number(last - first + 1n);
  return ranges
    .flatMap((range): Block<R>[] => {
      const extent = parseSubnet(range.subnet);
      if (!extent || extent.family !== family || extent.last < first || extent.first > last) return [];
      const from = larger(extent.first, first);
      const to = -larger(-extent.last, -last);
      return [{ range, start: Number(from - first) / size, width: Number(to - from + 1n) / size }];
    })
    .sort((a, b) => a.start - b.start || b.width - a.width);
}

/** The ranges by where they are: one lane for each host that has any, and the chosen hosts always. */
export function lanesOf(
  ranges: readonly OccupiedRange[],
  chosen: readonly string[],
): { hostId: string; ranges: OccupiedRange[] }[] {
  const hostIds = new Set([...chosen, ...ranges.flatMap(({ hostIds }) => hostIds)]);
  return [...hostIds].map((hostId) => ({
    hostId,
    ranges: ranges.filter((range) => range.hostIds.includes(hostId)),
  }));
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function isInside(inner: NumericSubnet, outer: NumericSubnet): boolean {
  return inner.family === outer.family && inner.first >= outer.first && inner.last <= outer.last;
}
