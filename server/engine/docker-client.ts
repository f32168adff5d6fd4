import { createBody } from '#lib/actions/create-body.ts';
import type { HostAddress } from '#server/config/host-url.ts';
import { negotiate } from './api-version.ts';
import { createConnector, createConnectors } from './connector.ts';
import { createHelperContainers } from './docker-helpers.ts';
import type { ContainerInspection, EngineClient, EnginePing } from './engine-client.ts';
import { EngineError } from './engine-error.ts';
import { readEvents } from './event-stream.ts';
import { explainClassicSwarm, explainDamaged, explainNotDocker } from './explain-connection.ts';
import { type CallSubject, explainReply } from './explain-reply.ts';
import { checkedId } from './native-id.ts';
import { type ClassicSwarm, readClassicSwarm } from './parse/classic-swarm.ts';
import { readContainers } from './parse/container.ts';
import { readContainerInspection } from './parse/container-inspection.ts';
import { readInfo } from './parse/info.ts';
import { readCreated, readNetworkInspection, readNetworks } from './parse/network.ts';
import { readServices } from './parse/services.ts';
import { createPodmanReplies } from './podman.ts';
import { createTransport, type EngineReply, type EngineRequest, type Transport } from './transport.ts';

/** How long each kind of call may take, in milliseconds. */
interface Deadlines {
  /** A frozen engine must be noticed within about five seconds, heartbeat interval included. */
  ping: number;
  read: number;
  list: number;
  /** Connecting to an overlay from a node that has none of it yet takes a while. */
  change: number;
}

const usualDeadlines: Deadlines = { ping: 2_000, read: 5_000, list: 8_000, change: 20_000 };

const unusable = new Set(['not-docker', 'engine-too-old']);

/** Makes clients of one engine. Over ssh they share one login, which ends with the last of them. */
export function createDockerClients(address: HostAddress): () => EngineClient {
  const newConnector = createConnectors(address);
  return () => createDockerClient(address, usualDeadlines, newConnector());
}

/** A client of a Docker Engine, or of what speaks its API. */
export function createDockerClient(
  address: HostAddress,
  deadlines = usualDeadlines,
  connector = createConnector(address),
): EngineClient {
  const transport = createTransport(address, connector);
  let version: string | undefined;
  let flavour: EnginePing['flavour'] | undefined;

  const settle = async () => {
    const reply = await transport.call({ method: 'GET', path: '/_ping', deadline: deadlines.ping });
    const ping = await negotiated(reply);
    version = ping.apiVersion;
    flavour = ping.flavour;
    return ping;
  };
  /** A classic Swarm fails to negotiate like something that is no engine, or an old one: it is told as what it is. */
  const negotiated = async (reply: EngineReply) => {
    try {
      return negotiate(reply, address);
    } catch (error) {
      if (!(error instanceof EngineError) || !unusable.has(error.code)) throw error;
      const swarm = await findClassicSwarm(transport, deadlines.ping);
      throw swarm ? explainClassicSwarm(address, swarm) : error;
    }
  };
  const versioned = async (path: string) => `/v${version ?? (await settle()).apiVersion}${path}`;

  const get = async <T>(
    request: Pick<EngineRequest, 'path' | 'query' | 'deadline'>,
    subject: CallSubject,
    read: (body: unknown) => T,
  ): Promise<T> => {
    const reply = await transport.call({ ...request, method: 'GET', path: await versioned(request.path) });
    if (reply.status !== 200) throw explainReply(reply, address, subject);
    return parsed(reply, address, read);
  };
  const post = async (path: string, body: Record<string, unknown>, subject: CallSubject) => {
    const request = {
      method: 'POST' as const,
      path: await versioned(path),
      body,
      deadline: deadlines.change,
    };
    const reply = await transport.call(request);
    if (reply.status < 200 || reply.status > 299) throw explainReply(reply, address, subject);
    return reply;
  };

  const inspectContainer = (id: string): Promise<ContainerInspection> => {
    const path = `/containers/${checkedId(id)}/json`;
    return get({ path, deadline: deadlines.read }, { call: 'inspect-container' }, readContainerInspection);
  };
  const podman = createPodmanReplies(inspectContainer);

  return {
    ping: settle,
    info: () => get({ path: '/info', deadline: deadlines.read }, { call: 'read' }, readInfo),
    async networks() {
      const list = await get({ path: '/networks', deadline: deadlines.list }, { call: 'read' }, readNetworks);
      return flavour === 'podman' ? podman.networks(list) : list;
    },
    async containers() {
      const request = { path: '/containers/json', query: { all: 1 }, deadline: deadlines.list };
      const list = await get(request, { call: 'read' }, readContainers);
      return flavour === 'podman' ? await podman.containers(list) : list;
    },
    async services() {
      const list = (path: string) =>
        get({ path, deadline: deadlines.list }, { call: 'read' }, (body: unknown) => body);
      const [services, tasks, nodes] = await Promise.all([list('/services'), list('/tasks'), list('/nodes')]);
      return understood(address, () => readServices({ services, tasks, nodes }));
    },
    inspectNetwork: async (id) => {
      const path = `/networks/${checkedId(id)}`;
      const request = { path, deadline: deadlines.read };
      const inspection = await get(request, { call: 'inspect-network' }, readNetworkInspection);
      return flavour === 'podman' ? podman.network(inspection) : inspection;
    },
    async inspectContainer(id) {
      const inspection = await inspectContainer(id);
      return flavour === 'podman' ? podman.inspection(inspection) : inspection;
    },
    async events(signal) {
      const path = await versioned('/events');
      // Only Docker has swarms.
      const swarm = flavour === 'docker' ? ['service', 'node'] : [];
      const query = { filters: { type: ['container', 'network', ...swarm] } };
      const request = { method: 'GET', path, query, deadline: deadlines.read } as const;
      const opened = await transport.stream(request, signal);
      if ('refused' in opened) throw explainReply(opened.refused, address, { call: 'read' });
      return readEvents(opened.body, address);
    },
    async connect({ network, container, ipv4, ipv6, aliases, mac, gatewayPriority, driverOptions }) {
      const ipam = { ...(ipv4 ? { IPv4Address: ipv4 } : {}), ...(ipv6 ? { IPv6Address: ipv6 } : {}) };
      // Empty where nothing is asked for, as the docker command sends it: engines keep what they are given.
      const EndpointConfig = {
        IPAMConfig: ipam,
        ...(aliases?.length ? { Aliases: aliases } : {}),
        ...(mac ? { MacAddress: mac } : {}),
        ...(gatewayPriority ? { GwPriority: gatewayPriority } : {}),
        DriverOpts: driverOptions ?? {},
      };
      const body = { Container: checkedId(container.nativeId), EndpointConfig };
      await post(`/networks/${checkedId(network.nativeId)}/connect`, body, {
        call: 'connect',
        network: network.name,
        container: container.name,
        addresses: [ipv4, ipv6].filter((address) => address !== undefined),
      });
    },
    async disconnect({ network, container, force }) {
      const body = { Container: checkedId(container.nativeId), Force: force ?? false };
      const subject = { call: 'disconnect' as const, network: network.name, container: container.name };
      await post(`/networks/${checkedId(network.nativeId)}/disconnect`, body, subject);
    },
    async createNetwork(spec) {
      const subject = { call: 'create-network' as const, network: spec.name, driver: spec.driver };
      const reply = await post('/networks/create', createBody(spec), subject);
      return parsed(reply, address, readCreated);
    },
    async removeNetwork({ nativeId, name }) {
      const path = await versioned(`/networks/${checkedId(nativeId)}`);
      const reply = await transport.call({ method: 'DELETE', path, deadline: deadlines.change });
      if (reply.status < 200 || reply.status > 299)
        throw explainReply(reply, address, { call: 'remove-network', network: name });
    },
    helpers: createHelperContainers({
      ...{ address, transport, versioned, deadlines },
      parsed: (reply, read) => parsed(reply, address, read),
    }),
    close: () => transport.close(),
  };
}

/** Asks what can't be used whether it is a classic Swarm; whatever is not clearly one is none. */
async function findClassicSwarm(transport: Transport, deadline: number): Promise<ClassicSwarm | undefined> {
  try {
    const { status, text } = await transport.call({ method: 'GET', path: '/info', deadline });
    return status === 200 ? readClassicSwarm(JSON.parse(text)) : undefined;
  } catch (error) {
    if (error instanceof EngineError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Parses a reply; what is no JSON, or not of the engine's shape, did not come from a Docker Engine. */
function parsed<T>(reply: EngineReply, address: HostAddress, read: (body: unknown) => T): T {
  let body: unknown;
  try {
    body = JSON.parse(reply.text);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    // A web page is no engine's. What begins as an engine's reply does was damaged on its way.
    throw /^\s*[[{]/.test(reply.text) ? explainDamaged(address, words) : explainNotDocker(address, words);
  }
  return understood(address, () => read(body));
}

function understood<T>(address: HostAddress, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof EngineError) throw error;
    const words = error instanceof Error ? error.message : String(error);
    throw explainNotDocker(address, `unexpected reply (${words.slice(0, 300)})`);
  }
}
