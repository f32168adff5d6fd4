import { describe, expect, it } from 'vitest';
import { describeAction, describeEach, verbsOf } from './describe.ts';
import type { Action, SingleAction } from './schema.ts';
import { containerIdOf, networkIdOf, scene } from './testdata/scene.ts';

const topology = scene();
const [containerId, networkId] = [containerIdOf(topology, 'web'), networkIdOf(topology, 'front')];
const connect: SingleAction = { kind: 'connect', containerId, networkId };
const spec = { name: 'fresh', driver: 'bridge', subnets: [] };

describe('an action in words', () => {
  it('has the names of what it is about', () => {
    const cases: [Action, string][] = [
      [connect, 'Connect web to front'],
      [{ kind: 'disconnect', containerId, networkId }, 'Disconnect web from front'],
      [{ kind: 'create-network', hostIds: ['alpha', 'beta'], spec }, 'Create fresh on alpha and beta'],
      [{ kind: 'remove-network', networkId }, 'Remove front'],
      [{ kind: 'prune-networks', hostIds: ['alpha'] }, 'Prune networks on alpha'],
      [{ kind: 'repair', containerId, missing: 'old' }, 'Repair web, which misses old'],
      [{ kind: 'sequence', actions: [connect, connect, connect] }, 'Connect web to front, and 2 more'],
    ];
    for (const [action, words] of cases) expect(describeAction(topology, action)).toBe(words);
  });

  it('has the ids of what is gone, also of what is called like a part of every object', () => {
    expect(describeAction(topology, { kind: 'connect', containerId: 'constructor', networkId: 'x' })).toBe(
      'Connect constructor to x',
    );
    expect(describeAction(topology, { kind: 'release-endpoint', endpointId: 'endpoint:a/b/c' })).toBe(
      'Free endpoint:a/b/c',
    );
  });

  it('knows the networks that it makes itself', () => {
    const made = { ...connect, networkId: 'network:alpha/@n1' };
    const create: SingleAction = { kind: 'create-network', hostIds: ['alpha'], spec, ref: 'n1' };
    expect(describeEach(topology, { kind: 'sequence', actions: [create, made] })).toEqual([
      'Create fresh on alpha',
      'Connect web to fresh',
    ]);
  });

  it('has each verb once', () => {
    expect(verbsOf(connect)).toEqual(['connect']);
    const remove: SingleAction = { kind: 'remove-network', networkId };
    expect(verbsOf({ kind: 'sequence', actions: [remove, connect, remove] })).toEqual([
      'remove-network',
      'connect',
    ]);
  });
});
