import { expect, test } from 'vitest';
import { makeScene, native } from '../store/testing/scene.ts';
import { containerId, networkId } from '../topology/ids.ts';
import { anyCanJoin, joinMany } from './join-many.ts';

const scene = makeScene();
const container = (name: string) => containerId('h1', native('h1', name));
const front = networkId('h1', 'front');

test('[J16] of several containers each is judged by itself, and once', () => {
  const asked = ['db', 'hosty', 'web', 'plain', 'db'].map(container);
  const { able, refused } = joinMany(scene, asked, front);
  expect(able.map(({ name }) => name)).toEqual(['db', 'plain']);
  expect(refused.map(({ code }) => code)).toEqual(['host-mode', 'already-member']);
});

test('[J16] one that leaves none for it counts as one that can', () => {
  expect(joinMany(scene, [container('nothing')], front).able).toHaveLength(1);
});

test('[J16] what is gone is refused with a reason', () => {
  const { able, refused } = joinMany(scene, ['container:h1/gone'], front);
  expect(able).toEqual([]);
  expect(refused[0]?.code).toBe('unknown-container');
});

test('one that can is enough for a network to be offered', () => {
  expect(anyCanJoin(scene, [container('hosty'), container('db')], front)).toBe(true);
  expect(anyCanJoin(scene, [container('hosty'), container('web')], front)).toBe(false);
  expect(anyCanJoin(scene, [], front)).toBe(false);
});
