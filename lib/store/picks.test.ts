import { expect, test } from 'vitest';
import { containerId } from '../topology/ids.ts';
import { presentPicks, toggled, withAll, withoutAll } from './picks.ts';
import { makeScene, native } from './testing/scene.ts';

test('picking twice lets go again, and the order is that of picking', () => {
  const picks = toggled(toggled(toggled([], 'b'), 'a'), 'c');
  expect(picks).toEqual(['b', 'a', 'c']);
  expect(toggled(picks, 'a')).toEqual(['b', 'c']);
});

test('several at once are each picked once', () => {
  expect(withAll(['a'], ['b', 'a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
  expect(withoutAll(['a', 'b', 'c'], ['c', 'a', 'x'])).toEqual(['b']);
});

test('what changes nothing is the same list', () => {
  const picks = ['a', 'b'];
  expect(withAll(picks, ['b'])).toBe(picks);
  expect(withoutAll(picks, ['c'])).toBe(picks);
});

test('what is gone from the topology is picked no more, also if it is called like a method', () => {
  const web = containerId('h1', native('h1', 'web'));
  const topology = makeScene();
  const picks = [web];
  expect(presentPicks(topology, picks)).toBe(picks);
  expect(presentPicks(topology, [web, 'container:h1/gone', 'toString'])).toEqual([web]);
});
