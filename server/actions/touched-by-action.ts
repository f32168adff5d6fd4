import { usageOf } from '#lib/actions/members.ts';
import { liveManager } from '#lib/actions/new-network.ts';
import { prunableNetworks } from '#lib/actions/prunable.ts';
import type { Action, SingleAction } from '#lib/actions/schema.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import type { Touched } from '#server/collect/touched.ts';

/** What is to be looked at on one host. */
export type ToLookAt = Pick<Touched, 'containers' | 'networks' | 'joined'>;

/**
 * What an action is about, by host: to be looked at before its plan is judged, for the picture can be some seconds
 * old where an engine tells no event. What is not in the picture is left out: an engine would find it by its
 * name, too.
 */
export function touchedByAction(topology: Topology, action: Action): Map<string, ToLookAt> {
  const touched = new Map<string, ToLookAt>();
  const on = (hostId: string): ToLookAt => {
    const known = touched.get(hostId) ?? { containers: [], networks: [], joined: [] };
    touched.set(hostId, known);
    return known;
  };
  const container = (id: string) => {
    const known = entityOf(topology.containers, id);
    if (known) on(known.hostId).containers.push(known.nativeId);
  };
  const network = (id: string, as: 'networks' | 'joined') => {
    const known = entityOf(topology.networks, id);
    for (const hostId of known?.hostIds ?? []) on(hostId)[as].push(known?.nativeId ?? '');
  };
  const wholeNetwork = (id: string) => {
    const known = entityOf(topology.networks, id);
    if (!known) return;
    network(id, 'networks');
    const { attached, stopped } = usageOf(topology, known);
    for (const member of [...attached, ...stopped]) container(member.container.id);
  };
  const visit = (each: SingleAction) => {
    switch (each.kind) {
      case 'connect':
      case 'disconnect':
      case 'repair':
        container(each.containerId);
        if (each.networkId !== undefined) network(each.networkId, 'joined');
        return;
      case 'release-endpoint': {
        const endpoint = entityOf(topology.endpoints, each.endpointId);
        if (endpoint) network(endpoint.networkId, 'networks');
        return;
      }
      case 'create-network':
        for (const hostId of each.hostIds) on(hostId);
        for (const { hostId } of each.configs ?? []) on(hostId);
        // Who makes it for a swarm need not be among the hosts that were chosen.
        for (const hostId of each.hostIds) {
          const swarm = entityOf(topology.hosts, hostId)?.swarm;
          const manager = swarm && liveManager(topology, swarm.clusterId);
          if (manager) on(manager.id);
        }
        return;
      case 'remove-network':
        wholeNetwork(each.networkId);
        return;
      case 'prune-networks':
        for (const { network: unused } of prunableNetworks(topology, each.hostIds, each.filters))
          wholeNetwork(unused.id);
    }
  };
  for (const each of action.kind === 'sequence' ? action.actions : [action]) visit(each);
  return touched;
}
