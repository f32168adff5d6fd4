import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, isIP } from './address.ts';
import { formatAddress, parseAddress, parseSubnet } from './numbers.ts';
import { networkOf, nextFree, overlaps, prefixOf, reservedAs, sameAddress, subnetAt } from './subnet.ts';

const runs = { seed: 20_260_101, numRuns: 300 };
const ipv4 = fc
  .integer({ min: 0, max: 0xffffffff })
  .map((value) => formatAddress({ family: 4, value: BigInt(value) }));
const ipv6 = fc
  .bigInt({ min: 0n, max: (1n << 128n) - 1n })
  .map((value) => formatAddress({ family: 6, value }));
const address = fc.oneof(ipv4, ipv6);
const subnet4 = fc.tuple(ipv4, fc.integer({ min: 0, max: 32 })).map((parts) => parts.join('/'));
const subnet6 = fc.tuple(ipv6, fc.integer({ min: 0, max: 128 })).map((parts) => parts.join('/'));
const subnet = fc.oneof(subnet4, subnet6);

describe('isIP and contains', () => {
  it.each([
    ['172.18.0.2', 4],
    ['fd00::2', 6],
    ['::ffff:10.0.0.1', 6],
    ['10.1', 0],
    ['0x7f.0.0.1', 0],
    ['010.0.0.1', 0],
    ['172.18.0.2/16', 0],
    ['fe80::1%eth0', 0],
    ['', 0],
  ])('isIP(%j) = %s', (text, family) => {
    expect(isIP(text)).toBe(family);
  });

  it.each([
    ['172.18.0.0/16', '172.18.255.255', true],
    ['172.18.0.0/16', '172.19.0.0', false],
    ['172.18.0.0/16', 'fd00::1', false],
    ['fd00::/64', 'fd00::ffff', true],
    ['fd00::/64', 'fd00:0:0:1::', false],
    ['nonsense', '172.18.0.1', false],
    ['172.18.0.0/16', 'nonsense', false],
  ])('contains(%j, %j) = %s', (network, text, inside) => {
    expect(contains(network, text)).toBe(inside);
  });
});

describe('numbers', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(address, (text) => {
        const parsed = parseAddress(text);
        expect(parsed && formatAddress(parsed)).toBe(text);
      }),
      runs,
    );
  });

  it.each([
    '',
    '/',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    'fd00::/129',
    '10.0.0.0/ 8',
  ])('finds no subnet in %j', (text) => {
    expect(parseSubnet(text)).toBeUndefined();
  });

  it('finds the extent of a subnet, host bits or not', () => {
    const extent = { family: 4, first: 0x0a000100n, last: 0x0a0001ffn, prefix: 24 };
    expect(parseSubnet('10.0.1.0/24')).toEqual(extent);
    expect(parseSubnet('10.0.1.77/24')).toEqual(extent);
  });
});

describe('prefixOf', () => {
  it.each([
    ['10.0.0.0/8', 8],
    ['fd00::/64', 64],
    ['10.0.0.0', undefined],
  ])('prefixOf(%j) = %s', (text, prefix) => {
    expect(prefixOf(text)).toBe(prefix);
  });
});

describe('overlaps', () => {
  it.each([
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.1.0.0/16', '10.0.0.0/8', true],
    ['10.0.0.0/16', '10.1.0.0/16', false],
    ['10.0.0.0/24', '10.0.0.255/32', true],
    ['0.0.0.0/0', '255.255.255.255/32', true],
    ['fd00::/8', 'fd12::/64', true],
    ['10.0.0.0/8', 'fd00::/8', false],
    ['10.0.0.0/8', 'nonsense', false],
  ])('overlaps(%j, %j) = %s', (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
  });

  it('is the same both ways, and true of itself', () => {
    fc.assert(
      fc.property(subnet, subnet, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        expect(overlaps(a, a)).toBe(true);
      }),
      runs,
    );
  });

  it('is true where one has the other’s first address', () => {
    fc.assert(
      fc.property(subnet4, subnet4, (a, b) => {
        const first = parseSubnet(b)?.first ?? 0n;
        if (contains(a, formatAddress({ family: 4, value: first }))) expect(overlaps(a, b)).toBe(true);
      }),
      runs,
    );
  });
});

describe('sameAddress', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1', true],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['FD00::A', 'fd00::a', true],
    ['10.0.0.1', '10.0.0.2', false],
    ['10.0.0.1', '::ffff:10.0.0.1', false],
    ['', '', false],
  ])('sameAddress(%j, %j) = %s', (a, b, same) => {
    expect(sameAddress(a, b)).toBe(same);
  });
});

describe('reservedAs', () => {
  it.each([
    ['10.0.0.0/24', '10.0.0.0', 'network'],
    ['10.0.0.0/24', '10.0.0.255', 'broadcast'],
    ['10.0.0.0/24', '10.0.0.1', undefined],
    ['10.0.0.0/31', '10.0.0.0', undefined],
    ['10.0.0.7/32', '10.0.0.7', undefined],
    ['fd00::/64', 'fd00::', 'network'],
    ['fd00::/64', 'fd00::ffff:ffff:ffff:ffff', undefined],
    ['10.0.0.0/24', 'fd00::', undefined],
  ])('reservedAs(%j, %j) = %s', (network, text, reserved) => {
    expect(reservedAs(network, text)).toBe(reserved);
  });
});

describe('nextFree', () => {
  it.each<[string, string[], string | undefined, string | undefined]>([
    ['10.0.0.0/24', [], undefined, '10.0.0.1'],
    ['10.0.0.0/24', ['10.0.0.1', '10.0.0.2', '10.0.0.4'], undefined, '10.0.0.3'],
    ['10.0.0.0/24', ['10.0.0.64'], '10.0.0.64/26', '10.0.0.65'],
    ['10.0.0.0/24', [], '10.0.0.0/26', '10.0.0.1'],
    ['10.0.0.0/30', ['10.0.0.1', '10.0.0.2'], undefined, undefined],
    ['10.0.0.0/24', ['10.0.0.254'], '10.0.0.254/31', undefined],
    ['10.0.0.0/31', ['10.0.0.0'], undefined, '10.0.0.1'],
    ['10.0.0.7/32', [], undefined, '10.0.0.7'],
    ['10.0.0.7/32', ['10.0.0.7'], undefined, undefined],
    ['10.0.0.0/24', [], '10.0.1.0/24', undefined],
    ['10.0.0.0/24', [], 'fd00::/64', undefined],
    ['10.0.0.0/24', [], 'nonsense', undefined],
    ['nonsense', [], undefined, undefined],
    ['fd00::/64', ['fd00::1', '0:0:0:0::9', 'nonsense'], undefined, 'fd00::2'],
    ['fd00::/64', ['fd00:0::1:0'], 'fd00::1:0/112', 'fd00::1:1'],
    ['fd00::/127', ['fd00::'], undefined, 'fd00::1'],
    ['fd00::/126', ['fd00::1', 'fd00::2'], undefined, 'fd00::3'],
  ])('nextFree(%j, %j, %j) = %s', (network, taken, range, free) => {
    expect(nextFree(network, taken, range)).toBe(free);
  });

  it('is in the subnet and the range, not reserved, not taken; handed out until none is left', () => {
    const small = fc.tuple(ipv4, fc.integer({ min: 26, max: 32 })).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(small, fc.integer({ min: 26, max: 32 }), (network, length) => {
        const range = `${network.split('/')[0]}/${length}`;
        const taken: string[] = [];
        for (let free = nextFree(network, taken, range); free; free = nextFree(network, taken, range)) {
          expect(contains(network, free) && contains(range, free)).toBe(true);
          expect(reservedAs(network, free)).toBeUndefined();
          expect(taken).not.toContain(free);
          taken.push(free);
        }
        const prefix = prefixOf(network) ?? 0;
        const reserved = prefix >= 31 ? 0 : 2;
        if (length <= prefix) expect(taken).toHaveLength(2 ** (32 - prefix) - reserved);
      }),
      { ...runs, numRuns: 60 },
    );
  });
});

describe('networkOf', () => {
  it.each([
    ['10.1.2.3/24', '10.1.2.0/24'],
    ['10.1.2.3/32', '10.1.2.3/32'],
    ['255.1.2.3/0', '0.0.0.0/0'],
    ['fd00:1:2::5/48', 'fd00:1:2::/48'],
    ['nonsense', undefined],
    ['10.1.2.3', undefined],
    ['10.1.2.3/33', undefined],
  ])('of %s is %s', (given, expected) => expect(networkOf(given)).toBe(expected));

  it('holds the address, and is its own network', () => {
    fc.assert(
      fc.property(subnet, (given) => {
        const network = networkOf(given) ?? '';
        expect(contains(network, given.split('/')[0] ?? '')).toBe(true);
        expect(networkOf(network)).toBe(network);
      }),
      runs,
    );
  });
});

describe('subnetAt', () => {
  it('gives each subnet of a pool once, none that overlaps another, and nothing beyond its end', () => {
    for (const [pool, prefix, count] of [
      ['10.64.0.0/10', 14, 16],
      ['fd64::/16', 20, 16],
      ['10.0.0.0/24', 24, 1],
    ] as const) {
      const all = Array.from({ length: count }, (_, at) => subnetAt(pool, prefix, at) ?? '');
      for (const [at, one] of all.entries()) {
        expect(contains(pool, one.split('/')[0] ?? '')).toBe(true);
        expect(networkOf(one)).toBe(one);
        expect(all.findIndex((other) => overlaps(one, other))).toBe(at);
      }
      expect(subnetAt(pool, prefix, count)).toBeUndefined();
    }
  });

  it('gives nothing where there is no such pool or subnet', () => {
    for (const [pool, prefix] of [
      ['nonsense', 24],
      ['10.0.0.0/24', 23],
      ['10.0.0.0/24', 33],
    ] as const)
      expect(subnetAt(pool, prefix, 0)).toBeUndefined();
  });
});
