import { describe, expect, it } from 'vitest';
import { mergeOnce } from './merge.ts';
import type { Service } from './model.ts';
import type { HostReading, ServiceFact, Snapshot, TaskFact } from './snapshot.ts';
import { containerFact, nativeId, overlayFact, reading, swarmFact } from './testdata/facts.ts';
import { validate } from './validate.ts';

const mesh = `network:swarm/c1/${nativeId('n-mesh')}`;
const back = `network:swarm/c1/${nativeId('n-back')}`;

function serviceFact(more: Partial<ServiceFact> = {}): ServiceFact {
  return {
    nativeId: 's1',
    name: 'web',
    mode: 'replicated',
    replicas: 2,
    endpointMode: 'vip',
    networks: [],
    virtualAddresses: [],
    ports: [],
    tasks: [],
    ...more,
  };
}

function host(id: string, role: 'manager' | 'worker', more: Partial<Snapshot> = {}): HostReading {
  const networks = [overlayFact('mesh'), overlayFact('back')];
  const swarm = swarmFact({ clusterId: 'c1', nodeId: `node-${id}`, role });
  return reading(id, { networks, swarm, ...more });
}

function servicesOf(...readings: HostReading[]): Service[] {
  const topology = mergeOnce(readings);
  expect(validate(topology)).toEqual([]);
  return Object.values(topology.services);
}

const task = (more: Partial<TaskFact>): TaskFact => ({
  nativeId: 't1',
  state: 'running',
  nodeId: '',
  ...more,
});

describe('merge, services', () => {
  it('[W1] takes a cluster’s services from one of its managers, a live one if there is one', () => {
    const first = host('alpha', 'manager', { services: [serviceFact({ name: 'old' })] });
    const second = host('beta', 'manager', { services: [serviceFact({ name: 'new' })] });
    const names = (...readings: HostReading[]) => servicesOf(...readings).map(({ id, name }) => [id, name]);
    expect(names(second, first)).toEqual([['service:c1/s1', 'old']]);
    expect(names({ ...first, status: 'stale' }, second)).toEqual([['service:c1/s1', 'new']]);
    expect(names({ ...first, status: 'stale' })).toEqual([['service:c1/s1', 'old']]);
  });

  it('[W2] finds its networks by id and by name, and leaves out what no host lists', () => {
    const fact = serviceFact({
      networks: ['back', nativeId('n-mesh'), 'gone'],
      virtualAddresses: [
        { networkNativeId: nativeId('n-mesh'), address: '10.0.1.2' },
        { networkNativeId: nativeId('gone'), address: '10.0.9.2' },
      ],
    });
    expect(servicesOf(host('alpha', 'manager', { services: [fact] }))).toMatchObject([
      { networkIds: [back, mesh].sort(), virtualAddresses: [{ networkId: mesh, address: '10.0.1.2' }] },
    ]);
  });

  it('[W3] finds a task’s host by its node, and its container there', () => {
    const tasks = [
      task({ nativeId: 't1', nodeId: 'node-beta', nodeName: 'b', containerNativeId: nativeId('web.1') }),
      task({ nativeId: 't2', nodeId: 'node-beta', containerNativeId: nativeId('web.2') }),
      task({ nativeId: 't3', nodeId: 'node-far', nodeName: 'far', containerNativeId: nativeId('web.1') }),
      task({ nativeId: 't4', state: 'pending' }),
    ];
    const [service] = servicesOf(
      host('alpha', 'manager', { services: [serviceFact({ tasks })] }),
      host('beta', 'worker', { containers: [containerFact('web.1')] }),
    );
    expect(service?.tasks).toEqual([
      {
        id: 't1',
        state: 'running',
        hostId: 'beta',
        node: 'b',
        containerId: `container:beta/${nativeId('web.1')}`,
      },
      { id: 't2', state: 'running', hostId: 'beta' },
      { id: 't3', state: 'running', node: 'far' },
      { id: 't4', state: 'pending' },
    ]);
  });

  it('[W4] knows none without a manager', () => {
    expect(servicesOf(host('beta', 'worker'))).toEqual([]);
    const left = reading('alpha', { services: [serviceFact()] });
    expect(servicesOf(left, host('beta', 'worker'))).toEqual([]);
  });
});
