import { networkId, storeIdOf, storeNetworkId, swarmNetworkId } from '../topology/ids.ts';
import { indexOf } from '../topology/index-of.ts';
import type { Host, Network, Topology } from '../topology/model.ts';
import { newNativeId } from './call.ts';
import type { NetworkSpec } from './network-spec.ts';

/** Whether a network of this spec is one of a swarm, made once by a manager. */
export function isForSwarm({ driver, scope, ingress, configOnly }: NetworkSpec): boolean {
  if (configOnly || scope === 'local' || scope === 'global') return false;
  return scope === 'swarm' || ingress === true || driver === 'overlay';
}

/** The scope that a network of this spec will have where this host makes it. */
export function scopeOfNew(host: Host, spec: NetworkSpec): Network['scope'] {
  const { driver, scope, configOnly } = spec;
  if (configOnly) return 'local';
  if (scope !== undefined) return scope;
  // Engines before 23 keep overlays in a key-value store if they have one, unless they are in a swarm.
  if (driver === 'overlay' && host.clusterStore !== undefined && !host.swarm) return 'global';
  return isForSwarm(spec) ? 'swarm' : 'local';
}

/**
 * The id that a network has in plans before it is made: later actions of a sequence name it so. `host` is
 * the one that makes it.
 */
export function newNetworkId(host: Host, spec: NetworkSpec, ref?: string): string {
  const scope = scopeOfNew(host, spec);
  const nativeId = newNativeId(ref);
  if (scope === 'swarm' && host.swarm) return swarmNetworkId(host.swarm.clusterId, nativeId);
  if (scope === 'global' && host.clusterStore !== undefined)
    return storeNetworkId(storeIdOf(host.clusterStore), nativeId);
  return networkId(host.id, nativeId);
}

/** The hosts that will know a new network: a swarm's is its managers' at once, a key-value store's all its hosts'. */
export function hostsOfNew(topology: Topology, hostId: string, spec: NetworkSpec): string[] {
  const maker = topology.hosts[hostId];
  const scope = maker && scopeOfNew(maker, spec);
  const shares = ({ swarm, clusterStore }: Host) =>
    scope === 'swarm'
      ? swarm?.clusterId === maker?.swarm?.clusterId && swarm?.role === 'manager'
      : scope === 'global' && clusterStore === maker?.clusterStore;
  const others = Object.values(topology.hosts)
    .filter(shares)
    .map(({ id }) => id);
  return [...new Set([hostId, ...others])].sort();
}

/** A manager of a cluster that can be asked now: of several the first by name. */
export function liveManager(topology: Topology, clusterId: string): Host | undefined {
  return indexOf(topology)
    .hosts.filter(({ status, swarm }) => status === 'live' && swarm?.clusterId === clusterId)
    .find(({ swarm }) => swarm?.role === 'manager');
}
