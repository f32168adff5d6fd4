import { expect, it } from 'vitest';
import { topology } from '#lib/actions/testdata/plans.ts';
import { touchedByAction } from './touched-by-action.ts';

it('what a swarm makes waits for its manager’s turn, whichever of its hosts was chosen', () => {
  const { alpha } = topology.hosts;
  if (!alpha?.swarm) throw new Error('alpha is in no swarm');
  const manager = { ...alpha, swarm: { ...alpha.swarm, role: 'manager' as const } };
  const given = { ...topology, hosts: { ...topology.hosts, alpha: manager } };
  const spec = { name: 'fresh', driver: 'overlay', subnets: [] };
  const touched = touchedByAction(given, { kind: 'create-network', hostIds: ['beta'], spec });
  expect([...touched.keys()].sort()).toEqual(['alpha', 'beta']);
});
