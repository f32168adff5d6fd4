import { group, lookUp, once } from './look-up.ts';
import type { Endpoint, Topology } from './model.ts';
import type { Finding, Interface, Tunnel } from './model-wires.ts';
import { compareText } from './order.ts';

/** Look-ups along what is known of the wires. Interfaces come by name, tunnels by far end, errors before warnings. */
export interface WiresIndex {
  interfacesOfHost(hostId: string): readonly Interface[];
  /** A network's bridges, VXLAN devices and parents, on all its hosts. */
  interfacesOfNetwork(networkId: string): readonly Interface[];
  /** The interfaces that are ports of a bridge; endpoints' veths are not among them. */
  portsOf(interfaceId: string): readonly Interface[];
  /** The endpoints whose veths are ports of a bridge. */
  endpointsOfBridge(interfaceId: string): readonly Endpoint[];
  /** The endpoints whose devices hang on an interface (macvlan, ipvlan). */
  endpointsOfParent(interfaceId: string): readonly Endpoint[];
  tunnelsOfHost(hostId: string): readonly Tunnel[];
  tunnelsOfNetwork(networkId: string): readonly Tunnel[];
  tunnelsOfInterface(interfaceId: string): readonly Tunnel[];
  /** All findings, the worst first. */
  findings: readonly Finding[];
  findingsOfHost(hostId: string): readonly Finding[];
  /** The findings that concern a thing. */
  findingsAbout(id: string): readonly Finding[];
}

/**
 * The index of what a topology knows of wires. What is asked for is made once for each of its maps, and nothing else:
 * most pages only count the findings.
 */
export function wiresOf({ interfaces, tunnels, endpoints, findings }: Topology): WiresIndex {
  return {
    interfacesOfHost: (id) => byName(interfaceIndex(interfaces).ofHost(id)),
    interfacesOfNetwork: (id) => byName(interfaceIndex(interfaces).ofNetwork(id)),
    portsOf: (id) => byName(interfaceIndex(interfaces).ofMaster(id)),
    endpointsOfBridge: (id) => byId(endpointIndex(endpoints).ofBridge(id)),
    endpointsOfParent: (id) => byId(endpointIndex(endpoints).ofParent(id)),
    tunnelsOfHost: (id) => byFarEnd(tunnelIndex(tunnels).ofHost(id)),
    tunnelsOfNetwork: (id) => byFarEnd(tunnelIndex(tunnels).ofNetwork(id)),
    tunnelsOfInterface: (id) => byFarEnd(tunnelIndex(tunnels).ofInterface(id)),
    get findings() {
      return findingIndex(findings).all;
    },
    findingsOfHost: (id) => findingIndex(findings).ofHost(id),
    findingsAbout: (id) => findingIndex(findings).about(id),
  };
}

// Names as people count, in one locale for all: eth2 before eth10.
const natural = new Intl.Collator('en', { numeric: true });

function byName(links: readonly Interface[]): readonly Interface[] {
  return links.toSorted((a, b) => natural.compare(a.name, b.name) || compareText(a.id, b.id));
}

function byId(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  return endpoints.toSorted((a, b) => compareText(a.id, b.id));
}

function byFarEnd(tunnels: readonly Tunnel[]): readonly Tunnel[] {
  return tunnels.toSorted((a, b) => natural.compare(a.to.address, b.to.address) || compareText(a.id, b.id));
}

const interfaceIndex = once((map: Topology['interfaces']) => {
  const all = Object.values(map);
  return {
    ofHost: lookUp(group(all, ({ hostId }) => [hostId])),
    ofNetwork: lookUp(group(all, ({ networkId }) => (networkId ? [networkId] : []))),
    ofMaster: lookUp(group(all, ({ masterId }) => (masterId ? [masterId] : []))),
  };
});

const endpointIndex = once((map: Topology['endpoints']) => {
  const wired = Object.values(map).filter((endpoint) => endpoint.veth ?? endpoint.interface);
  return {
    ofBridge: lookUp(group(wired, ({ veth }) => (veth?.bridgeId ? [veth.bridgeId] : []))),
    ofParent: lookUp(group(wired, ({ interface: device }) => (device?.parentId ? [device.parentId] : []))),
  };
});

const tunnelIndex = once((map: Topology['tunnels']) => {
  const all = Object.values(map);
  return {
    ofHost: lookUp(
      group(all, ({ from, to }) => [...new Set([from.hostId, ...(to.hostId ? [to.hostId] : [])])]),
    ),
    ofNetwork: lookUp(group(all, ({ networkId }) => (networkId ? [networkId] : []))),
    ofInterface: lookUp(group(all, ({ interfaceId }) => (interfaceId ? [interfaceId] : []))),
  };
});

const findingIndex = once((map: Topology['findings']) => {
  const all = Object.values(map).sort(
    (a, b) =>
      compareText(a.severity, b.severity) || compareText(a.hostId, b.hostId) || compareText(a.id, b.id),
  );
  return {
    all,
    ofHost: lookUp(group(all, ({ hostId }) => [hostId])),
    about: lookUp(group(all, ({ about }) => [...new Set(about)])),
  };
});
