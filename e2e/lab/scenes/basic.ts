import { composeLabels, composeNetworkLabels } from './compose.ts';
import {
  type ContainerSpec,
  ensureNetworks,
  ensureOnHost,
  type HostSpec,
  inSwarm,
  type Stage,
} from './stage.ts';

const HTTPD = ['httpd', '-f', '-p', '80', '-h', '/www'];

const MESH = { name: 'mesh', args: ['-d', 'overlay', '--attachable', '--subnet', '10.88.0.0/24'] };

const FIRST: HostSpec = {
  networks: [
    { name: 'front', args: ['--subnet', '192.168.64.0/24', '--gateway', '192.168.64.1'] },
    { name: 'back' },
    { name: 'vault', args: ['--internal'] },
    { name: 'six', args: ['--ipv6', '--subnet', '172.29.6.0/24', '--subnet', 'fd00:64:6::/64'] },
    { name: 'spare' },
  ],
  containers: [
    {
      name: 'web',
      network: 'front',
      args: ['--ip', '192.168.64.10', '--network-alias', 'www', '-p', '8080:80'],
      command: HTTPD,
      also: { back: [] },
    },
    { name: 'rider', network: 'container:web' },
    { name: 'db', network: 'back' },
    { name: 'hub', network: 'front', also: { back: [], vault: ['--alias', 'keys'] } },
    { name: 'admin', network: 'back', args: ['-p', '127.0.0.1:9000:80'], command: HTTPD },
    { name: 'dns', network: 'front', args: ['-p', '5353:53/udp'] },
    { name: 'safe', network: 'vault' },
    { name: 'sixer', network: 'six', args: ['-p', '8086:80'], command: HTTPD },
    { name: 'gone', network: 'front', state: 'stopped' },
    { name: 'never', network: 'front', state: 'created' },
    { name: 'hosty', network: 'host' },
    { name: 'nothing', network: 'none' },
    { name: 'plain', network: 'bridge' },
  ],
};

const SHOP: HostSpec = {
  networks: [{ name: 'shop_default', args: composeNetworkLabels('shop', 'default') }],
  containers: [service('shop', 'web', ['-p', '80:80'], HTTPD), service('shop', 'api'), service('shop', 'db')],
};

const BLOG: HostSpec = {
  networks: [
    { name: 'blog_default', args: composeNetworkLabels('blog', 'default') },
    { name: 'blog_data', args: ['--internal', ...composeNetworkLabels('blog', 'data')] },
  ],
  containers: [
    { ...service('blog', 'web', ['-p', '8000:80'], HTTPD), also: { blog_data: ['--alias', 'web'] } },
    { ...service('blog', 'db'), network: 'blog_data' },
  ],
};

/** One of everything: the networks, containers and ways of joining them that Docker knows, over all hosts. */
export async function basic(stage: Stage): Promise<void> {
  const [first] = stage.hosts;
  if (first === undefined) return;
  const withMesh = await inSwarm(stage, first.index);
  if (!withMesh) {
    stage.say(
      'No swarm: the overlay network mesh and its containers are left out ("up N --swarm" makes one).',
    );
  }
  const remade = withMesh ? await ensureNetworks(stage, first.index, [MESH]) : [];
  const last = stage.hosts.length - 1;
  await Promise.all(
    stage.hosts.map((host, i) => {
      const specs = [FIRST, SHOP, BLOG].filter((_, place) => Math.min(place, last) === i);
      const networks = specs.flatMap((spec) => spec.networks);
      const containers = specs.flatMap((spec) => spec.containers);
      const all = withMesh ? meshed(containers, host.index) : containers;
      return ensureOnHost(stage, host.index, { networks, containers: all }, remade);
    }),
  );
}

function service(project: string, name: string, args: string[] = [], command?: string[]): ContainerSpec {
  return {
    name: `${project}-${name}-1`,
    network: `${project}_default`,
    args: ['--network-alias', name, ...composeLabels(project, name), ...args],
    ...(command === undefined ? {} : { command }),
  };
}

/** A member of mesh on each host; web joins it, too. */
function meshed(containers: readonly ContainerSpec[], host: number): ContainerSpec[] {
  const joined = containers.map((spec) =>
    spec.name === 'web' ? { ...spec, also: { ...spec.also, mesh: ['--ip', '10.88.0.10'] } } : spec,
  );
  return [...joined, { name: `m${host}`, network: 'mesh', args: ['--ip', `10.88.0.${10 + host}`] }];
}
