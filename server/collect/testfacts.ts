import type { ContainerFact, NetworkFact } from '#lib/topology/snapshot.ts';

/** A bridge network whose id is its name. For tests. */
export function network(name: string, more: Partial<NetworkFact> = {}): NetworkFact {
  return {
    nativeId: name,
    name,
    driver: 'bridge',
    scope: 'local',
    internal: false,
    attachable: false,
    ingress: false,
    configOnly: false,
    ipam: { driver: 'default', subnets: [] },
    options: {},
    labels: {},
    peers: [],
    ...more,
  };
}

/** A running container on no network, whose id is its name. For tests. */
export function container(name: string, more: Partial<ContainerFact> = {}): ContainerFact {
  return {
    nativeId: name,
    name,
    image: 'busybox',
    state: 'running',
    networkMode: 'bridge',
    labels: {},
    ports: [],
    attachments: [],
    ...more,
  };
}
