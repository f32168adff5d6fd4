import type { Action } from '#lib/actions/schema.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';

/** What a sheet is about: one container and one network, to be joined or parted. */
export interface ActionTarget {
  kind: Action['kind'];
  containerId: string;
  networkId: string;
}

/** The names of what an action is about. */
export interface TargetNames {
  container: string;
  network: string;
  host: string;
}

/** The names as they are now; an id stands in for what is gone. */
export function namesOf(topology: Topology, target: Omit<ActionTarget, 'kind'>): TargetNames {
  const container = entityOf(topology.containers, target.containerId);
  const network = entityOf(topology.networks, target.networkId);
  const host = container && entityOf(topology.hosts, container.hostId);
  return {
    container: container?.name ?? target.containerId,
    network: network?.name ?? target.networkId,
    host: host?.name ?? 'unknown host',
  };
}
