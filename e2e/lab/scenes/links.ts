import { ensureOnHost, type HostSpec, type Stage } from './stage.ts';

const HOST: HostSpec = {
  networks: [{ name: 'linked' }],
  containers: [
    { name: 'old-db', network: 'bridge' },
    { name: 'old-web', network: 'default', args: ['--link', 'old-db:database', '--link', 'old-db'] },
    { name: 'new-db', network: 'linked' },
    { name: 'new-web', network: 'linked', args: ['--link', 'new-db:database'] },
  ],
};

/** Legacy links on the first host: on the default bridge, and on a network of one's own. */
export async function links(stage: Stage): Promise<void> {
  await ensureOnHost(stage, 1, HOST);
}
