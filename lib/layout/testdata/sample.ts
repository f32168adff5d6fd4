import { mergeOnce } from '../../topology/merge.ts';
import type { Topology } from '../../topology/model.ts';
import type {
  AttachmentFact,
  ContainerFact,
  HostReading,
  NetworkFact,
  Snapshot,
} from '../../topology/snapshot.ts';

/** A made-up topology of any size for layout tests: the same numbers always give the same one. */
export function sampleTopology(
  hosts: number,
  containersPerHost: number,
  options: { swarm?: boolean } = {},
): Topology {
  return mergeOnce(
    Array.from({ length: hosts }, (_, i) => sampleReading(i + 1, containersPerHost, options.swarm ?? true)),
  );
}

const projects = ['shop', 'blog', 'metrics', 'mail'];

function sampleReading(host: number, count: number, swarm: boolean): HostReading {
  const networks = [
    network('b', host, 'bridge', 'bridge', `172.17.0.0/16`, {
      'com.docker.network.bridge.default_bridge': 'true',
    }),
    network('h', host, 'host', 'host'),
    network('n', host, 'none', 'null'),
    network('f', host, 'front', 'bridge', `192.168.${host % 250}.0/24`),
    network('k', host, 'back', 'bridge', `172.20.0.0/16`),
    network('u', host, 'leftover', 'bridge', `172.29.0.0/16`),
    ...projects.map((project, i) =>
      network(`p${i}`, host, `${project}_default`, 'bridge', `172.${21 + i}.0.0/16`),
    ),
    ...(swarm ? [overlay()] : []),
  ];
  const containers = Array.from({ length: count }, (_, i) => container(host, i, swarm, networks));
  const snapshot: Snapshot = {
    engine: { flavour: 'docker', version: '20.10.24', apiVersion: '1.41' },
    ...(swarm ? { swarm: swarmOf(host) } : {}),
    drivers: ['bridge', 'host', 'null', 'overlay'],
    rootless: false,
    warnings: [],
    networks,
    containers,
  };
  return {
    id: `x${host}`,
    name: `x${host}`,
    url: `unix:///x${host}.sock`,
    status: 'live',
    lastSeen: null,
    snapshot,
  };
}

const swarmOf = (host: number): NonNullable<Snapshot['swarm']> => ({
  ...(host === 1 ? { clusterId: 'cluster' } : {}),
  nodeId: `node${host}`,
  role: host === 1 ? 'manager' : 'worker',
  address: `10.98.0.${host}`,
  managerNodeIds: ['node1'],
});

function network(
  key: string,
  host: number,
  name: string,
  driver: string,
  subnet?: string,
  options: Record<string, string> = {},
): NetworkFact {
  return {
    nativeId: `${key}${host}`.padEnd(64, 'f'),
    name,
    driver,
    scope: 'local',
    internal: false,
    attachable: false,
    ingress: false,
    configOnly: false,
    ipam: { driver: 'default', subnets: subnet ? [{ subnet }] : [] },
    options,
    labels: {},
    peers: [],
  };
}

function overlay(): NetworkFact {
  return {
    ...network('o', 0, 'mesh', 'overlay', '10.88.0.0/24', {
      'com.docker.network.driver.overlay.vxlanid_list': '4097',
    }),
    scope: 'swarm',
    attachable: true,
  };
}

/** Every kind of container in turn: plain ones, stopped, riding, host and none mode, and Compose's. */
function container(host: number, i: number, swarm: boolean, networks: readonly NetworkFact[]): ContainerFact {
  const id = (n: number) => `c${host}x${n}`.padEnd(64, 'f');
  const kind = i % 12;
  const project = i >= 12 ? projects[Math.floor(i / 6) % projects.length] : undefined;
  const named = (name: string) => networks.find((each) => each.name === name);
  const running = kind !== 5;
  const join = (name: string, address: string): AttachmentFact[] => {
    const found = named(name);
    if (!found) return [];
    return [
      {
        networkName: name,
        networkNativeId: found.nativeId,
        endpointId: running ? `e${i}` : '',
        ...(running && found.ipam.subnets.length ? { ipv4: address } : {}),
      },
    ];
  };
  const special = ['host', 'none'][kind - 6];
  const mode = kind === 3 && i > 0 ? `container:${id(i - 1)}` : (special ?? 'front');
  const attachments = mode.startsWith('container:')
    ? []
    : special
      ? join(special, '')
      : project
        ? join(`${project}_default`, `172.21.0.${i + 2}`)
        : [
            ...(kind === 8 ? join('bridge', `172.17.0.${i + 2}`) : join('front', `192.168.${host}.${i + 2}`)),
            ...(kind % 3 === 0 ? join('back', `172.20.0.${i + 2}`) : []),
            ...(swarm && kind % 4 === 1 ? join('mesh', `10.88.0.${10 * host + i}`) : []),
          ];
  const published =
    kind === 1
      ? [{ hostAddress: '0.0.0.0', hostPort: 8000 + i, containerPort: 80, protocol: 'tcp' as const }]
      : [];
  return {
    nativeId: id(i),
    name: project
      ? `${project}-${['web', 'db', 'cache', 'worker', 'queue', 'cron'][i % 6]}-${i}`
      : `app-${i}`,
    image: 'busybox:latest',
    state: running ? 'running' : 'exited',
    networkMode: mode,
    labels: project
      ? { 'com.docker.compose.project': project, 'com.docker.compose.service': `service-${i % 6}` }
      : {},
    ports: published,
    attachments,
  };
}
