import { group, lookUp, once } from './look-up.ts';
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

// Plain code-unit order: the same on every machine, whatever its locale.
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: { id: string }, b: { id: string }) => compare(a.id, b.id);
// Names as people count: app-2 before app-10. One locale for all, so that everyone sees the same order.
const natural = new Intl.Collator('en', { numeric: true });
const byName = (a: { id: string; name: string }, b: { id: string; name: string }) =>
  natural.compare(a.name, b.name) || compare(a.id, b.id);
const byPort = (a: Port, b: Port) => a.hostPort - b.hostPort || compare(a.id, b.id);

const memo = new WeakMap<Topology, TopologyIndex>();

/** The index of a topology, made once for each topology object (a topology is never changed in place). */
export function indexOf(topology: Topology): TopologyIndex {
  const known = memo.get(topology);
  if (known) return known;
  const index = makeIndex(topology);
  memo.set(topology, index);
  return index;
}

function makeIndex({ hosts, endpoints, containers, networks, ports }: Topology): TopologyIndex {
  return {
    hosts: hostIndex(hosts),
    ...endpointIndex(endpoints),
    ...containerIndex(containers),
    ...networkIndex(networks),
    ...portIndex(ports),
  };
}

const hostIndex = once((map: Topology['hosts']) => Object.values(map).sort(byName));

const endpointIndex = once((map: Topology['endpoints']) => {
  const endpoints = Object.values(map).sort(byId);
  return {
    endpointsOfContainer: lookUp(group(endpoints, (e) => (e.containerId ? [e.containerId] : []))),
    endpointsOfNetwork: lookUp(group(endpoints, (e) => [e.networkId])),
    endpointsOfHost: lookUp(group(endpoints, (e) => [e.hostId])),
  };
});

const containerIndex = once((map: Topology['containers']) => {
  const containers = Object.values(map).sort(byName);
  return {
    containersOfHost: lookUp(group(containers, (c) => [c.hostId])),
    containersOfSandbox: lookUp(group(containers, (c) => [c.sandboxId])),
  };
});

const networkIndex = once((map: Topology['networks']) => ({
  networksOfHost: lookUp(group(Object.values(map).sort(byName), (n) => n.hostIds)),
}));

const portIndex = once((map: Topology['ports']) => {
  const ports = Object.values(map).sort(byPort);
  return {
    portsOfContainer: lookUp(group(ports, (p) => [p.containerId])),
    portsOfHost: lookUp(group(ports, (p) => [p.hostId])),
  };
});
