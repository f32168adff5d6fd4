import { networkId, swarmNetworkId } from '../topology/ids.ts';
import type { Host, Topology } from '../topology/model.ts';
import { newNativeId } from './call.ts';
import type { NetworkSpec } from './network-spec.ts';

/** Whether a network of this spec is one of a swarm, made once by a manager. */
export function isForSwarm({ driver, scope, ingress, configOnly }: NetworkSpec): boolean {
  if (configOnly || scope === 'local' || scope === 'global') return false;
  return scope === 'swarm' || ingress === true || driver === 'overlay';
}

/**
 * The id that a network has in plans before it is made: later actions of a sequence name it so. `host` is
 * the one that makes it.
 */
export function newNetworkId(host: Host, spec: NetworkSpec, ref?: string): string {
  return isForSwarm(spec) && host.swarm
    ? swarmNetworkId(host.swarm.clusterId, newNativeId(ref))
    : networkId(host.id, newNativeId(ref));
}

/** The hosts that will know a new network: a swarm's is its managers' at once. */
export function hostsOfNew(topology: Topology, hostId: string, spec: NetworkSpec): string[] {
  const clusterId = topology.hosts[hostId]?.swarm?.clusterId;
  if (!isForSwarm(spec) || clusterId === undefined) return [hostId];
  return Object.values(topology.hosts)
    .filter(({ swarm }) => swarm?.clusterId === clusterId && swarm.role === 'manager')
    .map(({ id }) => id)
    .sort();
}

/** A manager of a cluster that can be asked now. */
export function liveManager(topology: Topology, clusterId: string): Host | undefined {
  return Object.values(topology.hosts)
    .filter(({ status, swarm }) => status === 'live' && swarm?.clusterId === clusterId)
    .find(({ swarm }) => swarm?.role === 'manager');
}
