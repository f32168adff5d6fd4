import type { NetworkSpec } from '#lib/actions/network-spec.ts';
import type { ContainerFact, NetworkFact, ServiceFact, Snapshot, SwarmFact } from '#lib/topology/snapshot.ts';
import type { HelperContainers } from './helper-containers.ts';

/** What one engine can be asked. Kinds of engines and of connections differ behind it, not before it. */
export interface EngineClient {
  /** Asks whether the engine answers, and settles the API version that later calls use. */
  ping(): Promise<EnginePing>;
  info(): Promise<EngineInfo>;
  networks(): Promise<Listing<NetworkFact>>;
  /** All containers, also stopped ones. */
  containers(): Promise<Listing<ContainerFact>>;
  /** The swarm's services with their tasks. Only managers tell them; others refuse. */
  services(): Promise<ServiceFact[]>;
  /** The network with its members and peers. Fails with `no-such-network` if it is gone. */
  inspectNetwork(nativeId: string): Promise<NetworkInspection>;
  /** Fails with `no-such-container` if it is gone. */
  inspectContainer(nativeId: string): Promise<ContainerInspection>;
  /**
   * Settles when the engine has begun to send; what happens from then on is in the stream. The stream is read
   * whether or not anybody iterates (an engine suffers from readers that pause) and ends when the engine ends it.
   */
  events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>>;
  connect(request: ConnectRequest): Promise<void>;
  disconnect(request: DisconnectRequest): Promise<void>;
  /** Makes a network; the value is its native id. */
  createNetwork(spec: NetworkSpec): Promise<string>;
  removeNetwork(network: Named): Promise<void>;
  /** Containers of Patchbay's own. */
  readonly helpers: HelperContainers;
  /** Ends every connection; calls under way fail. */
  close(): void;
}

type EngineFacts = Snapshot['engine'];
export type Warning = Snapshot['warnings'][number];

export interface EnginePing {
  apiVersion: string;
  flavour: EngineFacts['flavour'];
}

export interface EngineInfo {
  version: string;
  /** What the engine calls itself. */
  engineId?: string;
  swarm?: SwarmFact;
  /** Where it keeps its networks of scope global (up to 20.10). */
  clusterStore?: string;
  drivers: string[];
  rootless: boolean;
}

/** What could be read of a list, and what could not. */
export interface Listing<T> {
  items: T[];
  warnings: Warning[];
}

export interface NetworkInspection {
  fact: NetworkFact & { members: NonNullable<NetworkFact['members']> };
  created?: string;
}

export interface ContainerInspection {
  fact: ContainerFact;
  created?: string;
  /** The main process, 0 while there is none. */
  pid: number;
  sandboxKey?: string;
  endpoints: EndpointInspection[];
  /** What `-p` asked for, whether or not it has an effect. */
  askedPorts: AskedPort[];
  /** Legacy links (`--link`), from this container to others. */
  links: LinkInspection[];
}

/** A port that was to be published. */
export interface AskedPort {
  /** Undefined for all addresses. */
  hostAddress?: string;
  /** A number or a range; undefined where the engine was to choose one. */
  hostPort?: string;
  containerPort: number;
  protocol: 'tcp' | 'udp' | 'sctp';
}

/** A name by which a container knows another. */
export interface LinkInspection {
  /** The other container's name. */
  to: string;
  alias: string;
  /** The network on which it holds; undefined for the default bridge. */
  networkName?: string;
}

/** A container's membership with what only an inspect knows. */
export interface EndpointInspection {
  networkName: string;
  networkNativeId: string;
  endpointId: string;
  ipv4?: string;
  ipv4Prefix?: number;
  ipv6?: string;
  ipv6Prefix?: number;
  mac?: string;
  gateway?: string;
  /** The address asked for, if one was. */
  fixedIpv4?: string;
  fixedIpv6?: string;
  gatewayPriority?: number;
  driverOptions?: Record<string, string>;
  /** As people gave them: without the short id that older engines add. */
  aliases: string[];
  /** Every name the engine's DNS answers to on this network. */
  dnsNames: string[];
}

/** An event of the engine, as it tells it. */
export interface EngineEvent {
  type: string;
  action: string;
  /** The native id of what the event is about; empty for some. */
  id: string;
  scope: 'local' | 'swarm';
  attributes: Record<string, string>;
}

export interface ConnectRequest {
  network: Named;
  container: Named;
  ipv4?: string;
  ipv6?: string;
  aliases?: readonly string[];
  mac?: string;
  gatewayPriority?: number;
  driverOptions?: Readonly<Record<string, string>>;
}

export interface DisconnectRequest {
  network: Named;
  container: Named;
  force?: boolean;
}

/** A thing of the engine by its id, with the name that sentences use. */
interface Named {
  nativeId: string;
  name: string;
}
