import type { Container, Endpoint, Host, Network, Port, Topology } from './model.ts';

/** Look-ups along the topology's references. Every list is in the order of names, then ids. */
export interface TopologyIndex {
  /** All hosts, in the order in which they are listed and drawn. */
  hosts: readonly Host[];
  endpointsOfContainer(containerId: string): readonly Endpoint[];
  endpointsOfNetwork(networkId: string): readonly Endpoint[];
  endpointsOfHost(hostId: string): readonly Endpoint[];
  containersOfHost(hostId: string): readonly Container[];
  containersOfSandbox(sandboxId: string): readonly Container[];
  networksOfHost(hostId: string): readonly Network[];
  portsOfContainer(containerId: string): readonly Port[];
  portsOfHost(hostId: string): readonly Port[];
}

const memo = new WeakMap<Topology, TopologyIndex>();

/** The index of a topology, made once for each topology object (a topology is never changed in place). */
export function indexOf(topology: Topology): TopologyIndex {
  const known = memo.get(topology);
  if (known) return known;
  const index = makeIndex(topology);
  memo.set(topology, index);
  return index;
}

function makeIndex(topology: Topology): TopologyIndex {
  const endpoints = Object.values(topology.endpoints).sort(byId);
  const containers = Object.values(topology.containers).sort(byName);
  const networks = Object.values(topology.networks).sort(byName);
  const ports = Object.values(topology.ports).sort(byPort);
  const lookUp = <T>(groups: Map<string, T[]>) => {
    const none: readonly T[] = [];
    return (id: string): readonly T[] => groups.get(id) ?? none;
  };
  return {
    hosts: Object.values(topology.hosts).sort(byName),
    endpointsOfContainer: lookUp(group(endpoints, (e) => (e.containerId ? [e.containerId] : []))),
    endpointsOfNetwork: lookUp(group(endpoints, (e) => [e.networkId])),
    endpointsOfHost: lookUp(group(endpoints, (e) => [e.hostId])),
    containersOfHost: lookUp(group(containers, (c) => [c.hostId])),
    containersOfSandbox: lookUp(group(containers, (c) => [c.sandboxId])),
    networksOfHost: lookUp(group(networks, (n) => n.hostIds)),
    portsOfContainer: lookUp(group(ports, (p) => [p.containerId])),
    portsOfHost: lookUp(group(ports, (p) => [p.hostId])),
  };
}

function group<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const list = groups.get(key);
      if (list) list.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

// Plain code-unit order: the same on every machine, whatever its locale.
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: { id: string }, b: { id: string }) => compare(a.id, b.id);
// Names as people count: app-2 before app-10. One locale for all, so that everyone sees the same order.
const natural = new Intl.Collator('en', { numeric: true });
const byName = (a: { id: string; name: string }, b: { id: string; name: string }) =>
  natural.compare(a.name, b.name) || compare(a.id, b.id);
const byPort = (a: Port, b: Port) => a.hostPort - b.hostPort || compare(a.id, b.id);
