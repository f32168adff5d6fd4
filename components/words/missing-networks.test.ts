import { expect, it } from 'vitest';
import { containerId } from '#lib/topology/ids.ts';
import { mergeOnce } from '#lib/topology/merge.ts';
import { attachmentFact, containerFact, nativeId, reading } from '#lib/topology/testdata/facts.ts';
import { missingMeaning, missingWord } from './missing-networks.ts';

function said(state: 'running' | 'exited', clusterStore = '', ...names: string[]) {
  const attachments = names.map((name) => attachmentFact(name));
  const containers = [containerFact('web', { state, attachments })];
  const topology = mergeOnce([reading('alpha', { clusterStore, containers })]);
  const web = topology.containers[containerId('alpha', nativeId('web'))];
  return web && [missingMeaning(topology, web), missingWord(topology, web)];
}

it('a network that is not there is gone, unless a key-value store may hold it', () => {
  expect(said('exited')?.[0]).toBeUndefined();
  expect(said('exited', '', 'back')).toEqual([
    'It can’t start: its network back no longer exists on its host.',
    'is gone',
  ]);
  expect(said('exited', '', 'back', 'front')?.[0]).toMatch(/its networks back, front no longer exist on/);
  expect(said('running', 'etcd://a:2379', 'wide')).toEqual([
    'It can’t be started again: its host does not list its network wide. Either it was removed, or the key-value store etcd://a:2379 does not answer.',
    'is not listed',
  ]);
});
