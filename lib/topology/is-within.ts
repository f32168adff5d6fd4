import { type NetworkRef, storeIdOf } from './ids.ts';
import type { Host } from './model.ts';

/** Whether a host is of the swarm cluster, or has the key-value store, that a network over several hosts belongs to. */
export function isWithin(host: Host | undefined, network: NetworkRef | undefined): boolean {
  if (network?.scope === 'swarm') return host?.swarm?.clusterId === network.clusterId;
  if (network?.scope !== 'store' || host?.clusterStore === undefined) return false;
  return storeIdOf(host.clusterStore) === network.storeId;
}
