import { z } from 'zod';
import {
  endpointInterfaceSchema,
  findingSchema,
  interfaceSchema,
  probeSettingsSchema,
  tunnelSchema,
  vethSchema,
  wireStatusSchema,
} from './model-wires.ts';

/**
 * The topology: everything Patchbay knows of all hosts, as maps by id. It is the HTTP contract's shape;
 * ids are made and parsed in `ids.ts` alone. Addresses are plain (`172.18.0.2`), without a prefix length.
 */

const warningSchema = z.object({ code: z.string(), message: z.string() });

const path = z.string().min(1, { message: 'The path is empty.' });

/** How TLS is spoken to an engine. Files are named, never held: PEM files on the machine that Patchbay runs on. */
export const tlsSettingsSchema = z.object({
  /** The authorities that may vouch for the engine, in place of the public ones. */
  ca: path.exactOptional(),
  /** The certificate that Patchbay shows, and its key. */
  cert: path.exactOptional(),
  key: path.exactOptional(),
  /** The name that the engine's certificate must have, where it is not the URL's. */
  serverName: z.string().min(1).exactOptional(),
  /** Believe whoever answers. */
  insecureSkipVerify: z.boolean().exactOptional(),
});

/** What a host's ssh login uses in place of what the ssh command would: paths on the machine that Patchbay runs on. */
export const sshSettingsSchema = z.object({
  identityFile: path.exactOptional(),
  knownHosts: path.exactOptional(),
});

const hostStatusSchema = z.enum(['connecting', 'live', 'stale', 'unreachable']);

export const hostSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  /** `file`: of the configuration, changed there; `stored`: added on the page, changed there. */
  origin: z.enum(['file', 'stored']).exactOptional(),
  /** Where the configuration has it from: a file's name, `DOCKER_HOST`, `the usual sockets`. */
  source: z.string().exactOptional(),
  /** For `tcp://` over TLS; without it nothing is encrypted. */
  tls: tlsSettingsSchema.exactOptional(),
  /** For `ssh://`, where the usual key, agent and known hosts are not what is used. */
  ssh: sshSettingsSchema.exactOptional(),
  /** What may be done to read its links. */
  probe: probeSettingsSchema.exactOptional(),
  /** `stale`: was read once and can't be read now; `unreachable`: could never be read. */
  status: hostStatusSchema,
  /** Why the host is not live, in words for people. */
  reason: z.string().exactOptional(),
  /** When the host was last known to be as drawn, ISO 8601. Null before the first read. */
  lastSeen: z.string().nullable(),
  engine: z
    .object({ flavour: z.enum(['docker', 'podman']), version: z.string(), apiVersion: z.string() })
    .exactOptional(),
  swarm: z
    .object({
      clusterId: z.string(),
      nodeId: z.string(),
      role: z.enum(['manager', 'worker']),
      address: z.string(),
    })
    .exactOptional(),
  /** The key-value store that the engine keeps its networks of scope global in (`dockerd --cluster-store`, up to 20.10). */
  clusterStore: z.string().exactOptional(),
  drivers: z.array(z.string()),
  rootless: z.boolean(),
  /** How it stands with reading its kernel's links; absent before anything is known of it. */
  wires: wireStatusSchema.exactOptional(),
  warnings: z.array(warningSchema),
});

const subnetSchema = z.object({
  subnet: z.string(),
  gateway: z.string().exactOptional(),
  ipRange: z.string().exactOptional(),
  /** Addresses Docker leaves alone (`--aux-address`), by their label. */
  excluded: z.record(z.string(), z.string()).exactOptional(),
});

export const networkSchema = z.object({
  id: z.string(),
  nativeId: z.string(),
  name: z.string(),
  driver: z.string(),
  scope: z.enum(['local', 'swarm', 'global']),
  /** The hosts that know the network; for one over several hosts every host that lists it. */
  hostIds: z.array(z.string()),
  internal: z.boolean(),
  attachable: z.boolean(),
  ingress: z.boolean(),
  configOnly: z.boolean(),
  configFrom: z.string().exactOptional(),
  /** Made by Docker itself (bridge, host, none, ingress, docker_gwbridge): it can't be removed by hand. */
  builtin: z.boolean(),
  ipam: z.object({ driver: z.string(), subnets: z.array(subnetSchema) }),
  options: z.record(z.string(), z.string()),
  labels: z.record(z.string(), z.string()),
  /** When it was made, by its engine's clock, ISO 8601; of a swarm's networks engines tell no one time. */
  created: z.string().exactOptional(),
  /** The kernel's bridge device, where the driver makes one. */
  bridge: z.string().exactOptional(),
  mtu: z.number().exactOptional(),
  vni: z.number().exactOptional(),
  /** True: no engine lists it at present, since the key-value store does not answer. It is as it was last known. */
  stale: z.boolean().exactOptional(),
  /** The hosts at the other ends of an overlay, as the engines list them. */
  peers: z.array(z.object({ address: z.string(), hostId: z.string().exactOptional() })),
});

export const containerSchema = z.object({
  id: z.string(),
  nativeId: z.string(),
  hostId: z.string(),
  name: z.string(),
  image: z.string(),
  state: z.enum(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']),
  /** `bridge`, `host`, `none`, `container:<native id>`, or a network's name, as Docker says it. */
  networkMode: z.string(),
  sandboxId: z.string(),
  labels: z.record(z.string(), z.string()),
  compose: z.object({ project: z.string(), service: z.string() }).exactOptional(),
  swarm: z.object({ service: z.string(), task: z.string() }).exactOptional(),
  /** Networks it belongs to that its host does not list: a stopped one can't start until they are back. */
  missingNetworks: z
    .array(z.object({ name: z.string(), nativeId: z.string().exactOptional() }))
    .exactOptional(),
});

export const sandboxSchema = z.object({
  id: z.string(),
  hostId: z.string(),
  kind: z.enum(['private', 'host', 'none']),
  /** The container the sandbox was made for; absent for the host's own and when that container is gone. */
  ownerId: z.string().exactOptional(),
});

export const endpointSchema = z.object({
  id: z.string(),
  hostId: z.string(),
  networkId: z.string(),
  sandboxId: z.string(),
  containerId: z.string().exactOptional(),
  role: z.enum(['container', 'gateway', 'load-balancer', 'remote']),
  /** False: a member that is stopped. */
  attached: z.boolean(),
  /** The engine's own name of what is joined, where no container of ours carries it. */
  name: z.string().exactOptional(),
  ipv4: z.string().exactOptional(),
  ipv6: z.string().exactOptional(),
  mac: z.string().exactOptional(),
  gateway: z.string().exactOptional(),
  aliases: z.array(z.string()).exactOptional(),
  /** Its device in the sandbox, where the host's links are read. */
  interface: endpointInterfaceSchema.exactOptional(),
  /** The other end of its veth pair. `bridge` is empty where that is a port of nothing. */
  veth: vethSchema.exactOptional(),
});

export const portSchema = z.object({
  id: z.string(),
  hostId: z.string(),
  containerId: z.string(),
  hostAddress: z.string(),
  hostPort: z.number(),
  containerPort: z.number(),
  protocol: z.enum(['tcp', 'udp', 'sctp']),
});

/** A service of a swarm, as its managers tell it. */
const serviceSchema = z.object({
  id: z.string(),
  nativeId: z.string(),
  clusterId: z.string(),
  name: z.string(),
  mode: z.enum(['replicated', 'global', 'replicated-job', 'global-job']),
  /** How many tasks there shall be; absent for global services, which have one on each node. */
  replicas: z.number().exactOptional(),
  /** `vip`: its name leads to one address, before its tasks; `dnsrr`: to the addresses of the tasks. */
  endpointMode: z.enum(['vip', 'dnsrr']),
  /** Its networks, those that a host of ours lists. */
  networkIds: z.array(z.string()),
  virtualAddresses: z.array(z.object({ networkId: z.string(), address: z.string() })),
  ports: z.array(
    z.object({
      publishedPort: z.number().exactOptional(),
      targetPort: z.number(),
      protocol: z.enum(['tcp', 'udp', 'sctp']),
      /** `ingress`: on every node of the swarm; `host`: on those where a task runs. */
      publishMode: z.enum(['ingress', 'host']),
    }),
  ),
  /** The tasks that shall be; earlier ones that ended are left out. */
  tasks: z.array(
    z.object({
      id: z.string(),
      /** The engine's word: pending, preparing, running, rejected … */
      state: z.string(),
      /** The host it is on, where that is one of ours. */
      hostId: z.string().exactOptional(),
      /** The name of its node; absent while it has none. */
      node: z.string().exactOptional(),
      /** Absent until the host has the container. */
      containerId: z.string().exactOptional(),
    }),
  ),
});

export const topologySchema = z.object({
  hosts: z.record(z.string(), hostSchema),
  networks: z.record(z.string(), networkSchema),
  containers: z.record(z.string(), containerSchema),
  sandboxes: z.record(z.string(), sandboxSchema),
  endpoints: z.record(z.string(), endpointSchema),
  ports: z.record(z.string(), portSchema),
  interfaces: z.record(z.string(), interfaceSchema),
  tunnels: z.record(z.string(), tunnelSchema),
  services: z.record(z.string(), serviceSchema),
  findings: z.record(z.string(), findingSchema),
});

export type HostWarning = z.infer<typeof warningSchema>;
export type HostStatus = z.infer<typeof hostStatusSchema>;
export type Host = z.infer<typeof hostSchema>;
export type TlsSettings = z.infer<typeof tlsSettingsSchema>;
export type OwnSshSettings = z.infer<typeof sshSettingsSchema>;
export type Subnet = z.infer<typeof subnetSchema>;
export type Network = z.infer<typeof networkSchema>;
export type Container = z.infer<typeof containerSchema>;
export type Sandbox = z.infer<typeof sandboxSchema>;
export type Endpoint = z.infer<typeof endpointSchema>;
export type Port = z.infer<typeof portSchema>;
export type Service = z.infer<typeof serviceSchema>;
export type Topology = z.infer<typeof topologySchema>;
export type Collection = keyof Topology;
export type Entity<C extends Collection = Collection> = Topology[C][string];

/** The names of the topology's maps, in an order in which references point backwards. */
export const collections = [
  'hosts',
  'networks',
  'sandboxes',
  'containers',
  'endpoints',
  'ports',
  'interfaces',
  'tunnels',
  'services',
  'findings',
] as const satisfies readonly Collection[];

/** A topology of nothing: what a page holds before its first message. */
export function emptyTopology(): Topology {
  return {
    hosts: {},
    networks: {},
    containers: {},
    sandboxes: {},
    endpoints: {},
    ports: {},
    interfaces: {},
    tunnels: {},
    services: {},
    findings: {},
  };
}
