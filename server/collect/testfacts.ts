import type { ContainerFact, NetworkFact } from '#lib/topology/snapshot.ts';
import { containerFact, networkFact } from '#lib/topology/testdata/facts.ts';

/** A bridge network whose id is its name. For tests. */
export function network(name: string, more: Partial<NetworkFact> = {}): NetworkFact {
  return networkFact(name, { nativeId: name, ...more });
}

/** A running container on no network, whose id is its name. For tests. */
export function container(name: string, more: Partial<ContainerFact> = {}): ContainerFact {
  return containerFact(name, { nativeId: name, ...more });
}
