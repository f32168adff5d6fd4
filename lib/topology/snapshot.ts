import type { WireReading } from '../wires/facts.ts';
import type { Container, Host, HostStatus, Port, Service, Subnet } from './model.ts';

/**
 * One host's plain facts, as its engine tells them, before anything is concluded from them. `server/engine`
 * makes these from the engine's replies; `build.ts` turns them into a piece of topology.
 */
export interface Snapshot {
  engine: NonNullable<Host['engine']>;
  /** What the engine calls itself; cloned machines say the same. Podman says another one each time. */
  engineId?: string;
  swarm?: SwarmFact;
  /** Where networks of scope global are kept, as the engine writes it. */
  clusterStore?: string;
  /** With such a store: endpoint ids that its containers had a moment ago, and other engines may still list. */
  formerEndpoints?: string[];
  drivers: string[];
  rootless: boolean;
  warnings: Host['warnings'];
  networks: NetworkFact[];
  containers: ContainerFact[];
  /** The swarm's services; only managers tell them. */
  services?: ServiceFact[];
}

/** What `/info` says of a host's part in a swarm. */
export interface SwarmFact {
  /** Only managers know it. */
  clusterId?: string;
  nodeId: string;
  role: 'manager' | 'worker';
  address: string;
  /** The node ids of the cluster's managers, by which a worker finds its cluster. */
  managerNodeIds: string[];
}

/** A service of a swarm, with the tasks that shall be. */
export interface ServiceFact {
  nativeId: string;
  name: string;
  mode: Service['mode'];
  replicas?: number;
  endpointMode: Service['endpointMode'];
  /** Ids, or names as they were given. */
  networks: string[];
  virtualAddresses: { networkNativeId: string; address: string }[];
  ports: Service['ports'];
  tasks: TaskFact[];
}

export interface TaskFact {
  nativeId: string;
  state: string;
  /** Empty while it has no node. */
  nodeId: string;
  nodeName?: string;
  containerNativeId?: string;
}

export interface NetworkFact {
  nativeId: string;
  name: string;
  driver: string;
  scope: 'local' | 'swarm' | 'global';
  internal: boolean;
  attachable: boolean;
  ingress: boolean;
  configOnly: boolean;
  configFrom?: string;
  ipam: { driver: string; subnets: Subnet[] };
  options: Record<string, string>;
  labels: Record<string, string>;
  /** ISO 8601. */
  created?: string;
  /** Addresses of the overlay's other hosts; known only where the network was inspected. */
  peers: string[];
  /** True: the engine does not list it, since its key-value store does not answer; the last known. */
  stale?: boolean;
  /** The members as `network inspect` lists them; absent where only the list was read. */
  members?: MemberFact[];
}

/** A member of a network as `network inspect` lists it (its `Containers`). */
export interface MemberFact {
  /** A container's native id, or the engine's name of something else: `lb-<network>`, `ingress-sbox`, `ep-<endpoint id>`. */
  key: string;
  name: string;
  endpointId: string;
  ipv4?: string;
  ipv6?: string;
  mac?: string;
}

export interface ContainerFact {
  nativeId: string;
  name: string;
  image: string;
  state: Container['state'];
  networkMode: string;
  labels: Record<string, string>;
  ports: Omit<Port, 'id' | 'hostId' | 'containerId'>[];
  attachments: AttachmentFact[];
}

/** A container's membership in a network, from the container's side. */
export interface AttachmentFact {
  networkName: string;
  /** Empty before a container's first start (join by name then). */
  networkNativeId: string;
  /** Empty while the container is stopped. */
  endpointId: string;
  ipv4?: string;
  ipv6?: string;
  mac?: string;
  gateway?: string;
}

/** What is known of one host at a moment: its state as a host, and the last snapshot that could be read. */
export interface HostReading {
  id: string;
  name: string;
  url: string;
  origin?: NonNullable<Host['origin']>;
  source?: string;
  /** How it is reached, beside its URL. */
  tls?: NonNullable<Host['tls']>;
  ssh?: NonNullable<Host['ssh']>;
  /** What its owner allows for reading its links. */
  probe?: NonNullable<Host['probe']>;
  status: HostStatus;
  reason?: string;
  /** ISO 8601. */
  lastSeen: string | null;
  /** What to mind about how the host is reached, whether or not it answers. */
  warnings?: Host['warnings'];
  snapshot?: Snapshot;
  /** What its kernel says of its links, where that is read. */
  wires?: WireReading;
}
