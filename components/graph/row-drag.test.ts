import { expect, test } from 'vitest';
import { makeScene, native } from '#lib/store/testing/scene.ts';
import { containerId, endpointId, networkId } from '#lib/topology/ids.ts';
import { closedTo, draggedWith, dropHint, networkUnder } from './row-drag.ts';

const scene = makeScene();
const container = (name: string) => containerId('h1', native('h1', name));
const front = networkId('h1', 'front');

test('a row that is picked takes all that is picked along, another one goes alone', () => {
  expect(draggedWith(['a', 'b'], 'b')).toEqual(['a', 'b']);
  expect(draggedWith(['a', 'b'], 'c')).toEqual(['c']);
});

test('columns, crossings and jacks are their network; hosts and the ground are none', () => {
  const jack = Object.values(scene.endpoints).find((each) => each.networkId === front)?.id ?? '';
  const at = { x: 0, y: 0 };
  expect(networkUnder(scene, { kind: 'network', networkId: front })).toBe(front);
  expect(networkUnder(scene, { kind: 'crossing', containerId: 'c', networkId: front, at })).toBe(front);
  expect(networkUnder(scene, { kind: 'jack', endpointId: jack, at })).toBe(front);
  expect(
    networkUnder(scene, { kind: 'jack', endpointId: endpointId('h1', 'x', 'gone'), at }),
  ).toBeUndefined();
  expect(networkUnder(scene, { kind: 'host', hostId: 'h1' })).toBeUndefined();
  expect(networkUnder(scene, undefined)).toBeUndefined();
});

test('what none of them can join is closed, on whatever host it is', () => {
  const closed = closedTo(scene, [container('db'), container('hosty')]);
  expect(closed).not.toContain(front);
  expect(closed).toContain(networkId('h1', 'back'));
  expect(closed).toContain(networkId('h2', 'front'));
});

test('the hint says who would join, who can’t and why', () => {
  expect(dropHint(scene, [container('db')], front)).toMatchObject({
    title: 'Connect db to front',
    facts: [],
    click: 'Let go for the plan',
  });
  const several = dropHint(scene, ['db', 'plain', 'hosty'].map(container), front);
  expect(several.title).toBe('Connect 2 of 3 containers to front');
  expect(several.facts).toHaveLength(1);
  const none = dropHint(scene, [container('web')], front);
  expect(none.title).toBe('web can’t join front');
  expect(none.click).toBeUndefined();
  expect(dropHint(scene, [container('db')], undefined).title).toBe('db');
});
