import { listed } from '../../actions/wording.ts';
import { parseSubnet } from '../../cidr/numbers.ts';
import { networkOf, overlaps, prefixOf, subnetAt } from '../../cidr/subnet.ts';
import type { Finding } from '../../topology/model-wires.ts';
import { finding, shown } from './finding.ts';
import { groups, type Mesh } from './mesh.ts';

interface Range {
  hostId: string;
  hostName: string;
  networkId: string;
  name: string;
  subnet: string;
  range: string;
}

/** [F8] Networks of different hosts that one mesh joins and that hand out the same addresses; addresses that are there twice. */
export function overlappingRanges(mesh: Mesh): Finding[] {
  const ranges = mesh.networks.flatMap(({ network, part: { hostId, hostName } }) =>
    network.subnets.map(
      ({ subnet, range }): Range => ({
        hostId,
        hostName,
        networkId: network.id,
        name: network.name,
        subnet,
        range,
      }),
    ),
  );
  return [...overlapping(ranges), ...addressesTwice(mesh)];
}

function overlapping(ranges: readonly Range[]): Finding[] {
  const pairs = overlappingPairs(ranges);
  const concerned = new Set(pairs.flatMap(({ from, to }) => [from, to]));
  const own = ranges.filter((range) => concerned.has(keyOf(range)));
  const groupOf = groups([...concerned], pairs);
  return [...Map.groupBy(own, (range) => groupOf(keyOf(range))).values()].flatMap((several) => {
    const [first, ...others] = several;
    if (!first) return [];
    const names = several.map(({ name, hostName, range }) => `${name} of ${hostName} (${range})`);
    return finding({
      code: 'overlapping-ranges',
      key: keyOf(first),
      severity: 'error',
      hostId: first.hostId,
      about: several.flatMap(({ networkId, hostId }) => [networkId, hostId]).sort(networksFirst),
      message: `${listed(names)} are one wire, through their tunnels, and hand out the same addresses: containers on different hosts get the same ones.`,
      remedy: `Give each host a range of its own: ${advice(others, ranges)}, for the default bridge as "fixed-cidr" in the engine’s daemon.json, for another network by --ip-range when it is made.`,
    });
  });
}

/** In the order in which they begin, so that each is compared with those alone that begin within it. */
function overlappingPairs(ranges: readonly Range[]): { from: string; to: string }[] {
  const inOrder = ranges
    .flatMap((range) => {
      const extent = parseSubnet(range.range);
      return extent ? [{ ...extent, range }] : [];
    })
    .sort((a, b) => a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  return inOrder.flatMap((a, at) => {
    const pairs: { from: string; to: string }[] = [];
    for (const b of inOrder.slice(at + 1)) {
      if (b.family !== a.family || b.first > a.last) break;
      if (a.range.hostId !== b.range.hostId) pairs.push({ from: keyOf(a.range), to: keyOf(b.range) });
    }
    return pairs;
  });
}

function keyOf({ networkId, range }: Range): string {
  return `${networkId}/${range}`;
}

const networksFirst = (a: string, b: string) =>
  Number(b.startsWith('network:')) - Number(a.startsWith('network:'));

/** A free range for each but the first, as large as it has, as long as its subnet holds such. */
function advice(others: readonly Range[], all: readonly Range[]): string {
  const taken = all.map(({ range }) => range);
  const said = others.flatMap(({ hostName, subnet, range }) => {
    const free = freeRange(subnet, range, taken);
    if (free === undefined) return [];
    taken.push(free);
    return [`${free} for ${hostName}`];
  });
  return said.length > 0 ? `say ${listed(said)}` : 'smaller ones, that do not overlap';
}

const mostTried = 256;

function freeRange(subnet: string, range: string, taken: readonly string[]): string | undefined {
  const length = prefixOf(range);
  // What is all of its subnet leaves no room for another.
  if (length === undefined || length === prefixOf(subnet)) return undefined;
  const pool = networkOf(subnet);
  for (let at = 0; pool !== undefined && at < mostTried; at++) {
    const candidate = subnetAt(pool, length, at);
    if (candidate === undefined) return undefined;
    if (!taken.some((one) => overlaps(one, candidate))) return candidate;
  }
  return undefined;
}

function addressesTwice(mesh: Mesh): Finding[] {
  const holders = mesh.networks.flatMap(({ network, part }) =>
    network.holders.map((holder) => ({ ...holder, networkId: network.id, part })),
  );
  return [...Map.groupBy(holders, ({ address }) => address)].flatMap(([address, several]) => {
    const [first] = several;
    if (!first || address.includes(':') || new Set(several.map(({ part }) => part.hostId)).size < 2)
      return [];
    const names = several.map(({ name, part }) => `${name} on ${part.hostName}`);
    return finding({
      code: 'address-twice',
      key: `${first.networkId}/${address}`,
      severity: 'error',
      hostId: first.part.hostId,
      about: [...several.map(({ id }) => id), ...several.map(({ networkId }) => networkId)],
      message: `${listed(names)} have the same address, ${shown(address)}, on one wire: what is sent to it reaches now one, now the other.`,
      remedy:
        'Give the hosts ranges that do not overlap, each bridge an address of its own ("bip" in daemon.json), and start the containers anew.',
    });
  });
}
