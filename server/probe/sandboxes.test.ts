import { beforeEach, expect, it } from 'vitest';
import type { ContainerFact, Snapshot } from '#lib/topology/snapshot.ts';
import { createManualTimers, type ManualTimers } from '#server/collect/manual-timers.ts';
import { container } from '#server/collect/testfacts.ts';
import { EngineError } from '#server/engine/engine-error.ts';
import { createSandboxes, type Sandboxes } from './sandboxes.ts';

let timers: ManualTimers;
let asked: string[];
let keys: Record<string, string | undefined>;
let most: number;
let sandboxes: Sandboxes;
const { signal } = new AbortController();

function snapshot(containers: ContainerFact[], flavour: 'docker' | 'podman' = 'docker'): Snapshot {
  const engine = { flavour, version: '1', apiVersion: '1.41' };
  return { engine, drivers: [], rootless: false, warnings: [], networks: [], containers };
}
const started = (name: string, endpointId: string) =>
  container(name, { attachments: [{ networkName: 'n', networkNativeId: 'n', endpointId }] });

beforeEach(() => {
  timers = createManualTimers();
  asked = [];
  keys = {};
  most = 0;
  let now = 0;
  const client = {
    async inspectContainer(nativeId: string) {
      asked.push(nativeId);
      now += 1;
      most = Math.max(most, now);
      await new Promise(setImmediate);
      now -= 1;
      if (nativeId === 'gone') throw new EngineError({ kind: 'no-such-container', message: 'Gone.' });
      if (nativeId.startsWith('odd')) throw new EngineError({ kind: 'engine-failed', message: 'It broke.' });
      const key = keys[nativeId];
      const fact = container(nativeId);
      return { fact, pid: 1, endpoints: [], askedPorts: [], links: [], ...(key ? { sandboxKey: key } : {}) };
    },
  };
  sandboxes = createSandboxes(client, timers);
});

it('asks once for each start of a container', async () => {
  keys = { web: '/run/docker/netns/one', plain: '/run/docker/netns/two' };
  const first = snapshot([started('web', '1'), container('plain'), container('off', { state: 'exited' })]);
  expect(await sandboxes.of(first, signal)).toEqual({
    handles: { web: 'one', plain: 'two' },
    folder: '/run/docker/netns',
  });
  await sandboxes.of(first, signal);
  expect(asked).toEqual(['web', 'plain']);
  keys.web = '/run/docker/netns/three';
  const again = await sandboxes.of(snapshot([started('web', '2'), container('plain')]), signal);
  expect(again.handles).toEqual({ web: 'three', plain: 'two' });
  expect((await sandboxes.of(snapshot([]), signal)).handles).toEqual({});
  await sandboxes.of(snapshot([container('plain')]), signal);
  expect(asked).toEqual(['web', 'plain', 'web', 'plain']);
});

it('knows a container by any of its endpoints, and not what it was before it was started anew', async () => {
  const on = (...ids: string[]) =>
    snapshot([
      container('web', {
        attachments: ids.map((endpointId) => ({ networkName: 'n', networkNativeId: 'n', endpointId })),
      }),
    ]);
  keys = { web: '/run/docker/netns/one' };
  await sandboxes.of(on('1'), signal);
  for (const ids of [['1', '2'], ['2'], ['2', '3', '']]) {
    expect(sandboxes.known(on(...ids))).toEqual({ web: 'one' });
    await sandboxes.of(on(...ids), signal);
  }
  expect(asked).toEqual(['web']);
  expect(sandboxes.known(on('1'))).toEqual({});
  expect(sandboxes.known(snapshot([started('web', '3')]))).toEqual({ web: 'one' });
  expect(sandboxes.known(snapshot([{ ...started('web', '3'), state: 'exited' }]))).toEqual({});
  keys.web = '/run/docker/netns/two';
  expect((await sandboxes.of(on('4'), signal)).handles).toEqual({ web: 'two' });
  expect(asked).toEqual(['web', 'web']);
});

it('asks no more than some at a time', async () => {
  await sandboxes.of(snapshot(Array.from({ length: 50 }, (_, index) => container(`c${index}`))), signal);
  expect([asked.length, most]).toEqual([50, 4]);
});

it('goes on without who can’t be inspected, and asks again after a while', async () => {
  keys = { web: '/run/docker/netns/one' };
  const three = snapshot([container('odd'), container('web'), container('gone')]);
  const found = await sandboxes.of(three, signal);
  expect(found.handles).toEqual({ web: 'one' });
  expect(found.problem).toBe('Which wires are those of one container is not known: It broke.');
  await timers.advance(9_000);
  await sandboxes.of(three, signal);
  expect(asked).toHaveLength(3);
  await timers.advance(1_000);
  await sandboxes.of(three, signal);
  expect(asked.slice(3)).toEqual(['odd', 'gone']);
  // Ever more seldom.
  await timers.advance(15_000);
  await sandboxes.of(three, signal);
  expect(asked).toHaveLength(5);
  const more = await sandboxes.of(snapshot([container('odd'), container('odder')]), signal);
  expect(more.problem).toContain('2 containers');
});

it('asks anew for a handle that the kernel does not have', async () => {
  keys = { web: '/run/docker/netns/old', db: '/run/docker/netns/db' };
  const two = snapshot([container('web'), container('db')]);
  await sandboxes.of(two, signal);
  sandboxes.seen(new Set(['db', 'new']));
  keys.web = '/run/docker/netns/new';
  await sandboxes.of(two, signal);
  expect(asked).toHaveLength(2);
  await timers.advance(10_000);
  expect((await sandboxes.of(two, signal)).handles.web).toBe('new');
  sandboxes.seen(new Set(['db', 'new']));
  await timers.advance(60_000);
  await sandboxes.of(two, signal);
  expect(asked).toEqual(['web', 'db', 'web']);
});

it('asks nobody once it is to stop', async () => {
  await sandboxes.of(snapshot([container('web')]), AbortSignal.abort());
  expect(asked).toEqual([]);
});

it('takes for a handle only what is one: what an engine says ends up in a path', async () => {
  const odd = ['relative', '/', '/a/../b', '/a/..', '/a/b c', "/a/b'$(reboot)", '/a/\u0000', '/netns'];
  for (const key of odd) {
    keys.web = key;
    const { handles, folder } = await sandboxes.of(snapshot([started('web', key)]), signal);
    expect([key, handles, folder]).toEqual([key, {}, '/var/run/docker/netns']);
  }
  keys.web = '/run/user/1000/netns/netns-66cffd74-2bf1';
  expect(await sandboxes.of(snapshot([container('web')], 'podman'), signal)).toEqual({
    handles: { web: 'netns-66cffd74-2bf1' },
    folder: '/run/user/1000/netns',
  });
  expect((await sandboxes.of(snapshot([], 'podman'), signal)).folder).toBe('/run/netns');
});
