import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { type FindingsWatch, watchFindings } from '#e2e/watch-findings.ts';

/**
 * Nothing is found on hosts on which all is well: not while scenes are set, nor while containers come and go. What is shown
 * for a moment counts, too.
 */
const lab = openLab({ name: 'findok' });
let watch: FindingsWatch | undefined;

/** Longer than most findings wait for a read that bears them out; the others of one scene show in the next, or after the last. */
const usualWait = 5_000;
const gossipWait = 60_000;

const docker = (host: number, ...args: string[]) => lab.docker(host, ...args);
async function settled(wait = usualWait): Promise<void> {
  await sleep(wait);
  expect(watch?.sinceLast().map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
}
/** Fifty deeds, three at a time; one that comes too early or too late for its container is no matter. */
async function churn(deeds: (turn: number) => Promise<unknown>[]): Promise<void> {
  for (let turn = 0; turn < 17; turn++) await Promise.allSettled(deeds(turn));
}
const pick = <T>(list: readonly T[], turn: number): T => list[turn % list.length] as T;

async function begin(up: () => Promise<void>): Promise<void> {
  await watch?.stop();
  watch = undefined;
  await lab.down();
  await up();
  watch = await watchFindings(lab);
}

afterAll(async () => {
  await watch?.stop();
  await lab.down();
});
afterEach(() => {
  for (const { name, wires } of Object.values(watch?.topology().hosts ?? {}))
    expect([name, wires?.state]).toEqual([name, 'live']);
});

describe('hosts of a swarm', () => {
  beforeAll(() => begin(() => lab.up(3, { swarm: true })));

  it('nothing on it', () => settled());
  it.each([
    ...(['basic', 'bridges', 'ports', 'shared', 'links', 'dangling', 'lan', 'services', 'projects'] as const),
    'plugin' as const,
  ])('the scene %s', async (scene) => {
    await lab.scene(scene);
    await settled();
  });
  it.each([20, 60])('a crowd of %d', async (count) => {
    await lab.scene('crowd', count);
    await settled();
  });

  it('containers that are started, stopped and restarted fifty times', async () => {
    const names = ['web', 'db', 'hub', 'm1', 'plain'];
    await churn((turn) => [
      docker(
        1,
        pick(['restart', 'stop', 'start'], turn),
        ...(turn % 3 === 2 ? [] : ['-t', '0']),
        pick(names, turn),
      ),
      docker(2, 'restart', '-t', '0', pick(['m2', 'shop-api-1'], turn)),
      docker(3, turn % 2 ? 'start' : 'kill', 'm3'),
    ]);
    await docker(1, 'start', ...names);
    await docker(3, 'start', 'm3');
    await settled();
  });

  it('containers that are connected and disconnected fifty times', async () => {
    await churn((turn) => [
      docker(1, 'network', turn % 2 ? 'disconnect' : 'connect', 'spare', 'plain'),
      docker(1, 'network', turn % 2 ? 'connect' : 'disconnect', 'mesh', 'web'),
      docker(2, 'network', turn % 2 ? 'disconnect' : 'connect', 'mesh', 'shop-db-1'),
    ]);
    await settled();
  });

  it('containers that are made and removed fifty times, on an overlay and elsewhere', async () => {
    await churn((turn) => [
      docker(1, 'run', '--rm', '--network', pick(['front', 'mesh', 'bridge'], turn), 'busybox', 'true'),
      docker(2, 'run', '--rm', '--network', 'mesh', 'busybox', 'sleep', '0.3'),
      docker(3, 'run', '-d', '--rm', '--network', 'mesh', 'busybox', 'sleep', '1'),
    ]);
    await settled();
  });

  it('one whose process ends again and again', async () => {
    await docker(
      1,
      'run',
      '-d',
      '--name',
      'crashing',
      '--restart',
      'always',
      '--network',
      'front',
      'busybox',
      'sleep',
      '0.5',
    );
    await settled(10_000);
    await docker(1, 'rm', '-f', 'crashing');
  });

  it('containers that are paused, and an engine that is restarted', async () => {
    await docker(1, 'pause', 'web', 'm1');
    await lab.stop(2);
    await lab.start(2);
    await sleep(3_000);
    await docker(1, 'unpause', 'web', 'm1');
    await lab.scene('basic');
    await settled();
  });

  it('a service that is scaled up and down, and moved', async () => {
    for (const count of ['6', '1', '4', '0', '3']) {
      await docker(1, 'service', 'scale', '--detach', `spread=${count}`);
      await sleep(3_000);
    }
    await docker(1, 'service', 'update', '--force', '--no-resolve-image', '--detach', 'spread');
    await settled(10_000);
  });

  it('and after a while', () => settled(gossipWait));
});

describe('hosts with a store', () => {
  beforeAll(() => begin(() => lab.up(2, { store: true })));

  it.each(['store', 'basic', 'lan'] as const)('the scene %s', async (scene) => {
    await lab.scene(scene);
    await settled();
  });

  it('containers that are restarted', async () => {
    await churn((turn) => [
      docker(1, 'restart', '-t', '0', pick(['far1', 'both', 'web'], turn)),
      docker(2, 'restart', '-t', '0', 'far2'),
    ]);
    await settled(gossipWait);
  });
});
