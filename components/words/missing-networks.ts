import { isUp } from '#lib/topology/container-state.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Container, Topology } from '#lib/topology/model.ts';

/**
 * What it means that a container's host does not list networks of it, and what to do; undefined if it lists all. With a
 * key-value store it can't be told whether they are gone or the store is silent.
 */
export function missingMeaning(topology: Topology, container: Container): string | undefined {
  const missing = container.missingNetworks ?? [];
  if (missing.length === 0) return undefined;
  const many = missing.length > 1;
  const names = missing.map(({ name }) => name).join(', ');
  const store = entityOf(topology.hosts, container.hostId)?.clusterStore;
  const start = isUp(container.state) ? 'It can’t be started again' : 'It can’t start';
  const network = `its network${many ? 's' : ''} ${names}`;
  if (store === undefined) return `${start}: ${network} no longer exist${many ? '' : 's'} on its host.`;
  return `${start}: its host does not list ${network}. Either ${many ? 'they were' : 'it was'} removed, or the key-value store ${store} does not answer.`;
}

/** The same in two words, after a network's name. */
export function missingWord(topology: Topology, container: Container): string {
  const store = entityOf(topology.hosts, container.hostId)?.clusterStore;
  return store === undefined ? 'is gone' : 'is not listed';
}
