import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, diff } from './diff.ts';
import { createMerger, mergeOnce } from './merge.ts';
import type { Network } from './model.ts';
import type { HostReading, NetworkFact, SwarmFact } from './snapshot.ts';
import { arbitraryReadings, arbitraryWalk, runs } from './testdata/arbitrary.ts';
import {
  attachmentFact,
  containerFact,
  nativeId,
  overlayFact,
  reading,
  swarmFact,
} from './testdata/facts.ts';
import { validate } from './validate.ts';

/** A host of a swarm, with a container on the overlay `mesh`. */
function swarmHost(id: string, swarm: Partial<SwarmFact>, mesh: Partial<NetworkFact> = {}): HostReading {
  return reading(id, {
    swarm: swarmFact({ clusterId: 'c1', nodeId: id, ...swarm }),
    networks: [overlayFact('mesh', mesh)],
    containers: [containerFact(`web-${id}`, { attachments: [attachmentFact('mesh')] })],
  });
}

function meshOf(readings: readonly HostReading[], clusterId = 'c1'): Network | undefined {
  return mergeOnce(readings).networks[`network:swarm/${clusterId}/${nativeId('n-mesh')}`];
}

describe('merge, whatever the readings', () => {
  it('[M1] [V1] gives a topology without faults', () => {
    fc.assert(
      fc.property(arbitraryReadings, (readings) => {
        expect(validate(mergeOnce(readings))).toEqual([]);
      }),
      runs,
    );
  });

  it('[M2] does not depend on their order', () => {
    const shuffled = arbitraryReadings.chain((readings) =>
      fc.tuple(fc.constant(readings), fc.shuffledSubarray(readings, { minLength: readings.length })),
    );
    fc.assert(
      fc.property(shuffled, ([readings, other]) => {
        expect(JSON.stringify(mergeOnce(other))).toEqual(JSON.stringify(mergeOnce(readings)));
      }),
      runs,
    );
  });

  it('[M3] [D1] gives over a walk what it gives from scratch, and diffs lead along', () => {
    fc.assert(
      fc.property(arbitraryWalk, (walk) => {
        const merge = createMerger();
        const readings = new Map<string, HostReading>();
        let last = merge([]);
        for (const step of walk) {
          if ('read' in step) readings.set(step.read.id, step.read);
          else readings.delete(step.drop);
          const next = merge([...readings.values()]);
          expect(next).toEqual(mergeOnce([...readings.values()]));
          const changes = diff(last, next);
          expect(changes ? apply(last, changes) : last).toEqual(next);
          last = next;
        }
      }),
      { ...runs, numRuns: 100 },
    );
  });

  it('[M5] gives the same object for equal readings', () => {
    fc.assert(
      fc.property(arbitraryReadings, (readings) => {
        const merge = createMerger();
        const first = merge(readings);
        expect(merge(readings)).toBe(first);
        expect(merge(structuredClone(readings))).toBe(first);
      }),
      { ...runs, numRuns: 50 },
    );
  });

  it('[M9] changes nothing of the other hosts when one is read anew', () => {
    fc.assert(
      fc.property(arbitraryReadings, ([changed, ...others]) => {
        if (!changed) return;
        const merge = createMerger();
        const before = merge([changed, ...others]);
        const { snapshot, ...unread } = changed;
        const after = merge([unread, ...others]);
        // Without its managers' word, other hosts of the swarm may be of another cluster; what only this host told is its
        // own is a member on another host to those that share its store.
        if (snapshot?.swarm || snapshot?.clusterStore) return;
        for (const [id, endpoint] of Object.entries(after.endpoints))
          expect(endpoint).toBe(before.endpoints[id]);
        for (const { id } of others) expect(after.hosts[id]).toBe(before.hosts[id]);
      }),
      runs,
    );
  });
});

describe('merge, what it remembers', () => {
  it('[M4] does not look again at a reading that it has seen', () => {
    const merge = createMerger();
    const alpha = reading('alpha');
    const before = merge([alpha]);
    alpha.name = 'changed in place';
    expect(merge([alpha])).toBe(before);
    expect(merge([{ ...alpha }]).hosts.alpha?.name).toBe('changed in place');
  });

  it('[M4] builds a host anew when its cluster is another one', () => {
    const merge = createMerger();
    const worker = reading('beta', {
      swarm: swarmFact({ nodeId: 'n2', managerNodeIds: ['n1'] }),
      networks: [overlayFact('mesh')],
    });
    expect(merge([worker]).hosts.beta?.swarm?.clusterId).toBe('of-n1');
    const manager = swarmHost('alpha', { nodeId: 'n1', role: 'manager' });
    const after = merge([manager, worker]);
    expect(after.hosts.beta?.swarm?.clusterId).toBe('c1');
    expect(after.networks[`network:swarm/c1/${nativeId('n-mesh')}`]?.hostIds).toEqual(['alpha', 'beta']);
  });

  it('[M5] keeps every map and entity that a change does not touch', () => {
    const merge = createMerger();
    const alpha = swarmHost('alpha', { role: 'manager' });
    const beta = swarmHost('beta', { address: '10.0.0.2' });
    const before = merge([alpha, beta]);
    const after = merge([alpha, { ...structuredClone(beta), lastSeen: '2026-01-01T00:01:00.000Z' }]);
    expect(after.hosts).not.toBe(before.hosts);
    expect(after.hosts.alpha).toBe(before.hosts.alpha);
    for (const name of ['networks', 'containers', 'sandboxes', 'endpoints', 'ports'] as const) {
      expect(after[name]).toBe(before[name]);
    }
  });

  it('[M5] keeps the other entities of a map in which one changes', () => {
    const merge = createMerger();
    const web = containerFact('web');
    const db = containerFact('db');
    const before = merge([reading('alpha', { containers: [web, db] })]);
    const after = merge([reading('alpha', { containers: [web, { ...db, state: 'exited' }] })]);
    const id = (name: string) => `container:alpha/${nativeId(name)}`;
    expect(after.containers[id('web')]).toBe(before.containers[id('web')]);
    expect(after.containers[id('db')]?.state).toBe('exited');
    expect(after.networks).toBe(before.networks);
  });
});

describe('merge, swarm networks', () => {
  it('[M6] makes one of all hosts’ views', () => {
    const readings = [swarmHost('beta', {}), swarmHost('alpha', { role: 'manager' })];
    const topology = mergeOnce(readings);
    expect(Object.keys(topology.networks)).toHaveLength(1);
    expect(meshOf(readings)?.hostIds).toEqual(['alpha', 'beta']);
    const ends = Object.values(topology.endpoints).map(({ hostId, networkId }) => [hostId, networkId]);
    const mesh = `network:swarm/c1/${nativeId('n-mesh')}`;
    expect(ends).toEqual([
      ['alpha', mesh],
      ['beta', mesh],
    ]);
  });

  it('[M6] keeps two clusters apart, though their networks have one id', () => {
    const readings = [swarmHost('alpha', {}), swarmHost('beta', { clusterId: 'c2' })];
    expect(meshOf(readings)?.hostIds).toEqual(['alpha']);
    expect(meshOf(readings, 'c2')?.hostIds).toEqual(['beta']);
  });

  const options = { 'com.docker.network.driver.overlay.vxlanid_list': '4097' };
  it.each<[string, HostReading[], string]>([
    [
      'a manager’s, though it says less',
      [
        swarmHost('alpha', {}, { labels: { of: 'alpha' }, options }),
        swarmHost('beta', { role: 'manager' }, { labels: { of: 'beta' } }),
      ],
      'beta',
    ],
    [
      'the one that says more',
      [
        swarmHost('alpha', {}, { labels: { of: 'alpha' } }),
        swarmHost('beta', {}, { labels: { of: 'beta' }, options }),
      ],
      'beta',
    ],
    [
      'the first host’s',
      [
        swarmHost('beta', {}, { labels: { of: 'beta' } }),
        swarmHost('alpha', {}, { labels: { of: 'alpha' } }),
      ],
      'alpha',
    ],
  ])('[M7] takes attributes from %s', (_, readings, winner) => {
    expect(meshOf(readings)?.labels).toEqual({ of: winner });
  });

  it('[M11] unites what each host’s configuration gives of a network of the swarm', () => {
    const configFrom = 'lan-config';
    const part = (ipRange: string, parent: string) => ({
      configFrom,
      ipam: { driver: 'default', subnets: [{ subnet: '10.0.0.0/24', ipRange }] },
      options: { parent },
    });
    const readings = [
      swarmHost(
        'alpha',
        { role: 'manager' },
        { configFrom, ipam: { driver: 'default', subnets: [] }, options: {} },
      ),
      swarmHost('beta', {}, part('10.0.0.0/26', 'eth0')),
      swarmHost('gamma', {}, part('10.0.0.64/26', 'eth0')),
      swarmHost('delta', {}, part('10.0.0.0/26', 'eth0')),
    ];
    expect(meshOf(readings)).toMatchObject({
      ipam: { driver: 'default', subnets: [{ subnet: '10.0.0.0/24' }] },
      options: { parent: 'eth0' },
    });
    const only = (...places: number[]) =>
      meshOf(places.flatMap((place) => readings[place] ?? []))?.ipam.subnets;
    expect(only(0, 1, 2)).toEqual([{ subnet: '10.0.0.0/24' }]);
    expect(only(0, 1, 3)).toEqual([{ subnet: '10.0.0.0/24', ipRange: '10.0.0.0/26' }]);
  });

  it('[M8] unites the peers and finds their hosts within the cluster', () => {
    const readings = [
      swarmHost('alpha', { address: '10.0.0.1' }, { peers: ['10.0.0.1', '10.0.0.2'] }),
      swarmHost('beta', { address: '10.0.0.2' }, { peers: ['10.0.0.3', '10.0.0.1'] }),
      swarmHost('gamma', { address: '10.0.0.3', clusterId: 'c2' }),
    ];
    expect(meshOf(readings)?.peers).toEqual([
      { address: '10.0.0.1', hostId: 'alpha' },
      { address: '10.0.0.2', hostId: 'beta' },
      { address: '10.0.0.3' },
    ]);
  });

  it('[M8] takes the first of two hosts with one address', () => {
    const readings = [swarmHost('beta', {}), swarmHost('alpha', {}, { peers: ['10.0.0.1'] })];
    expect(meshOf(readings)?.peers).toEqual([{ address: '10.0.0.1', hostId: 'alpha' }]);
  });
});
