import type { Lab } from '#e2e/lab/lab.ts';
import { type Ground, pause, untilEnough } from './ground.ts';

/** Everything this makes on an engine is called so. */
const prefix = 'soak-';

/** Containers and networks that come, change and go by another client on one host, until it is enough. */
export async function stirEngine(ground: Ground, host: number): Promise<void> {
  const { lab, signal, disturbed } = ground;
  const mayFail = host === disturbed;
  const box = `${prefix}box`;
  const [near, far] = [`${prefix}near`, `${prefix}far`];
  const docker = async (...args: string[]) => {
    await lab.docker(host, ...args);
    await pause(150, signal);
  };
  const round = async (number: number) => {
    await clear(lab, host);
    await docker('network', 'create', near);
    await docker('network', 'create', '--internal', far);
    const port = number % 2 === 0 ? ['-p', '8999:80'] : [];
    await docker(
      'run',
      '-d',
      '--init',
      '--name',
      box,
      '--network',
      near,
      ...port,
      'busybox',
      'sleep',
      '9999',
    );
    await docker('network', 'connect', '--alias', `alias-${number}`, far, box);
    await docker('network', 'disconnect', far, box);
    await docker('network', 'connect', far, box);
    await docker('stop', '-t', '1', box);
    await docker('start', box);
    await docker('rename', box, `${box}-${number}`);
    await docker('rm', '-f', `${box}-${number}`);
    await docker('network', 'rm', near, far);
  };
  await untilEnough(ground, `rounds of the docker command on host ${host}`, round, mayFail);
}

/** Removes what an interrupted round has left on a host. */
export async function clear(lab: Lab, host: number): Promise<void> {
  const remove = async (list: readonly string[], rm: readonly string[]) => {
    const ids = (await lab.docker(host, ...list, '-q', '--filter', `name=${prefix}`))
      .split('\n')
      .filter(Boolean);
    if (ids.length > 0) await lab.docker(host, ...rm, ...ids);
  };
  await remove(['ps', '-a'], ['rm', '-f']);
  await remove(['network', 'ls'], ['network', 'rm']);
}
