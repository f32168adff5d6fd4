import { containerNames, ensureOnHost, type Stage } from './stage.ts';

/**
 * Sandboxes that containers share, on the first host: a chain of three, one whose owner has stopped, and one whose
 * owner is gone.
 */
export async function shared(stage: Stage): Promise<void> {
  await ensureOnHost(stage, 1, {
    networks: [],
    containers: [
      { name: 'root', network: 'bridge', args: ['-p', '18300:80'] },
      { name: 'middle', network: 'container:root' },
      { name: 'leaf', network: 'container:middle' },
    ],
  });
  if (await ensureRider(stage, 'awake', 'sleepy')) await stage.docker(1, 'stop', '-t', '0', 'sleepy');
  if (await ensureRider(stage, 'orphan', 'parent')) await stage.docker(1, 'rm', '-f', 'parent');
}

/** Makes a rider on a running owner; says whether it had to. A rider can't be started after its owner has ended. */
async function ensureRider(stage: Stage, rider: string, owner: string): Promise<boolean> {
  if ((await containerNames(stage, 1)).includes(rider)) return false;
  const containers = [
    { name: owner, network: 'bridge' },
    { name: rider, network: `container:${owner}` },
  ];
  await ensureOnHost(stage, 1, { networks: [], containers });
  return true;
}
