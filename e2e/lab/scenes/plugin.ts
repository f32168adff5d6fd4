import { join } from 'node:path';
import { LabError } from '../errors.ts';
import { waitFor } from '../wait.ts';
import { ensureOnHost, type Stage } from './stage.ts';

const DRIVER = 'labnet';
const SOCKET = `/run/docker/plugins/${DRIVER}.sock`;
const SERVER = join(import.meta.dirname, '../network-plugin.ts');

/** A network of a plugin's driver on the first host, with a container on it. The plugin is started if it is dead. */
export async function plugin(stage: Stage): Promise<void> {
  if (!(await answers(stage))) {
    const start =
      'mkdir -p /run/docker/plugins; setsid "$0" "$@" >/run/labnet.log 2>&1 </dev/null & echo $! >/run/labnet.pid';
    await stage.exec(1, 'sh', '-c', start, process.execPath, SERVER, SOCKET);
    if (!(await waitFor(() => answers(stage), 5_000, 100))) throw new LabError('The plugin does not start.');
  }
  await ensureOnHost(stage, 1, {
    networks: [{ name: 'plugged', args: ['-d', DRIVER, '-o', 'colour=green', '--subnet', '10.83.0.0/24'] }],
    containers: [
      { name: 'on-plugin', network: 'plugged' },
      { name: 'beside-plugin', network: 'bridge' },
    ],
  });
}

async function answers(stage: Stage): Promise<boolean> {
  return (await stage.exec(1, 'ss', '-lxH', 'src', SOCKET)) !== '';
}
