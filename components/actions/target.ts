import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';

/** What a sheet is about. */
export type ActionTarget =
  | { kind: 'connect'; networkId: string; containerIds: readonly string[] }
  | { kind: 'disconnect'; networkId: string; containerId: string }
  /** `like`: the network it is to be like. */
  | { kind: 'create-network'; hostIds?: string[]; like?: string }
  | { kind: 'remove-network'; networkIds: string[] }
  | { kind: 'prune-networks'; hostIds: string[] }
  | { kind: 'repair'; containerId: string; missing: string }
  | { kind: 'release-endpoint'; endpointId: string };

/** What is said of an action when its sheet is gone. */
export interface ActionWords {
  /** What messages about the same thing have in common: a newer one takes the place of an older one. */
  key: string;
  /** `web is on front`. */
  done: string;
  /** `web is off front again`. */
  undone: string;
}

/** A container's and a network's names as they are now; an id stands in for what is gone. */
export interface MembershipNames {
  container: string;
  network: string;
  host: string;
}

export function membershipNames(
  topology: Topology,
  { containerId, networkId }: { containerId: string; networkId: string },
): MembershipNames {
  const container = entityOf(topology.containers, containerId);
  const network = entityOf(topology.networks, networkId);
  const host = container && entityOf(topology.hosts, container.hostId);
  return {
    container: container?.name ?? containerId,
    network: network?.name ?? networkId,
    host: host?.name ?? 'unknown host',
  };
}
