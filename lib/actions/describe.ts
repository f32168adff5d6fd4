import { entityOf } from '../topology/entity-of.ts';
import { parseNetworkId } from '../topology/ids.ts';
import type { Topology } from '../topology/model.ts';
import { newNativeId } from './call.ts';
import type { Action, SingleAction } from './schema.ts';
import { listed } from './wording.ts';

/**
 * What an action is about, in a few words and without judging it: `Connect web to front`. Also of what can't be
 * planned: an id stands in for the name of what is gone.
 */
export function describeAction(topology: Topology, action: Action): string {
  const [first = 'Nothing', ...rest] = describeEach(topology, action);
  return rest.length > 0 ? `${first}, and ${rest.length} more` : first;
}

/** The same of each of its actions. */
export function describeEach(topology: Topology, action: Action): string[] {
  const actions = singlesOf(action);
  const made = new Map(
    actions.flatMap((each) =>
      each.kind === 'create-network' ? [[newNativeId(each.ref), each.spec.name]] : [],
    ),
  );
  const network = (id: string) =>
    entityOf(topology.networks, id)?.name ?? made.get(parseNetworkId(id)?.nativeId ?? '') ?? id;
  return actions.map((each) => describeSingle(topology, each, network));
}

/** The kinds of single actions in it, each once. */
export function verbsOf(action: Action): SingleAction['kind'][] {
  return [...new Set(singlesOf(action).map(({ kind }) => kind))];
}

function singlesOf(action: Action): readonly SingleAction[] {
  return action.kind === 'sequence' ? action.actions : [action];
}

function describeSingle(topology: Topology, action: SingleAction, network: (id: string) => string): string {
  const container = (id: string) => entityOf(topology.containers, id)?.name ?? id;
  const hosts = (ids: readonly string[]) => listed(ids.map((id) => entityOf(topology.hosts, id)?.name ?? id));
  switch (action.kind) {
    case 'connect':
      return `Connect ${container(action.containerId)} to ${network(action.networkId)}`;
    case 'disconnect':
      return `Disconnect ${container(action.containerId)} from ${network(action.networkId)}`;
    case 'release-endpoint': {
      const endpoint = entityOf(topology.endpoints, action.endpointId);
      if (!endpoint) return `Free ${action.endpointId}`;
      return `Free ${endpoint.name ?? 'an endpoint'} on ${network(endpoint.networkId)}`;
    }
    case 'create-network':
      return `Create ${action.spec.name} on ${hosts(action.hostIds)}`;
    case 'remove-network':
      return `Remove ${network(action.networkId)}`;
    case 'prune-networks':
      return `Prune networks on ${hosts(action.hostIds)}`;
    case 'repair':
      return `Repair ${container(action.containerId)}, which misses ${action.missing}`;
  }
}
