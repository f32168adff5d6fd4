import { overlaps } from '../cidr/subnet.ts';
import { indexOf } from '../topology/index-of.ts';
import type { Host, Network, Topology } from '../topology/model.ts';
import { occupiedRanges, overlapping } from './address-space.ts';
import { hasApi } from './api-version.ts';
import { optionsOf } from './driver-options.ts';
import type { NetworkSpec } from './network-spec.ts';
import { isForSwarm } from './new-network.ts';
import type { Warning } from './outcome.ts';
import { familyOf } from './subnet-faults.ts';
import { poolsExhausted } from './suggest-subnet.ts';
import { listed, unique } from './wording.ts';

/** What the engine would take without a word, and what a person should know before. */
export function createWarnings(topology: Topology, hosts: readonly Host[], spec: NetworkSpec): Warning[] {
  return [
    ...optionWarnings(hosts, spec),
    ...spec.subnets.flatMap(({ subnet }) => overlapWarnings(topology, hosts, spec, subnet)),
    ...poolWarnings(topology, hosts, spec),
    ...lanWarnings(hosts, spec),
    ...fieldWarnings(spec),
  ];
}

function optionWarnings(
  hosts: readonly Host[],
  { driver, options = {}, configOnly }: NetworkSpec,
): Warning[] {
  const known = optionsOf(driver);
  if (!known || configOnly) return [];
  const keys = Object.keys(options);
  const strange = keys.filter((key) => known.every((option) => option.key !== key));
  const warnings: Warning[] = [];
  if (strange.length > 0) {
    const message = `The driver ${driver} has no option ${listed(strange, 'or')}: the engine takes it all the same, and nothing comes of it.`;
    warnings.push({ code: 'unknown-option', message });
  }
  for (const { key, since } of known) {
    if (since === undefined || !keys.includes(key)) continue;
    const older = hosts.filter((host) => !hasApi(host, since)).map(({ name }) => name);
    if (older.length === 0) continue;
    const message = `${listed(older)} is too old for the option ${key} (API ${since}): it takes it, and nothing comes of it.`;
    warnings.push({ code: 'option-ignored', message });
  }
  return warnings;
}

/** The same addresses elsewhere: no engine minds, but who is on both sides can't reach one of them. */
function overlapWarnings(
  topology: Topology,
  hosts: readonly Host[],
  spec: NetworkSpec,
  subnet: string,
): Warning[] {
  if (spec.configOnly) return [];
  const found = overlapping(occupiedRanges(topology), subnet);
  const own = found.filter(({ kind }) => kind === 'host');
  const here = new Set(hosts.map(({ id }) => id));
  const neighbours = found.filter(
    ({ networkId }) => isOnLan(spec) && isOnLan(topology.networks[networkId ?? ''] ?? { driver: '' }),
  );
  const elsewhere = found.filter(
    ({ kind, hostIds, networkId }) =>
      kind === 'network' &&
      // Several hosts on one LAN share its subnet: that is what they are there for.
      neighbours.every((other) => other.networkId !== networkId) &&
      (!hostIds.some((id) => here.has(id)) ||
        (topology.networks[networkId ?? '']?.scope === 'swarm') !== isForSwarm(spec)),
  );
  const warnings: Warning[] = [];
  // On a LAN of one's own the hosts are meant to be in it.
  if (own.length > 0 && !isOnLan(spec)) {
    const who = listed(own.map((range) => `${range.name} (${range.subnet.split('/')[0]})`));
    const message = `${subnet} contains the address of ${who}: containers on it won't reach that host, and the host may lose its way.`;
    warnings.push({ code: 'overlaps-lan', message });
  }
  const sharing = neighbours.filter(({ networkId }) =>
    sharesRange(topology.networks[networkId ?? ''], spec, subnet),
  );
  const named = (ranges: typeof found) =>
    listed(unique(ranges.map(({ name, hostIds }) => `${name} on ${hostNames(topology, hostIds)}`)));
  if (sharing.length > 0) {
    const message = `${named(sharing)} gives addresses of ${subnet}, too, maybe the same ones: give each an IP range of its own.`;
    warnings.push({ code: 'same-addresses', message });
  }
  if (elsewhere.length > 0) {
    const names = named(elsewhere);
    const message = `${subnet} overlaps ${names}: whoever is to reach both can reach only one.`;
    warnings.push({ code: 'overlaps-elsewhere', message });
  }
  return warnings;
}

/** Whether two networks of one LAN may give one address: their ranges overlap, or one has none. */
function sharesRange(network: Network | undefined, spec: NetworkSpec, subnet: string): boolean {
  const own = spec.subnets.find((each) => each.subnet === subnet)?.ipRange ?? subnet;
  return (network?.ipam.subnets ?? []).some((theirs) => overlaps(theirs.ipRange ?? theirs.subnet, own));
}

function hostNames(topology: Topology, hostIds: readonly string[]): string {
  return listed(hostIds.map((id) => topology.hosts[id]?.name ?? id));
}

function poolWarnings(topology: Topology, hosts: readonly Host[], spec: NetworkSpec): Warning[] {
  if (spec.driver !== 'bridge' || spec.configOnly || spec.configFrom !== undefined || spec.ipv4 === false)
    return [];
  if (spec.subnets.some(({ subnet }) => !subnet.includes(':'))) return [];
  const full = hosts.filter(({ id }) =>
    poolsExhausted(
      indexOf(topology)
        .networksOfHost(id)
        .filter(({ configOnly }) => !configOnly)
        .flatMap(({ ipam }) => ipam.subnets.map(({ subnet }) => subnet)),
    ),
  );
  if (full.length === 0) return [];
  const message = `Docker's own address pools seem to be used up on ${listed(full.map(({ name }) => name))}: give a subnet, or remove what nobody uses.`;
  return [{ code: 'pools-exhausted', message }];
}

/** A network on the hosts' LAN: nobody but the engine of one host knows which addresses it gives there. */
function lanWarnings(hosts: readonly Host[], spec: NetworkSpec): Warning[] {
  if (!isOnLan(spec) || spec.configFrom !== undefined) return [];
  const warnings: Warning[] = [];
  if (spec.options?.parent === undefined && !spec.internal)
    warnings.push({
      code: 'no-parent',
      message: `Without a parent interface this ${spec.driver} network is on no LAN: its containers reach each other on one host only.`,
    });
  if (spec.subnets.length === 0)
    warnings.push({
      code: 'no-lan-subnet',
      message:
        'Without a subnet the engine gives addresses out of its own pools, which nobody on the LAN knows: give the LAN’s subnet and gateway.',
    });
  else if (hosts.length > 1)
    warnings.push({
      code: 'same-addresses',
      message: `The engines of ${listed(hosts.map(({ name }) => name))} don't know of each other's containers, and will give the same addresses: give each host an IP range of its own, with a config network or one host at a time.`,
    });
  else if (spec.subnets.every(({ ipRange }) => ipRange === undefined))
    warnings.push({
      code: 'lan-range',
      message:
        'The engine gives any address of the LAN, also one that a machine there has: give an IP range that nothing else uses.',
    });
  return warnings;
}

/** Two hosts that give addresses of one LAN out of one range, by config networks that are made together. */
export function configWarnings(
  driver: string,
  configs: readonly { host: string; spec: NetworkSpec }[],
): Warning[] {
  if (!isOnLan({ driver })) return [];
  const ranges = configs.flatMap(({ host, spec }) =>
    spec.subnets.map(({ subnet, ipRange }) => ({ host, range: ipRange ?? subnet })),
  );
  const shared = ranges.filter((one) =>
    ranges.some((other) => other.host !== one.host && overlaps(other.range, one.range)),
  );
  if (shared.length === 0) return [];
  const message = `${listed(unique(shared.map(({ host }) => host)))} will give the same addresses, for the engines don't know of each other's containers: give each an IP range of its own.`;
  return [{ code: 'same-addresses', message }];
}

function isOnLan({ driver }: Pick<NetworkSpec, 'driver'>): boolean {
  return driver === 'macvlan' || driver === 'ipvlan';
}

function fieldWarnings(spec: NetworkSpec): Warning[] {
  const warnings: Warning[] = [];
  // Seen on 20.10 and 28.5: taken, and of no effect.
  if (spec.ipv6 === undefined && spec.subnets.some(({ subnet }) => familyOf(subnet) === 6))
    warnings.push({
      code: 'ipv6-off',
      message:
        'There is an IPv6 subnet, but IPv6 is not switched on: the engine takes the subnet and does not use it.',
    });
  if (spec.attachable && !isForSwarm(spec))
    warnings.push({
      code: 'no-effect',
      message: 'Attachable has an effect on swarm networks only: any container can join others anyway.',
    });
  if (spec.options && Object.hasOwn(spec.options, 'encrypted') && spec.driver === 'overlay')
    warnings.push({
      code: 'encrypted',
      message:
        'Encryption needs IPsec in every host’s kernel; where it is missing, containers on different hosts do not reach each other, without a word.',
    });
  if (spec.internal && spec.driver === 'macvlan' && !spec.configOnly)
    warnings.push({
      code: 'no-effect',
      message: 'An internal macvlan has no parent: its containers reach each other on one host only.',
    });
  return warnings;
}
