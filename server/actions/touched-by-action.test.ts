import { describe, expect, it } from 'vitest';
import type { Action, SingleAction } from '#lib/actions/schema.ts';
import { containerIdOf, networkIdOf, scene } from '#lib/actions/testdata/scene.ts';
import { nativeId } from '#lib/topology/testdata/facts.ts';
import { touchedByAction } from './touched-by-action.ts';

const topology = scene();
const id = (name: string) => networkIdOf(topology, name);
const web = containerIdOf(topology, 'web');
const touched = (action: Action) => Object.fromEntries(touchedByAction(topology, action));
const n = (name: string) => nativeId(`n-${name}`);
const connect: SingleAction = { kind: 'connect', containerId: web, networkId: id('front') };

describe('what an action is about', () => {
  it('is the container and the network, on each host that knows them', () => {
    expect(touched(connect)).toEqual({
      alpha: { containers: [nativeId('web')], networks: [], joined: [n('front')] },
    });
    expect(Object.keys(touched({ ...connect, networkId: id('mesh') })).sort()).toEqual(['alpha', 'beta']);
  });

  it('is a network with all who use it, where it is removed', () => {
    const all = touched({ kind: 'remove-network', networkId: id('back') }).alpha;
    expect(all?.networks).toEqual([n('back')]);
    expect([...(all?.containers ?? [])].sort()).toEqual(['cron', 'db', 'idle'].map(nativeId).sort());
  });

  it('is every network that a prune would take', () => {
    const { alpha } = touched({ kind: 'prune-networks', hostIds: ['alpha'] });
    expect(alpha?.networks).toContain(n('vault'));
    expect(alpha?.networks).not.toContain(n('front'));
  });

  it('is a host alone, where something is made on it', () => {
    const spec = { name: 'fresh', driver: 'bridge', subnets: [] };
    expect(touched({ kind: 'create-network', hostIds: ['alpha', 'beta'], spec })).toEqual({
      alpha: { containers: [], networks: [], joined: [] },
      beta: { containers: [], networks: [], joined: [] },
    });
  });

  it('is all of a sequence, and nothing that the picture does not have', () => {
    const gone: SingleAction = {
      kind: 'connect',
      containerId: 'constructor',
      networkId: 'network:alpha/@n1',
    };
    expect(touched(gone)).toEqual({});
    expect(touched({ kind: 'release-endpoint', endpointId: 'gone' })).toEqual({});
    const both = touched({ kind: 'sequence', actions: [connect, gone, { ...connect, kind: 'disconnect' }] });
    expect(both.alpha?.containers).toEqual([nativeId('web'), nativeId('web')]);
  });
});
