import { LabError } from '../errors.ts';
import { waitFor } from '../wait.ts';
import { ensureNetworks, inSwarm, type Stage } from './stage.ts';

const SLEEP = ['busybox', 'sleep', '1000000000'];

const NETWORKS = [
  { name: 'web-net', args: ['-d', 'overlay', '--subnet', '10.81.0.0/24'] },
  {
    name: 'sealed',
    args: ['-d', 'overlay', '--attachable', '--opt', 'encrypted', '--subnet', '10.82.0.0/24'],
  },
];

const SERVICES: Readonly<Record<string, readonly string[]>> = {
  spread: ['--replicas', '3', '--network', 'web-net', '-p', '18400:80'],
  everywhere: ['--mode', 'global', '--network', 'web-net', '--endpoint-mode', 'dnsrr'],
  direct: ['--network', 'sealed', '-p', 'mode=host,target=80,published=18401,protocol=udp'],
  nowhere: ['--network', 'web-net', '--constraint', 'node.labels.moon==yes'],
};

/** Services of the swarm whose manager is the first host: of each mode, and one that no node can run. */
export async function services(stage: Stage): Promise<void> {
  if (!(await inSwarm(stage, 1))) {
    stage.say('No swarm: there are no services without one ("up N --swarm" makes it).');
    return;
  }
  await ensureNetworks(stage, 1, NETWORKS);
  const there = (await stage.docker(1, 'service', 'ls', '--format', '{{.Name}}')).split('\n');
  for (const [name, args] of Object.entries(SERVICES)) {
    if (there.includes(name)) continue;
    const create = [
      'service',
      'create',
      '--detach',
      '--no-resolve-image',
      '--stop-grace-period',
      '1s',
      '--name',
      name,
    ];
    await stage.docker(1, ...create, ...args, ...SLEEP);
  }
  const ready = await waitFor(() => areReady(stage), 30_000, 200);
  if (!ready) throw new LabError('The services do not run after 30 s.');
}

async function areReady(stage: Stage): Promise<boolean> {
  const list = await stage.docker(1, 'service', 'ls', '--format', '{{.Name}} {{.Replicas}}');
  return list
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('nowhere '))
    .every((line) => {
      const [, have, want] = / (\d+)\/(\d+)/.exec(line) ?? [];
      return have !== '0' && have === want;
    });
}
