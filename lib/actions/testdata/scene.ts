import { mergeOnce } from '../../topology/merge.ts';
import type { Topology } from '../../topology/model.ts';
import type { AttachmentFact, ContainerFact, HostReading, NetworkFact } from '../../topology/snapshot.ts';
import {
  attachmentFact,
  containerFact,
  memberFact,
  nativeId,
  networkFact,
  overlayFact,
  predefinedFacts,
  reading,
  swarmFact,
} from '../../topology/testdata/facts.ts';

/**
 * Four hosts: `alpha` and `beta` are of one swarm, `gamma` runs Podman, `delta` can't be read just now. Tests
 * change what they are about.
 */

const ipam = (subnet: string, more: object = {}): NetworkFact['ipam'] => ({
  driver: 'default',
  subnets: [{ subnet, ...more }],
});

/** The networks of `alpha`, less what every engine has. */
const alphaNetworks: NetworkFact[] = [
  networkFact('front', {
    ipam: ipam('192.168.64.0/24', { gateway: '192.168.64.1', excluded: { router: '192.168.64.2' } }),
  }),
  networkFact('back', { ipam: ipam('192.168.65.0/24') }),
  networkFact('vault', { internal: true, ipam: ipam('192.168.66.0/24') }),
  networkFact('lan', { driver: 'macvlan', ipam: ipam('10.1.0.0/24', { gateway: '10.1.0.1' }) }),
  networkFact('settings', { configOnly: true, driver: 'null' }),
  networkFact('docker_gwbridge', {
    members: [memberFact(nativeId('rover'), { name: `gateway_${nativeId('rover').slice(0, 12)}` })],
  }),
  overlayFact('mesh', { ipam: ipam('10.0.1.0/24', { gateway: '10.0.1.1' }) }),
  overlayFact('services', { attachable: false, ipam: ipam('10.0.2.0/24') }),
  overlayFact('ingress', { ingress: true, attachable: false, ipam: ipam('10.0.0.0/24') }),
];

const on = (network: string, ipv4?: string, more: Partial<AttachmentFact> = {}) =>
  attachmentFact(network, ipv4 === undefined ? more : { ipv4, ...more });

const stoppedOn = (network: string) => on(network, undefined, { endpointId: '' });

const port = { hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp' } as const;

/** The containers of `alpha`. */
const alphaContainers: ContainerFact[] = [
  containerFact('web', {
    networkMode: 'front',
    attachments: [on('front', '192.168.64.10', { gateway: '192.168.64.1' })],
    ports: [port, { ...port, hostAddress: '::' }, { ...port, hostPort: 5353, protocol: 'udp' }],
  }),
  containerFact('db', { attachments: [on('front', '192.168.64.11'), on('back', '192.168.65.11')] }),
  containerFact('cache', { attachments: [on('front', '192.168.64.12')] }),
  containerFact('cron', { attachments: [on('back', '192.168.65.12', { gateway: '192.168.65.1' })] }),
  containerFact('plain', { attachments: [on('bridge', '172.17.0.2')] }),
  containerFact('plain2', { attachments: [on('bridge', '172.17.0.3')] }),
  containerFact('side', { networkMode: 'container:cache' }),
  containerFact('orphan', { networkMode: 'container:gone' }),
  containerFact('metal', { networkMode: 'host', attachments: [on('host')] }),
  containerFact('monk', { networkMode: 'none', attachments: [on('none')] }),
  containerFact('free', { networkMode: 'none' }),
  containerFact('idle', { state: 'exited', attachments: [stoppedOn('back')] }),
  containerFact('going', { state: 'removing' }),
  containerFact('rover', { attachments: [on('mesh', '10.0.1.5')] }),
  containerFact('task', {
    labels: { 'com.docker.swarm.service.name': 'api', 'com.docker.swarm.task.name': 'api.1.x' },
    attachments: [on('services', '10.0.2.5')],
  }),
];

function swarm(nodeId: string) {
  return swarmFact({ clusterId: 'c1', nodeId, managerNodeIds: ['node1'] });
}

/** The readings of all hosts; `more` is added to `alpha`. */
export function readings(
  more: { networks?: NetworkFact[]; containers?: ContainerFact[] } = {},
): HostReading[] {
  const delta = reading('delta', { containers: [containerFact('lost')] });
  const mesh = overlayFact('mesh', { ipam: ipam('10.0.1.0/24', { gateway: '10.0.1.1' }) });
  return [
    reading('alpha', {
      swarm: swarm('node1'),
      networks: [...predefinedFacts(), ...alphaNetworks, ...(more.networks ?? [])],
      containers: [...alphaContainers, ...(more.containers ?? [])],
    }),
    reading('beta', {
      swarm: swarm('node2'),
      networks: [...predefinedFacts(), networkFact('side-street'), mesh],
      containers: [containerFact('far', { attachments: [on('mesh', '10.0.1.6')] }), containerFact('near')],
    }),
    reading('gamma', {
      engine: { flavour: 'podman', version: '4.3.1', apiVersion: '1.41' },
      networks: [
        networkFact('bridge', { ipam: ipam('10.88.0.0/16') }),
        networkFact('pod', { ipam: ipam('10.89.0.0/24') }),
      ],
      containers: [
        containerFact('seal', { attachments: [on('pod', '10.89.0.5')] }),
        containerFact('rootless', { networkMode: 'slirp4netns:port_handler=slirp4netns' }),
      ],
    }),
    { ...delta, status: 'stale', reason: 'It does not answer.' },
  ];
}

/** The topology of the scene. */
export function scene(more?: Parameters<typeof readings>[0]): Topology {
  return mergeOnce(readings(more));
}

/** The id of the first container of that name. */
export function containerIdOf(topology: Topology, name: string): string {
  return Object.values(topology.containers).find((container) => container.name === name)?.id ?? name;
}

/** The id of a network by name, of that host if it is on several. */
export function networkIdOf(topology: Topology, name: string, hostId = 'alpha'): string {
  const all = Object.values(topology.networks).filter((network) => network.name === name);
  return (all.find(({ hostIds }) => hostIds.includes(hostId)) ?? all[0])?.id ?? name;
}
