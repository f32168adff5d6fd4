import type { Action, SingleAction } from '#lib/actions/schema.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Topology } from '#lib/topology/model.ts';

/**
 * What an action's plan rests on, as far as the page knows it: when one of these is another object than before the
 * plan may say something else. Unchanged entities keep their identity.
 */
export function thingsOf(topology: Topology, action: Action): unknown[] {
  const actions = action.kind === 'sequence' ? action.actions : [action];
  return actions.flatMap((each) => thingsOfSingle(topology, each));
}

function thingsOfSingle(topology: Topology, action: SingleAction): unknown[] {
  switch (action.kind) {
    case 'connect':
    case 'disconnect':
    case 'repair': {
      const container = entityOf(topology.containers, action.containerId);
      const endpoints = indexOf(topology).endpointsOfContainer(action.containerId);
      return [
        container,
        container && entityOf(topology.hosts, container.hostId),
        entityOf(topology.networks, action.networkId ?? ''),
        endpoints.find(({ networkId }) => networkId === action.networkId),
      ];
    }
    case 'release-endpoint':
      return [entityOf(topology.endpoints, action.endpointId)];
    case 'remove-network':
      return [
        entityOf(topology.networks, action.networkId),
        ...indexOf(topology).endpointsOfNetwork(action.networkId),
      ];
    case 'create-network':
      return [topology.hosts, topology.networks];
    case 'prune-networks':
      return [topology.hosts, topology.networks, topology.endpoints, topology.services];
  }
}
