import { expect, it } from 'vitest';
import type { Service } from '#lib/topology/model.ts';
import { nameText, servicePorts, tasksText } from './service-text.ts';

const task = (state: string) => ({ id: state, state });
const service: Service = {
  id: 'service:c1/s',
  nativeId: 's',
  clusterId: 'c1',
  name: 'web',
  mode: 'replicated',
  replicas: 2,
  endpointMode: 'vip',
  networkIds: ['n'],
  virtualAddresses: [{ networkId: 'n', address: '10.0.0.2' }],
  ports: [
    { publishedPort: 8080, targetPort: 80, protocol: 'tcp', publishMode: 'ingress' },
    { targetPort: 53, protocol: 'udp', publishMode: 'host' },
  ],
  tasks: [task('running'), task('running')],
};

it('says how many tasks run', () => {
  expect(tasksText(service)).toBe('2 tasks run');
  expect(tasksText({ ...service, tasks: [task('running'), task('pending')] })).toBe('1 of 2 tasks run');
  expect(tasksText({ ...service, replicas: 1, tasks: [] })).toBe('0 of 1 task runs');
  const { replicas: _, ...global } = { ...service, mode: 'global' as const };
  expect(tasksText(global)).toBe('2 tasks run, one on each node');
  expect(tasksText({ ...service, mode: 'replicated-job' })).toBe('a job: 2 tasks run');
});

it('says what its name leads to', () => {
  const on = (id: string) => ({ id, ingress: false });
  expect(nameText(service, on('n'))).toMatch(/10\.0\.0\.2, before its tasks/);
  expect(nameText(service, on('other'))).toMatch(/no address/);
  expect(nameText({ ...service, endpointMode: 'dnsrr' }, on('n'))).toMatch(/dnsrr/);
  expect(nameText(service, { id: 'n', ingress: true })).toMatch(/ports on the nodes/);
});

it('says where its ports are', () => {
  expect(servicePorts(service)).toEqual([
    '8080 → 80/tcp on every node',
    'any → 53/udp on the hosts of its tasks',
  ]);
});
