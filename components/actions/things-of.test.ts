import { describe, expect, it } from 'vitest';
import type { Action, SingleAction } from '#lib/actions/schema.ts';
import { containerIdOf, networkIdOf, scene } from '#lib/actions/testdata/scene.ts';
import { thingsOf } from './things-of.ts';

const topology = scene();
const [containerId, networkId] = [containerIdOf(topology, 'web'), networkIdOf(topology, 'front')];
const connect: SingleAction = { kind: 'connect', containerId, networkId };

describe('what a plan rests on', () => {
  it('has the entities themselves, so that others are told from them', () => {
    const things = thingsOf(topology, connect);
    expect(things[0]).toBe(topology.containers[containerId]);
    expect(things).toContain(topology.hosts.alpha);
    expect(things).toContain(topology.networks[networkId]);
    expect(things.at(-1)).toMatchObject({ containerId, networkId });
  });

  it('of a removal has all members, of a prune and a creation all networks', () => {
    const members = thingsOf(topology, { kind: 'remove-network', networkId });
    expect(members.length).toBeGreaterThan(2);
    expect(thingsOf(topology, { kind: 'prune-networks', hostIds: ['alpha'] })).toContain(topology.networks);
    const spec = { name: 'x', driver: 'bridge', subnets: [] };
    expect(thingsOf(topology, { kind: 'create-network', hostIds: ['alpha'], spec })).toContain(
      topology.networks,
    );
  });

  it('of a sequence has what each of its actions rests on, also of what is not there', () => {
    const gone: SingleAction = { kind: 'release-endpoint', endpointId: 'gone' };
    const sequence: Action = { kind: 'sequence', actions: [connect, gone] };
    expect(thingsOf(topology, sequence)).toEqual([...thingsOf(topology, connect), undefined]);
  });
});
