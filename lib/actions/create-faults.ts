import { overlaps, prefixOf } from '../cidr/subnet.ts';
import { indexOf } from '../topology/index-of.ts';
import type { Host, Network, Topology } from '../topology/model.ts';
import { compareVersions, hasApi, noIpv4Api } from './api-version.ts';
import { optionsOf } from './driver-options.ts';
import type { NetworkSpec } from './network-spec.ts';
import { isForSwarm, scopeOfNew } from './new-network.ts';
import { podmanFaults } from './podman-faults.ts';
import { familyOf, subnetFaults } from './subnet-faults.ts';
import { listed } from './wording.ts';

/** What is wrong with each field of a spec, by its path in the spec. */
export type Faults = Record<string, string>;

/** What keeps a host from making this network: the engine's rules (20.10 to 29), said beforehand. */
export function createFaults(topology: Topology, host: Host, spec: NetworkSpec): Faults {
  return {
    ...optionFaults(topology, host, spec),
    ...smallFaults(host, spec),
    ...subnetFaults(spec),
    ...bridgeFaults(host, spec),
    ...overlapFaults(topology, host, spec),
    ...familyFaults(host, spec),
    ...configFaults(topology, host, spec),
    ...driverFaults(host, spec),
    ...nameFaults(topology, host, spec),
    ...podmanFaults(host, spec),
  };
}

// Docker's own networks; "default" is another word for the bridge in older engines.
const reserved = new Set(['bridge', 'host', 'none', 'default']);

function nameFaults(topology: Topology, host: Host, spec: NetworkSpec): Faults {
  const { name } = spec;
  if (reserved.has(name)) return { name: `${name} is a name of Docker's own: choose another.` };
  const taken = indexOf(topology)
    .networksOfHost(host.id)
    .some((network) => network.name === name);
  if (taken) return { name: `Host ${host.name} has a network called ${name}: choose another name.` };
  // As swarmkit has it: a DNS label.
  if (isForSwarm(spec) && !/^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$/.test(name))
    return { name: 'In a swarm a name has letters, digits, dashes and underscores only.' };
  return {};
}

const single = new Set(['host', 'null']);

function driverFaults(host: Host, { driver, configOnly }: NetworkSpec): Faults {
  if (configOnly) return {};
  if (single.has(driver))
    return { driver: `There is one network of the driver ${driver}, and it is made by Docker.` };
  if (host.drivers.length === 0 || host.drivers.includes(driver)) return {};
  const has = listed(host.drivers.filter((each) => !single.has(each)));
  return { driver: `Host ${host.name} has no driver ${driver}: it has ${has}.` };
}

function familyFaults(host: Host, { ipv4, ipv6, subnets, configFrom }: NetworkSpec): Faults {
  const faults: Faults = {};
  if (ipv4 === false && !hasApi(host, noIpv4Api))
    faults.ipv4 = `The engine of ${host.name} can't make a network without IPv4 (it takes API ${noIpv4Api}).`;
  const hasIpv6 = subnets.some(({ subnet }) => familyOf(subnet) === 6);
  // Engines from 27 on have default pools of IPv6 addresses.
  if (ipv6 && !hasIpv6 && configFrom === undefined && isOlderThan(host, '27.0'))
    faults.ipv6 = `The engine of ${host.name} chooses no IPv6 subnet by itself: give one.`;
  return faults;
}

/** Docker's bridges have one subnet of each family, Podman's any. */
function bridgeFaults({ engine }: Host, { driver, configOnly, subnets }: NetworkSpec): Faults {
  if (driver !== 'bridge' || configOnly || engine?.flavour === 'podman') return {};
  const families = subnets.map(({ subnet }) => familyOf(subnet));
  const further = families.flatMap((family, at) =>
    families.indexOf(family) < at
      ? [
          [
            `subnets.${at}.subnet`,
            `A bridge has one IPv${family} subnet: make a second network for this one.`,
          ],
        ]
      : [],
  );
  return Object.fromEntries(further);
}

// Seen on 20.10: its gateway takes a third address. 26.1 makes both.
function smallFaults(host: Host, { subnets }: NetworkSpec): Faults {
  if (!isOlderThan(host, '26.0')) return {};
  const tight = subnets.flatMap(({ subnet }, at) =>
    familyOf(subnet) === 4 && (prefixOf(subnet) ?? 0) > 30 ? [[`subnets.${at}.subnet`, subnet]] : [],
  );
  return Object.fromEntries(
    tight.map(([field, subnet]) => [
      field,
      `The engine of ${host.name} finds no room for a gateway in ${subnet}: give a /30 or a larger one.`,
    ]),
  );
}

/** Whether a Docker Engine is older than a version; nothing is known of what is not Docker's. */
function isOlderThan({ engine }: Host, version: string): boolean {
  return engine?.flavour !== 'podman' && compareVersions(engine?.version ?? '0.0', version) < 0;
}

/** A config network settles addresses and options alone: what is made from it has none of its own. */
function configFaults(topology: Topology, host: Host, spec: NetworkSpec): Faults {
  const { configFrom, configOnly, scope } = spec;
  const faults: Faults = {};
  const ingress =
    spec.ingress &&
    indexOf(topology)
      .networksOfHost(host.id)
      .find((network) => network.ingress);
  if (ingress) faults.ingress = `The swarm has its ingress network, ${ingress.name}: remove that first.`;
  if (spec.driver === 'overlay' && scope === 'local' && !configOnly)
    faults.scope = 'An overlay spans hosts: choose the scope swarm, or leave it out.';
  if (scope === 'global' && host.clusterStore === undefined)
    faults.scope = `Host ${host.name} has no key-value store, which a network of global scope is kept in.`;
  if (configOnly) {
    if (configFrom !== undefined)
      faults.configFrom = 'A config network is not made from another: leave this out.';
    if (scope !== undefined) faults.scope = 'A config network is its host’s own: leave the scope out.';
    for (const field of ['internal', 'attachable', 'ingress'] as const)
      if (spec[field])
        faults[field] = `A config network is not ${field}: say so of the network made from it.`;
    return faults;
  }
  if (configFrom === undefined) return faults;
  const configs = indexOf(topology)
    .networksOfHost(host.id)
    .filter((network) => network.configOnly);
  if (!configs.some(({ name }) => name === configFrom)) {
    const has = configs.length > 0 ? `it has ${listed(configs.map(({ name }) => name))}` : 'make one first';
    faults.configFrom = `Host ${host.name} has no config network called ${configFrom}: ${has}.`;
  }
  const own = `${configFrom} settles this: leave it out.`;
  if (spec.subnets.length > 0) faults.subnets = own;
  if (Object.keys(spec.options ?? {}).length > 0) faults.options = own;
  if (Object.keys(spec.labels ?? {}).length > 0) faults.labels = own;
  if (Object.keys(spec.ipamOptions ?? {}).length > 0) faults.ipamOptions = own;
  if (spec.ipamDriver !== undefined && spec.ipamDriver !== 'default') faults.ipamDriver = own;
  if (spec.ipv6) faults.ipv6 = own;
  return faults;
}

const bridgeName = 'com.docker.network.bridge.name';

function optionFaults(topology: Topology, host: Host, spec: NetworkSpec): Faults {
  const faults: Faults = {};
  const known = optionsOf(spec.driver) ?? [];
  for (const [key, value] of Object.entries(spec.options ?? {})) {
    const fault = known.find((option) => option.key === key)?.fault(value);
    if (fault) faults[`options.${key}`] = fault;
  }
  const networks = indexOf(topology).networksOfHost(host.id);
  const bridge = spec.driver === 'bridge' ? spec.options?.[bridgeName] : undefined;
  // Seen on 20.10: it succeeds, and takes the default bridge away until the engine starts again.
  if (bridge === 'docker0')
    faults[`options.${bridgeName}`] =
      'docker0 is the default bridge, which this would destroy: choose another name.';
  const user = bridge && networks.find((network) => network.bridge === bridge);
  if (user)
    faults[`options.${bridgeName}`] ??= `${bridge} is the bridge of ${user.name}: choose another name.`;
  const onParent = sharersOfParent(host, networks, spec)[0];
  if (onParent)
    faults['options.parent'] ??=
      `${spec.options?.parent} is the parent of ${onParent.name}: one parent carries one ${spec.driver} network.`;
  return faults;
}

// Macvlans of one parent: refused by 20.10 and 26.1, made by 28.5.
function sharersOfParent(
  host: Host,
  networks: readonly Network[],
  { driver, options, configOnly }: NetworkSpec,
): Network[] {
  const parent = options?.parent;
  if (!parent || configOnly || (driver !== 'macvlan' && driver !== 'ipvlan')) return [];
  if (driver === 'macvlan' && !isOlderThan(host, '27.0')) return [];
  return networks.filter((network) => network.driver === driver && network.options.parent === parent);
}

/** The host's own address space; overlays have one of their own, the swarm's. */
function overlapFaults(topology: Topology, host: Host, spec: NetworkSpec): Faults {
  if (spec.configOnly) return {};
  const faults: Faults = {};
  const others = indexOf(topology)
    .networksOfHost(host.id)
    .filter((network) => !network.configOnly && network.scope === scopeOfNew(host, spec));
  for (const [at, { subnet }] of spec.subnets.entries()) {
    const other = others.find((network) =>
      network.ipam.subnets.some((theirs) => overlaps(theirs.subnet, subnet)),
    );
    const theirs = other?.ipam.subnets.find((each) => overlaps(each.subnet, subnet))?.subnet;
    if (other)
      faults[`subnets.${at}.subnet`] = `${subnet} overlaps ${other.name} (${theirs}) on ${host.name}.`;
  }
  return faults;
}
