import { composeLabels, composeNetworkLabels } from './compose.ts';
import {
  type ContainerSpec,
  ensureNetworks,
  ensureOnHost,
  inSwarm,
  type NetworkSpec,
  type Stage,
} from './stage.ts';

const NAMES =
  'atlas birch cedar delta ember fjord grove harbor iris jasper kelp lumen maple nimbus onyx pixel quartz reef sable tundra';
const PROJECTS = NAMES.split(' ');
const SERVICES = ['web', 'db', 'api', 'cache', 'worker', 'queue', 'search', 'mail'];
/** How many services one project after the other has. */
const SIZES = [4, 3, 6, 5, 8];
const BACKBONE = {
  name: 'backbone',
  args: ['-d', 'overlay', '--attachable', '--subnet', '10.89.0.0/24'],
};

/** Up to so many containers all run; of more, every second project does. */
const ALL_RUN = 100;

interface Project {
  readonly name: string;
  /** Its place among the projects of its host. */
  readonly place: number;
  readonly services: readonly string[];
  readonly runs: boolean;
}

/**
 * Many containers in Compose projects of 3 to 8 services with two networks each, spread over all hosts; in a
 * swarm the projects that run share an overlay, too.
 */
export async function crowd(stage: Stage, count: number): Promise<void> {
  const [first] = stage.hosts;
  if (first === undefined) return;
  const withBackbone = await inSwarm(stage, first.index);
  const remade = withBackbone ? await ensureNetworks(stage, first.index, [BACKBONE]) : [];
  await Promise.all(
    stage.hosts.map((host, i) => {
      const share = Math.floor((count + stage.hosts.length - 1 - i) / stage.hosts.length);
      const projects = projectsFor(share, i, stage.hosts.length, count <= ALL_RUN);
      const networks = projects.flatMap(networksOf);
      const containers = projects.flatMap((project) => containersOf(project, withBackbone));
      return ensureOnHost(stage, host.index, { networks, containers }, remade);
    }),
  );
}

/** The projects of a host that shall have `share` containers; no two hosts have projects of one name. */
function projectsFor(share: number, host: number, hosts: number, allRun: boolean): Project[] {
  const projects: Project[] = [];
  for (let left = share, place = 0; left > 0; place++) {
    const size = Math.min(left, SIZES[place % SIZES.length] ?? 1);
    const number = place * hosts + host;
    const round = Math.floor(number / PROJECTS.length);
    const name = `${PROJECTS[number % PROJECTS.length]}${round === 0 ? '' : round + 1}`;
    projects.push({ name, place, services: SERVICES.slice(0, size), runs: allRun || place % 2 === 0 });
    left -= size;
  }
  return projects;
}

/** With subnets of their own: Docker's automatic pools are used up after 31 bridges. */
function networksOf({ name, place }: Project): NetworkSpec[] {
  return ['default', 'data'].map((network, i) => ({
    name: `${name}_${network}`,
    args: ['--subnet', `10.200.${2 * place + i}.0/24`, ...composeNetworkLabels(name, network)],
  }));
}

/** Of a project that does not run, web and db have been stopped and the others were never started. */
function containersOf(project: Project, withBackbone: boolean): ContainerSpec[] {
  const { name, place, services, runs } = project;
  return services.map((service) => {
    const withData = ['api', 'worker', 'search'].includes(service);
    const behind = ['db', 'cache', 'queue'].includes(service);
    const port = service === 'web' ? ['-p', `${8100 + place}:80`] : [];
    const asleep = service === 'web' || service === 'db' ? 'stopped' : 'created';
    return {
      name: `${name}-${service}-1`,
      network: `${name}_${behind ? 'data' : 'default'}`,
      args: ['--network-alias', service, ...composeLabels(name, service), ...port],
      state: runs ? 'running' : asleep,
      also: {
        ...(withData ? { [`${name}_data`]: ['--alias', service] } : {}),
        ...(withBackbone && runs && service === 'api' ? { [BACKBONE.name]: ['--alias', name] } : {}),
      },
    };
  });
}
