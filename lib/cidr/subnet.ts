import { bitsOf, formatAddress, type NumericSubnet, parseAddress, parseSubnet } from './numbers.ts';

/** The prefix length of a subnet (CIDR), or undefined if it is malformed. */
export function prefixOf(subnet: string): number | undefined {
  return parseSubnet(subnet)?.prefix;
}

/** Whether two subnets have an address in common. False if either is malformed or the families differ. */
export function overlaps(a: string, b: string): boolean {
  const one = parseSubnet(a);
  const other = parseSubnet(b);
  if (!one || !other || one.family !== other.family) return false;
  return one.first <= other.last && other.first <= one.last;
}

/** Whether two texts mean one address (`::1` and `0:0:0:0:0:0:0:1`). */
export function sameAddress(a: string, b: string): boolean {
  const one = parseAddress(a);
  const other = parseAddress(b);
  return one !== undefined && one.family === other?.family && one.value === other.value;
}

/** What an address is in its subnet that keeps it from being given to anyone. */
export function reservedAs(subnet: string, address: string): 'network' | 'broadcast' | undefined {
  const within = parseSubnet(subnet);
  const parsed = parseAddress(address);
  if (!within || within.family !== parsed?.family || isTiny(within)) return undefined;
  if (parsed.value === within.first) return 'network';
  return within.family === 4 && parsed.value === within.last ? 'broadcast' : undefined;
}

/**
 * The lowest address of a subnet that is not in `taken`, within `range` (CIDR) if one is given; undefined
 * if there is none. Network and broadcast addresses are never free.
 */
export function nextFree(subnet: string, taken: Iterable<string>, range?: string): string | undefined {
  const within = parseSubnet(subnet);
  if (!within) return undefined;
  const limits = range === undefined ? within : parseSubnet(range);
  if (limits?.family !== within.family) return undefined;
  const usable = usableOf(within);
  const used = valuesOf(taken, within.family);
  let value = usable.first;
  if (value < limits.first) value = limits.first;
  while (used.has(value)) value++;
  if (value > usable.last || value > limits.last) return undefined;
  return formatAddress({ family: within.family, value });
}

// IPv6 has no broadcast; its first address is the subnet's routers' (anycast).
function usableOf(subnet: NumericSubnet): { first: bigint; last: bigint } {
  const { family, first, last } = subnet;
  if (isTiny(subnet)) return { first, last };
  return { first: first + 1n, last: family === 4 ? last - 1n : last };
}

// With one or two addresses in all, every one of them is a host's (RFC 3021, RFC 6164).
function isTiny({ family, prefix }: NumericSubnet): boolean {
  return prefix >= bitsOf(family) - 1;
}

function valuesOf(addresses: Iterable<string>, family: 4 | 6): Set<bigint> {
  const values = new Set<bigint>();
  for (const text of addresses) {
    const address = parseAddress(text);
    if (address?.family === family) values.add(address.value);
  }
  return values;
}

/** The subnet (CIDR) that this address with a prefix length lies in: 10.1.2.3/24 is in 10.1.2.0/24; undefined if malformed. */
export function networkOf(subnet: string): string | undefined {
  const within = parseSubnet(subnet);
  return within && `${formatAddress({ family: within.family, value: within.first })}/${within.prefix}`;
}

/** The subnet of this prefix length at a place in a pool (CIDR), the first one being 0; undefined beyond its end. */
export function subnetAt(pool: string, prefix: number, at: number): string | undefined {
  const within = parseSubnet(pool);
  if (!within || prefix < within.prefix || prefix > bitsOf(within.family)) return undefined;
  const size = 1n << BigInt(bitsOf(within.family) - prefix);
  const first = within.first + BigInt(at) * size;
  if (first > within.last) return undefined;
  return `${formatAddress({ family: within.family, value: first })}/${prefix}`;
}
