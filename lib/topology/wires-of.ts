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

/** The index of what a topology knows of wires, made once for each of its maps. */
export function wiresOf({ interfaces, tunnels, endpoints, findings }: Topology): WiresIndex {
  return {
    ...interfaceIndex(interfaces),
    ...endpointIndex(endpoints),
    ...tunnelIndex(tunnels),
    ...findingIndex(findings),
  };
}

// Names as people count, in one locale for all: eth2 before eth10.
const natural = new Intl.Collator('en', { numeric: true });

const interfaceIndex = once((map: Topology['interfaces']) => {
  const all = Object.values(map).sort((a, b) => natural.compare(a.name, b.name) || compareText(a.id, b.id));
  return {
    interfacesOfHost: lookUp(group(all, ({ hostId }) => [hostId])),
    interfacesOfNetwork: lookUp(group(all, ({ networkId }) => (networkId ? [networkId] : []))),
    portsOf: lookUp(group(all, ({ masterId }) => (masterId ? [masterId] : []))),
  };
});

const endpointIndex = once((map: Topology['endpoints']) => {
  const wired = Object.values(map).filter((endpoint) => endpoint.veth ?? endpoint.interface);
  wired.sort((a, b) => compareText(a.id, b.id));
  return {
    endpointsOfBridge: lookUp(group(wired, ({ veth }) => (veth?.bridgeId ? [veth.bridgeId] : []))),
    endpointsOfParent: lookUp(
      group(wired, ({ interface: device }) => (device?.parentId ? [device.parentId] : [])),
    ),
  };
});

const tunnelIndex = once((map: Topology['tunnels']) => {
  const all = Object.values(map).sort(
    (a, b) => natural.compare(a.to.address, b.to.address) || compareText(a.id, b.id),
  );
  return {
    tunnelsOfHost: lookUp(
      group(all, ({ from, to }) => [...new Set([from.hostId, ...(to.hostId ? [to.hostId] : [])])]),
    ),
    tunnelsOfNetwork: lookUp(group(all, ({ networkId }) => (networkId ? [networkId] : []))),
    tunnelsOfInterface: lookUp(group(all, ({ interfaceId }) => (interfaceId ? [interfaceId] : []))),
  };
});

const findingIndex = once((map: Topology['findings']) => {
  const findings = Object.values(map).sort(
    (a, b) =>
      compareText(a.severity, b.severity) || compareText(a.hostId, b.hostId) || compareText(a.id, b.id),
  );
  return {
    findings,
    findingsOfHost: lookUp(group(findings, ({ hostId }) => [hostId])),
    findingsAbout: lookUp(group(findings, ({ about }) => [...new Set(about)])),
  };
});
