import { expect, it } from 'vitest';
import { mergeOnce } from './merge.ts';
import { serviceOfContainer, servicesOn } from './services-on.ts';
import type { ServiceFact } from './snapshot.ts';
import { containerFact, nativeId, overlayFact, reading, swarmFact } from './testdata/facts.ts';

const service = (name: string): ServiceFact => ({
  nativeId: `s-${name}`,
  name,
  mode: 'global',
  endpointMode: 'vip',
  networks: ['mesh'],
  virtualAddresses: [],
  ports: [],
  tasks: [{ nativeId: 't', state: 'running', nodeId: 'node1', containerNativeId: nativeId(name) }],
});

it('finds services by network and by container', () => {
  const topology = mergeOnce([
    reading('alpha', {
      swarm: swarmFact({ clusterId: 'c1', role: 'manager' }),
      networks: [overlayFact('mesh')],
      containers: [containerFact('web')],
      services: [service('web'), service('api')],
    }),
  ]);
  const names = servicesOn(topology, `network:swarm/c1/${nativeId('n-mesh')}`).map(({ name }) => name);
  expect(names).toEqual(['api', 'web']);
  expect(servicesOn(topology, 'gone')).toEqual([]);
  expect(serviceOfContainer(topology, `container:alpha/${nativeId('web')}`)?.name).toBe('web');
  expect(serviceOfContainer(topology, 'gone')).toBeUndefined();
});
