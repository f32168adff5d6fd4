import {
  containerId,
  endpointId,
  networkId,
  portId,
  sandboxId,
  serviceId,
  swarmNetworkId,
} from '../../topology/ids.ts';
import {
  type Container,
  type Endpoint,
  emptyTopology,
  type Host,
  type Network,
  type Topology,
} from '../../topology/model.ts';

/**
 * A topology for tests of the page: three hosts of one swarm, two of them with networks of one name, a stopped
 * container, a shared sandbox, host and none mode, published ports, an overlay with a service, and a macvlan.
 */
export function makeScene(): Topology {
  const topology = emptyTopology();
  for (const host of [
    makeHost('h1', { version: '20.10.24', role: 'manager', address: '10.77.0.1' }),
    makeHost('h2', { version: '20.10.24', role: 'worker', address: '10.77.0.2' }),
    makeHost('h3', { version: '28.5.2', role: 'worker', address: '10.77.0.3' }),
  ]) {
    topology.hosts[host.id] = host;
    addSandbox(topology, host.id, 'host', 'host');
    addNetwork(topology, host.id, 'bridge', { builtin: true, bridge: 'docker0', subnet: '172.17.0.0/16' });
    addNetwork(topology, host.id, 'host', { builtin: true, driver: 'host' });
    addNetwork(topology, host.id, 'none', { builtin: true, driver: 'null' });
  }
  addNetwork(topology, 'h1', 'front', { subnet: '192.168.64.0/24' });
  addNetwork(topology, 'h1', 'back', { subnet: '172.19.0.0/16', internal: true });
  addNetwork(topology, 'h2', 'front', { subnet: '172.18.0.0/16' });
  addNetwork(topology, 'h3', 'lan', { driver: 'macvlan', subnet: '10.97.0.0/24' });
  addMesh(topology);

  const shop = { project: 'shop', service: 'web' };
  addContainer(topology, 'h1', 'web', { image: 'nginx:1.27', compose: shop });
  addContainer(topology, 'h1', 'rider', {
    networkMode: `container:${native('h1', 'web')}`,
    sharedWith: 'web',
  });
  addContainer(topology, 'h1', 'db', { image: 'postgres:17', compose: { project: 'shop', service: 'db' } });
  addContainer(topology, 'h1', 'gone', { state: 'exited' });
  addContainer(topology, 'h1', 'never', { state: 'created' });
  addContainer(topology, 'h1', 'plain', { networkMode: 'bridge' });
  addContainer(topology, 'h1', 'hosty', { networkMode: 'host', sandbox: 'host' });
  addContainer(topology, 'h1', 'nothing', { networkMode: 'none', sandbox: 'none' });
  addContainer(topology, 'h2', 'web2', { image: 'nginx:1.27' });
  addContainer(topology, 'h2', 'm2', {});
  addContainer(topology, 'h2', 'cache', { image: 'redis:8' });
  addContainer(topology, 'h3', 'm3', {});
  addContainer(topology, 'h3', 'cam', { image: 'registry.example.org/lab/camera-recorder:2026.11' });
  addContainer(topology, 'h3', 'nas', {});

  const mesh = swarmNetworkId('lab', 'mesh');
  plug(topology, 'h1', 'web', mesh, '10.88.0.4');
  plug(topology, 'h1', 'web', networkId('h1', 'front'), '192.168.64.2', ['web', 'api']);
  plug(topology, 'h1', 'web', networkId('h1', 'back'), '172.19.0.2', ['web', 'api']);
  plug(topology, 'h1', 'db', networkId('h1', 'back'), '172.19.0.3', ['db']);
  plug(topology, 'h1', 'gone', networkId('h1', 'front'), undefined);
  plug(topology, 'h1', 'never', networkId('h1', 'front'), undefined);
  plug(topology, 'h1', 'plain', networkId('h1', 'bridge'), '172.17.0.2');
  plug(topology, 'h1', 'hosty', networkId('h1', 'host'), undefined, undefined, true);
  plug(topology, 'h1', 'nothing', networkId('h1', 'none'), undefined, undefined, true);
  plug(topology, 'h2', 'web2', networkId('h2', 'front'), '172.18.0.2');
  plug(topology, 'h2', 'm2', mesh, '10.88.0.5');
  plug(topology, 'h2', 'cache', networkId('h2', 'front'), '172.18.0.3');
  plug(topology, 'h2', 'cache', mesh, '10.88.0.3');
  plug(topology, 'h3', 'm3', mesh, '10.88.0.9');
  plug(topology, 'h3', 'cam', networkId('h3', 'lan'), '10.97.0.20');
  plug(topology, 'h3', 'nas', networkId('h3', 'bridge'), '172.17.0.2');
  plug(topology, 'h3', 'nas', networkId('h3', 'lan'), '10.97.0.21');

  publish(topology, 'h1', 'web', '0.0.0.0', 8080, 80);
  publish(topology, 'h1', 'web', '::', 8080, 80);
  publish(topology, 'h1', 'db', '127.0.0.1', 5432, 5432);
  publish(topology, 'h2', 'web2', '0.0.0.0', 8443, 443);
  addRelay(topology, mesh);
  return topology;
}

/** A native id as long and as hexadecimal as the engine's, the same each time. */
export function native(hostId: string, name: string): string {
  const bytes = [...`${hostId}/${name}`].map((letter) => (letter.codePointAt(0) ?? 0).toString(16));
  return bytes.join('').padEnd(64, '0').slice(0, 64);
}

function makeHost(
  name: string,
  { version, role, address }: { version: string; role: 'manager' | 'worker'; address: string },
): Host {
  return {
    id: name,
    name,
    url: `tcp://${address}:2375`,
    status: 'live',
    lastSeen: '2026-11-20T11:00:00.000Z',
    engine: { flavour: 'docker', version, apiVersion: version.startsWith('28') ? '1.51' : '1.41' },
    swarm: { clusterId: 'lab', nodeId: `node-${name}`, role, address },
    drivers: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
    rootless: false,
    warnings: [],
  };
}

function addSandbox(
  topology: Topology,
  hostId: string,
  owner: string,
  kind: 'private' | 'host' | 'none',
): string {
  const id = sandboxId(hostId, owner);
  const ownerId = owner === 'host' ? {} : { ownerId: containerId(hostId, owner) };
  topology.sandboxes[id] = { id, hostId, kind, ...ownerId };
  return id;
}

interface NetworkInit {
  driver?: string;
  subnet?: string;
  bridge?: string;
  builtin?: boolean;
  internal?: boolean;
}

function addNetwork(topology: Topology, hostId: string, name: string, init: NetworkInit): void {
  const id = networkId(hostId, name);
  const driver = init.driver ?? 'bridge';
  const bridge = init.bridge ?? (driver === 'bridge' ? `br-${native(hostId, name).slice(0, 12)}` : undefined);
  topology.networks[id] = {
    ...plainNetwork(id, native(hostId, name), name, init.subnet),
    driver,
    hostIds: [hostId],
    internal: init.internal ?? false,
    builtin: init.builtin ?? false,
    ...(bridge ? { bridge } : {}),
    ...(driver === 'macvlan' ? { options: { parent: 'eth0' } } : {}),
  };
}

function addMesh(topology: Topology): void {
  const id = swarmNetworkId('lab', 'mesh');
  topology.networks[id] = {
    ...plainNetwork(id, 'mesh0000000000000000000000', 'mesh', '10.88.0.0/24'),
    driver: 'overlay',
    scope: 'swarm',
    hostIds: ['h1', 'h2', 'h3'],
    attachable: true,
    vni: 4097,
    peers: ['h1', 'h2', 'h3'].map((hostId, index) => ({ address: `10.77.0.${index + 1}`, hostId })),
  };
}

function plainNetwork(id: string, nativeId: string, name: string, subnet: string | undefined): Network {
  const subnets = subnet ? [{ subnet, gateway: subnet.replace(/0\/\d+$/, '1') }] : [];
  return {
    id,
    nativeId,
    name,
    driver: 'bridge',
    scope: 'local',
    hostIds: [],
    internal: false,
    attachable: false,
    ingress: false,
    configOnly: false,
    builtin: false,
    ipam: { driver: 'default', subnets },
    options: {},
    labels: {},
    peers: [],
  };
}

interface ContainerInit {
  image?: string;
  state?: Container['state'];
  networkMode?: string;
  compose?: { project: string; service: string };
  sandbox?: 'private' | 'host' | 'none';
  sharedWith?: string;
}

function addContainer(topology: Topology, hostId: string, name: string, init: ContainerInit): void {
  const nativeId = native(hostId, name);
  const kind = init.sandbox ?? 'private';
  const owner = init.sharedWith ? native(hostId, init.sharedWith) : nativeId;
  const sandbox = kind === 'host' ? sandboxId(hostId, 'host') : addSandbox(topology, hostId, owner, kind);
  const labels: Record<string, string> = init.compose
    ? {
        'com.docker.compose.project': init.compose.project,
        'com.docker.compose.service': init.compose.service,
      }
    : {};
  const id = containerId(hostId, nativeId);
  topology.containers[id] = {
    id,
    nativeId,
    hostId,
    name,
    image: init.image ?? 'busybox:latest',
    state: init.state ?? 'running',
    networkMode: init.networkMode ?? 'front',
    sandboxId: sandbox,
    labels,
    ...(init.compose ? { compose: init.compose } : {}),
  };
}

/** A service of three tasks, one of which has no node so far. */
function addRelay(topology: Topology, network: string): void {
  const task = (id: string, hostId: string, name: string) => ({
    id,
    state: 'running',
    hostId,
    node: hostId,
    containerId: containerId(hostId, native(hostId, name)),
  });
  const id = serviceId('lab', 'relay');
  topology.services[id] = {
    id,
    nativeId: 'relay',
    clusterId: 'lab',
    name: 'relay',
    mode: 'replicated',
    replicas: 3,
    endpointMode: 'vip',
    networkIds: [network],
    virtualAddresses: [{ networkId: network, address: '10.88.0.200' }],
    ports: [{ publishedPort: 9443, targetPort: 443, protocol: 'tcp', publishMode: 'ingress' }],
    tasks: [task('task2', 'h2', 'm2'), task('task3', 'h3', 'm3'), { id: 'task1', state: 'pending' }],
  };
}

function plug(
  topology: Topology,
  hostId: string,
  name: string,
  network: string,
  ipv4: string | undefined,
  aliases?: string[],
  attached = ipv4 !== undefined,
): void {
  const member = native(hostId, name);
  const container = topology.containers[containerId(hostId, member)];
  const at = topology.networks[network];
  if (!container || !at) throw new Error(`The scene has no ${name} or ${network} on ${hostId}`);
  const id = endpointId(hostId, member, at.nativeId);
  const veth =
    at.bridge && ipv4
      ? {
          interface: { name: 'eth0', index: 12, mtu: 1500, state: 'up', kind: 'veth' },
          veth: { name: 'veth482d892', index: 13, bridge: at.bridge, mtu: 1500, state: 'up' },
        }
      : {};
  const endpoint: Endpoint = {
    id,
    hostId,
    networkId: network,
    sandboxId: container.sandboxId,
    containerId: container.id,
    role: 'container',
    attached,
    ...(ipv4 ? { ipv4, mac: '02:42:ac:13:00:02' } : {}),
    ...(ipv4 && at.ipam.subnets[0]?.gateway ? { gateway: at.ipam.subnets[0].gateway } : {}),
    ...(aliases ? { aliases } : {}),
    ...veth,
  };
  topology.endpoints[id] = endpoint;
}

function publish(
  topology: Topology,
  hostId: string,
  name: string,
  hostAddress: string,
  hostPort: number,
  containerPort: number,
): void {
  const member = native(hostId, name);
  const port = { hostAddress, hostPort, containerPort, protocol: 'tcp' as const };
  const id = portId(hostId, member, port);
  topology.ports[id] = { id, hostId, containerId: containerId(hostId, member), ...port };
}
