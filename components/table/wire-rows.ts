import { tunnelName } from '#components/words/thing-name.ts';
import { placeText } from '#components/words/wires.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import type { Finding, Interface, Tunnel } from '#lib/topology/model-wires.ts';
import { wiresOf } from '#lib/topology/wires-of.ts';
import type { Row } from './column.ts';

export interface InterfaceRow extends Row {
  link: Interface;
  host: string;
  /** Where it is, if not in the host's own namespace. */
  place: string | undefined;
  /** The bridge it is a port of. */
  master: string | undefined;
  network: string | undefined;
  driver: string;
}

export interface TunnelRow extends Row {
  tunnel: Tunnel;
  name: string;
  host: string;
  network: string | undefined;
  driver: string;
  state: string;
}

export interface FindingRow extends Row {
  finding: Finding;
}

export function interfaceRows(topology: Topology): InterfaceRow[] {
  return Object.values(topology.interfaces).map((link) => {
    const { network, driver } = networkWords(topology, link.networkId);
    return {
      id: link.id,
      testId: `interface-${link.name}`,
      link,
      host: hostName(topology, link.hostId),
      place: placeText(link.place, network),
      master: link.masterId === undefined ? undefined : entityOf(topology.interfaces, link.masterId)?.name,
      network,
      driver,
    };
  });
}

export function tunnelRows(topology: Topology): TunnelRow[] {
  return Object.values(topology.tunnels).map((tunnel) => {
    const name = tunnelName(topology, tunnel);
    return {
      id: tunnel.id,
      testId: `tunnel-${name.replace(' → ', '-')}`,
      tunnel,
      name,
      host: hostName(topology, tunnel.from.hostId),
      ...networkWords(topology, tunnel.networkId),
      state: tunnel.source === 'declared' ? 'declared, not seen' : tunnel.blocked ? 'blocked' : 'seen',
    };
  });
}

/** The worst first. */
export function findingRows(topology: Topology): FindingRow[] {
  return wiresOf(topology).findings.map((finding) => ({
    id: finding.id,
    testId: `finding-${finding.code}`,
    finding,
  }));
}

function hostName(topology: Topology, id: string): string {
  return entityOf(topology.hosts, id)?.name ?? id;
}

function networkWords(
  topology: Topology,
  id: string | undefined,
): { network: string | undefined; driver: string } {
  const network = id === undefined ? undefined : entityOf(topology.networks, id);
  return { network: network?.name, driver: network?.driver ?? '' };
}
