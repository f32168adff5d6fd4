import { composeLabels, composeNetworkLabels } from './compose.ts';
import {
  type ContainerSpec,
  ensureContainers,
  ensureNetworks,
  type NetworkSpec,
  type Stage,
} from './stage.ts';

const PROJECTS = [
  'atlas',
  'birch',
  'cedar',
  'delta',
  'ember',
  'fjord',
  'grove',
  'harbor',
  'iris',
  'jasper',
  'kelp',
  'lumen',
];
const SERVICES = ['web', 'api', 'worker', 'cache', 'db', 'queue', 'mail', 'search'];

/** Up to so many containers all run; of more, so many run. A start costs about half a second, a creation a tenth. */
const RUNNING = 60;

/** Many containers in Compose projects of eight, each with two networks, spread over all hosts. */
export async function crowd(stage: Stage, count: number): Promise<void> {
  await Promise.all(
    stage.hosts.map(async (host, i) => {
      const mine = Array.from({ length: count }, (_, n) => n).filter((n) => n % stage.hosts.length === i);
      const containers = mine.map((n, place) =>
        member(place, count <= RUNNING || (n * RUNNING) % count < RUNNING),
      );
      const projects = Math.ceil(mine.length / SERVICES.length);
      await ensureNetworks(
        stage,
        host.index,
        Array.from({ length: projects }, (_, p) => networksOf(p)).flat(),
      );
      await ensureContainers(stage, host.index, containers);
    }),
  );
}

function projectName(project: number): string {
  const round = Math.floor(project / PROJECTS.length);
  return `${PROJECTS[project % PROJECTS.length]}${round === 0 ? '' : round + 1}`;
}

/** With subnets of their own: Docker's automatic pools are used up after 31 bridges. */
function networksOf(project: number): NetworkSpec[] {
  const name = projectName(project);
  return ['default', 'data'].map((network, i) => ({
    name: `${name}_${network}`,
    args: ['--subnet', `10.200.${2 * project + i}.0/24`, ...composeNetworkLabels(name, network)],
  }));
}

function member(place: number, running: boolean): ContainerSpec {
  const project = projectName(Math.floor(place / SERVICES.length));
  const service = SERVICES[place % SERVICES.length] ?? 'web';
  const both = service === 'api' || service === 'worker';
  return {
    name: `${project}-${service}-1`,
    network: `${project}_${service === 'db' || service === 'cache' ? 'data' : 'default'}`,
    args: ['--network-alias', service, ...composeLabels(project, service)],
    state: running ? 'running' : 'created',
    ...(both ? { also: { [`${project}_data`]: ['--alias', service] } } : {}),
  };
}
