import { z } from 'zod';
import type { Endpoint, Topology } from '#lib/topology/model.ts';

/**
 * What a host's own Docker client says is there, read without any of Patchbay's code, to compare a topology
 * with. Everything is one line of text, so that what differs can be read off.
 */
export interface HostTruth {
  containers: string[];
  networks: string[];
  endpoints: string[];
  ports: string[];
}

/** Runs the Docker client against one host and gives its standard output. */
export type Docker = (...args: string[]) => Promise<string>;

const networkSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  Driver: z.string(),
  Scope: z.string(),
  Internal: z.boolean(),
  ConfigFrom: z.object({ Network: z.string() }),
  IPAM: z.object({ Config: z.array(z.object({ Subnet: z.string() })).nullable() }),
  Containers: z
    .record(
      z.string(),
      z.object({ MacAddress: z.string(), IPv4Address: z.string(), IPv6Address: z.string() }),
    )
    .nullable(),
});

const containerSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  State: z.object({ Status: z.string() }),
  NetworkSettings: z.object({
    Ports: z
      .record(z.string(), z.array(z.object({ HostIp: z.string(), HostPort: z.string() })).nullable())
      .nullable(),
    Networks: z.record(z.string(), z.object({ NetworkID: z.string(), EndpointID: z.string() })),
  }),
});

/** Everything `docker ps -a --no-trunc` and `docker network inspect` know on a host. */
export async function readTruth(docker: Docker): Promise<HostTruth> {
  const containerIds = lines(await docker('ps', '-aq', '--no-trunc'));
  const networkIds = lines(await docker('network', 'ls', '-q', '--no-trunc'));
  const containers = await inspect(docker, ['inspect', ...containerIds], containerIds, containerSchema);
  const networks = await inspect(docker, ['network', 'inspect', ...networkIds], networkIds, networkSchema);
  const attached = networks.flatMap(({ Id, Containers }) =>
    Object.entries(Containers ?? {}).map(([member, endpoint]) =>
      endpointLine(member, Id, 'attached', [
        endpoint.IPv4Address.split('/')[0],
        endpoint.IPv6Address.split('/')[0],
        endpoint.MacAddress,
      ]),
    ),
  );
  const stopped = containers
    .filter(({ State }) => ['created', 'exited', 'dead'].includes(State.Status))
    .flatMap(({ Id, NetworkSettings }) =>
      Object.entries(NetworkSettings.Networks).flatMap(([name, { NetworkID }]) => {
        // A container that never ran has its networks by name only.
        const network = networks.find((one) => (NetworkID ? one.Id === NetworkID : one.Name === name));
        return network ? [endpointLine(Id, network.Id, 'stopped', [])] : [];
      }),
    );
  return {
    containers: containers.map(({ Id, Name, State }) => `${Id} ${Name.slice(1)} ${State.Status}`).sort(),
    networks: networks
      .map(({ Id, Name, Driver, Scope, Internal, ConfigFrom, IPAM }) =>
        networkLine(
          Id,
          Name,
          Driver,
          Scope,
          Internal,
          isPartial(Scope, ConfigFrom.Network) ? [] : (IPAM.Config ?? []).map(({ Subnet }) => Subnet),
        ),
      )
      .sort(),
    endpoints: [...attached, ...stopped].sort(),
    ports: containers
      .flatMap(({ Id, NetworkSettings }) =>
        Object.entries(NetworkSettings.Ports ?? {}).flatMap(([port, bindings]) =>
          // Without a port on the host where the network is routed (28): nothing is open there.
          (bindings ?? [])
            .filter(({ HostPort }) => HostPort !== '')
            .map(({ HostIp, HostPort }) => `${Id} ${HostIp}:${HostPort} ${port}`),
        ),
      )
      .sort(),
  };
}

/** The same lines from a topology. */
function topologyTruth(topology: Topology, hostId: string): HostTruth {
  const of = <T extends { hostId: string }>(map: Record<string, T>) =>
    Object.values(map).filter((one) => one.hostId === hostId);
  const nativeId = (id: string) => id.slice(id.lastIndexOf('/') + 1);
  return {
    containers: of(topology.containers)
      .map((container) => `${container.nativeId} ${container.name} ${container.state}`)
      .sort(),
    networks: Object.values(topology.networks)
      .filter(({ hostIds }) => hostIds.includes(hostId))
      .map(({ nativeId: id, name, driver, scope, internal, configFrom, ipam }) =>
        networkLine(
          id,
          name,
          driver,
          scope,
          internal,
          isPartial(scope, configFrom) ? [] : ipam.subnets.map(({ subnet }) => subnet),
        ),
      )
      .sort(),
    endpoints: of(topology.endpoints)
      .map((endpoint) =>
        endpointLine(
          memberOf(endpoint),
          nativeId(endpoint.networkId),
          endpoint.attached ? 'attached' : 'stopped',
          endpoint.attached ? [endpoint.ipv4, endpoint.ipv6, endpoint.mac] : [],
        ),
      )
      .sort(),
    ports: of(topology.ports)
      .map(
        (port) =>
          `${nativeId(port.containerId)} ${port.hostAddress}:${port.hostPort} ${port.containerPort}/${port.protocol}`,
      )
      .sort(),
  };
}

/** What is on the host and not in the topology (`missing`), and the other way round (`extra`); empty if they agree. */
export function differences(truth: HostTruth, topology: Topology, hostId: string): string[] {
  const shown = topologyTruth(topology, hostId);
  const elsewhere = membersElsewhere(topology, hostId);
  return (['containers', 'networks', 'endpoints', 'ports'] as const).flatMap((kind) => [
    ...truth[kind]
      .filter((line) => !shown[kind].includes(line) && !elsewhere.has(line.replace(/^ep-\w+/, 'ep-')))
      .map((line) => `missing ${kind}: ${line}`),
    ...shown[kind].filter((line) => !truth[kind].includes(line)).map((line) => `extra ${kind}: ${line}`),
  ]);
}

/** With a key-value store each engine lists all members; in the topology one that is elsewhere is there once, elsewhere. */
function membersElsewhere(topology: Topology, hostId: string): Set<string> {
  const hosts = Object.keys(topology.hosts).filter((other) => other !== hostId);
  const lines = hosts.flatMap((other) => topologyTruth(topology, other).endpoints);
  return new Set(lines.map((line) => line.replace(/^\w+(-\w+)? /, 'ep- ')));
}

/** Of a swarm's network made from config-only ones each host knows only its own part of the addresses, the manager none. */
function isPartial(scope: string, configFrom: string | undefined): boolean {
  return scope === 'swarm' && Boolean(configFrom);
}

/** `endpoint:<host>/<member>/<network>` → the member. */
function memberOf({ id }: Endpoint): string {
  return id.split('/')[1] ?? '';
}

function endpointLine(member: string, network: string, state: string, rest: (string | undefined)[]): string {
  return [member, 'on', network, state, ...rest.filter(Boolean)].join(' ');
}

function networkLine(
  id: string,
  name: string,
  driver: string,
  scope: string,
  internal: boolean,
  subnets: string[],
): string {
  return [id, name, driver, scope, internal ? 'internal' : 'open', ...subnets].join(' ');
}

async function inspect<T>(
  docker: Docker,
  args: string[],
  ids: readonly string[],
  schema: z.ZodType<T>,
): Promise<T[]> {
  return ids.length === 0 ? [] : z.array(schema).parse(JSON.parse(await docker(...args)));
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
