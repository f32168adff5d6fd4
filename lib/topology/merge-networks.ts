import { dequal } from 'dequal';
import { defined } from './defined.ts';
import { parseNetworkId } from './ids.ts';
import type { Host, Network, Subnet, Topology } from './model.ts';
import { compareText } from './order.ts';

/** A network over several hosts as one of its hosts sees it. */
interface View {
  host: Host;
  network: Network;
}

/** Finds the host that has a swarm address in a cluster. */
type FindPeer = (clusterId: string, address: string) => string | undefined;

/**
 * The networks of swarms and key-value stores of all pieces, which are in the order of their hosts' ids: each is one
 * network over its hosts.
 */
export function mergeSharedNetworks(pieces: readonly Topology[]): Record<string, Network> {
  const views = pieces.flatMap(sharedViews);
  const findPeer = peerFinder(pieces.flatMap(({ hosts }) => Object.values(hosts)));
  const merged: Record<string, Network> = {};
  for (const [id, group] of Map.groupBy(views, ({ network }) => network.id)) {
    merged[id] = mergeViews(group, findPeer);
  }
  return merged;
}

function sharedViews({ hosts, networks }: Topology): View[] {
  const shared = Object.values(networks).filter(({ id }) => parseNetworkId(id)?.scope !== 'local');
  return Object.values(hosts).flatMap((host) => shared.map((network) => ({ host, network })));
}

/** Attributes from the best view, hosts and peers from all. */
function mergeViews(views: readonly View[], findPeer: FindPeer): Network {
  const { host, network } = views.reduce((a, b) => (compareViews(a, b) <= 0 ? a : b));
  const addresses = new Set(views.flatMap((view) => view.network.peers.map(({ address }) => address)));
  const clusterId = host.swarm?.clusterId ?? '';
  return {
    ...network,
    ...(network.configFrom === undefined ? {} : madeFromConfigs(views, network)),
    hostIds: views.map((view) => view.host.id),
    peers: [...addresses].sort().map((address) => {
      const hostId = findPeer(clusterId, address);
      return hostId === undefined ? { address } : { address, hostId };
    }),
  };
}

/**
 * A network made from config-only ones is made on each host from that host's own: the manager's view lacks addresses
 * and options. What hosts say differently of a subnet (their ranges) is not the network's own.
 */
function madeFromConfigs(views: readonly View[], best: Network): Pick<Network, 'ipam' | 'options'> {
  const subnets = views.flatMap((view) => view.network.ipam.subnets);
  const ipamDriver = views.map((view) => view.network.ipam.driver).find((driver) => driver !== 'default');
  return {
    ipam: {
      driver: ipamDriver ?? best.ipam.driver,
      subnets: [...Map.groupBy(subnets, ({ subnet }) => subnet).values()].map(agreed),
    },
    options: Object.assign({}, ...views.map((view) => view.network.options)),
  };
}

/** What all say of one subnet. */
function agreed(views: readonly Subnet[]): Subnet {
  const [first = { subnet: '' }] = views;
  const same = (key: keyof Subnet) => views.every((view) => dequal(view[key], first[key]));
  return defined({
    subnet: first.subnet,
    gateway: same('gateway') ? first.gateway : undefined,
    ipRange: same('ipRange') ? first.ipRange : undefined,
    excluded: same('excluded') ? first.excluded : undefined,
  });
}

// What is told now counts before what was known. A manager's view is the cluster's own; a worker may know an overlay only in part.
function compareViews(a: View, b: View): number {
  return (
    Number(a.network.stale ?? false) - Number(b.network.stale ?? false) ||
    Number(isManager(b)) - Number(isManager(a)) ||
    factsIn(b.network) - factsIn(a.network) ||
    compareText(a.host.id, b.host.id)
  );
}

function isManager({ host }: View): boolean {
  return host.swarm?.role === 'manager';
}

function factsIn({ ipam, options, labels }: Network): number {
  const subnetFacts = ipam.subnets.flatMap((subnet) => Object.keys(subnet)).length;
  return subnetFacts + Object.keys(options).length + Object.keys(labels).length;
}

/** Of two hosts with one address in one cluster (cloned machines) the first by id counts. */
function peerFinder(hosts: readonly Host[]): FindPeer {
  const byAddress = new Map<string, string>();
  for (const { id, swarm } of [...hosts].sort((a, b) => compareText(a.id, b.id))) {
    const key = `${swarm?.clusterId} ${swarm?.address}`;
    if (swarm?.address && !byAddress.has(key)) byAddress.set(key, id);
  }
  return (clusterId, address) => byAddress.get(`${clusterId} ${address}`);
}
