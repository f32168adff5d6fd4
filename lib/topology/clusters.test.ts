import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clustersOf } from './clusters.ts';
import type { SwarmFact } from './snapshot.ts';
import { arbitraryReadings, runs } from './testdata/arbitrary.ts';
import { reading, swarmFact } from './testdata/facts.ts';

function clusters(swarms: Record<string, Partial<SwarmFact>>): Record<string, string> {
  const readings = Object.entries(swarms).map(([id, swarm]) => reading(id, { swarm: swarmFact(swarm) }));
  return Object.fromEntries(clustersOf(readings));
}

describe('clusters', () => {
  it('[C1] believes a manager', () => {
    expect(clusters({ alpha: { role: 'manager', clusterId: 'c1' } })).toEqual({ alpha: 'c1' });
  });

  it('[C1] believes each of two that contradict each other', () => {
    const twins = {
      alpha: { nodeId: 'n1', clusterId: 'c2', managerNodeIds: ['n2'] },
      beta: { nodeId: 'n2', clusterId: 'c1' },
      gamma: { nodeId: 'n3', managerNodeIds: ['n1'] },
    };
    expect(clusters(twins)).toEqual({ alpha: 'c2', beta: 'c1', gamma: 'c1' });
  });

  it('[C2] finds a worker’s cluster by its managers', () => {
    const swarm = {
      alpha: { nodeId: 'n1', role: 'manager', clusterId: 'c1', managerNodeIds: ['n1'] },
      beta: { nodeId: 'n2', managerNodeIds: ['n1'] },
      gamma: { nodeId: 'n9', role: 'manager', clusterId: 'c2', managerNodeIds: ['n9'] },
    } satisfies Record<string, Partial<SwarmFact>>;
    expect(clusters(swarm)).toEqual({ alpha: 'c1', beta: 'c1', gamma: 'c2' });
  });

  it('[C2] goes through managers that we do not read', () => {
    expect(
      clusters({
        alpha: { nodeId: 'n1', role: 'manager', clusterId: 'c1', managerNodeIds: ['n1', 'n5'] },
        beta: { nodeId: 'n2', managerNodeIds: ['n5', 'n6'] },
        gamma: { nodeId: 'n3', managerNodeIds: ['n6'] },
      }),
    ).toEqual({ alpha: 'c1', beta: 'c1', gamma: 'c1' });
  });

  it('[C3] makes up an id where no manager is read', () => {
    expect(
      clusters({
        alpha: { nodeId: 'n1', managerNodeIds: ['n8', 'n7'] },
        beta: { nodeId: 'n2', managerNodeIds: ['n8'] },
        gamma: { nodeId: 'n3', managerNodeIds: ['n9'] },
        delta: { nodeId: 'n4' },
        epsilon: { nodeId: 'n5', role: 'manager', managerNodeIds: ['n6'] },
      }),
    ).toEqual({ alpha: 'of-n7', beta: 'of-n7', gamma: 'of-n9', delta: 'of-n4', epsilon: 'of-n5' });
  });

  it('[C4] leaves out a host without a swarm', () => {
    expect(clustersOf([reading('alpha')])).toEqual(new Map());
  });

  it('[C4] does not depend on the order of the readings', () => {
    const shuffled = arbitraryReadings.chain((readings) =>
      fc.tuple(fc.constant(readings), fc.shuffledSubarray(readings, { minLength: readings.length })),
    );
    fc.assert(
      fc.property(shuffled, ([readings, other]) => {
        expect(clustersOf(other)).toEqual(clustersOf(readings));
      }),
      runs,
    );
  });
});
