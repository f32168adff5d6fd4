import type { Host, Network } from '../topology/model.ts';

/** Docker's default bridge: without names, and without addresses of one's choice. Podman's has both. */
export function isDefaultBridge(network: Network, host: Host): boolean {
  if (network.scope !== 'local' || network.driver !== 'bridge' || host.engine?.flavour === 'podman')
    return false;
  return network.name === 'bridge' || network.options['com.docker.network.bridge.default_bridge'] === 'true';
}

/** The network that is the host's own stack. */
export function isHostNetwork(network: Network): boolean {
  return network.scope === 'local' && network.driver === 'host';
}

/** The network that stands for having none. */
export function isNoneNetwork(network: Network): boolean {
  return network.scope === 'local' && network.driver === 'null' && network.name === 'none';
}

/**
 * A swarm network that was asked for and never made: the manager could not give it its addresses (they overlap
 * another's). The engine says nothing of it but its name.
 */
export function isUnallocated(network: Network): boolean {
  return network.scope === 'swarm' && network.driver === '' && network.ipam.subnets.length === 0;
}

/** Whether published ports can lead to a container over this network: an overlay brings docker_gwbridge. */
export function carriesPorts(network: Network): boolean {
  return !network.internal && (network.driver === 'bridge' || network.driver === 'overlay');
}
