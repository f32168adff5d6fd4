import { containerNames, ensureNetworks, ensureOnHost, inSwarm, type Stage } from './stage.ts';

const LOST = { name: 'lost', args: ['--subnet', '192.168.69.0/24'] };
const OVERLAPPING = [
  { name: 'taken', args: ['-d', 'overlay', '--attachable', '--subnet', '10.77.0.0/24'] },
  { name: 'unmade', args: ['-d', 'overlay', '--attachable', '--subnet', '10.77.0.0/25'] },
];

/**
 * What is left behind on the first host: a network that only stopped containers use, stopped containers whose
 * network is gone, and, in a swarm, an overlay that was never allocated because it overlaps another.
 */
export async function dangling(stage: Stage): Promise<void> {
  await ensureOnHost(stage, 1, {
    networks: [{ name: 'quiet' }],
    containers: [
      { name: 'rested', network: 'quiet', state: 'stopped' },
      { name: 'unborn', network: 'quiet', state: 'created' },
    ],
  });
  if (!(await containerNames(stage, 1)).includes('stranded')) {
    await ensureOnHost(stage, 1, {
      networks: [LOST],
      containers: [{ name: 'stranded', network: 'bridge', state: 'stopped', also: { lost: [] } }],
    });
    await stage.docker(1, 'network', 'rm', 'lost');
  }
  if (await inSwarm(stage, 1)) await ensureNetworks(stage, 1, OVERLAPPING);
}
