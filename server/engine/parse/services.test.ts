import { describe, expect, it } from 'vitest';
import { recorded } from '../testdata.ts';
import { readServices } from './services.ts';

const replies = { services: recorded('services'), tasks: recorded('tasks'), nodes: recorded('nodes') };
const services = readServices(replies);
const service = (name: string) => services.find((one) => one.name === name);

describe('services of a recorded manager', () => {
  it('are all read, with their modes', () => {
    expect(
      services.map(({ name, mode, replicas, endpointMode }) => [name, mode, replicas, endpointMode]),
    ).toEqual([
      ['hostp', 'replicated', 1, 'vip'],
      ['web', 'replicated', 3, 'vip'],
      ['rr', 'global', undefined, 'dnsrr'],
    ]);
  });

  it('have their networks, virtual addresses and ports', () => {
    const web = service('web');
    expect(web?.networks).toEqual(['gsrl1k6z0qoozygoens8oak2h']);
    expect(web?.virtualAddresses).toHaveLength(2);
    expect(web?.virtualAddresses[0]?.address).toMatch(/^10\.0\.\d+\.\d+$/);
    expect(web?.ports).toEqual([
      { publishedPort: 18300, targetPort: 80, protocol: 'tcp', publishMode: 'ingress' },
    ]);
    expect(service('hostp')?.ports).toEqual([
      { publishedPort: 18301, targetPort: 80, protocol: 'tcp', publishMode: 'host' },
    ]);
    expect(service('rr')?.virtualAddresses).toEqual([]);
  });

  it('have their tasks, with their nodes and containers', () => {
    const tasks = service('web')?.tasks ?? [];
    expect(tasks.map(({ state }) => state)).toEqual(['running', 'running', 'running']);
    expect(tasks.map(({ nodeName }) => nodeName).sort()).toEqual(['kh1', 'kh2', 'kh3']);
    for (const { containerNativeId } of tasks) expect(containerNativeId).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe.each(['docker-26.1.5', 'docker-28.5.2'] as const)('what a manager of %s replied', (engine) => {
  const read = readServices({
    services: recorded('services', engine),
    tasks: recorded('tasks', engine),
    nodes: recorded('nodes', engine),
  });
  const named = (name: string) => read.find((one) => one.name === name);

  it('are all read, with their modes', () => {
    const modes = read.map(({ name, mode, replicas, endpointMode }) => [name, mode, replicas, endpointMode]);
    expect(modes.sort()).toEqual([
      ['direct', 'replicated', 1, 'vip'],
      ['everywhere', 'global', undefined, 'dnsrr'],
      ['nowhere', 'replicated', 1, 'vip'],
      ['spread', 'replicated', 3, 'vip'],
    ]);
  });

  it('have their virtual addresses, ports and tasks', () => {
    expect(named('spread')?.virtualAddresses).toHaveLength(2);
    expect(named('spread')?.ports).toEqual([
      { publishedPort: 18400, targetPort: 80, protocol: 'tcp', publishMode: 'ingress' },
    ]);
    expect(named('direct')?.ports).toMatchObject([{ publishMode: 'host', protocol: 'udp' }]);
    const tasks = named('spread')?.tasks ?? [];
    expect(tasks.map(({ state, nodeName }) => `${state} ${nodeName}`)).toEqual(
      Array(3).fill('running engine1'),
    );
    for (const { containerNativeId } of tasks) expect(containerNativeId).toMatch(/^[0-9a-f]{64}$/);
    expect(named('nowhere')?.tasks).toMatchObject([{ state: 'pending' }]);
  });
});

describe('services', () => {
  const read = (spec: object, tasks: object[] = []) =>
    readServices({ services: [{ ID: 's', Spec: spec }], tasks, nodes: null })[0];

  it('of every mode are read', () => {
    expect(read({ Mode: { ReplicatedJob: { TotalCompletions: 4 } } })).toMatchObject({
      name: 's',
      mode: 'replicated-job',
      replicas: 4,
    });
    expect(read({ Mode: { GlobalJob: {} } })).toMatchObject({ mode: 'global-job' });
    expect(read({ Networks: [{ Target: 'old' }] })).toMatchObject({ mode: 'replicated', networks: ['old'] });
  });

  it('leave out tasks whose time is over', () => {
    const task = (ID: string, DesiredState: string) => ({ ID, ServiceID: 's', DesiredState });
    const tasks = ['shutdown', 'running', 'remove'].map((state) => task(state, state));
    expect(read({ Name: 'web' }, tasks)?.tasks).toEqual([{ nativeId: 'running', state: 'new', nodeId: '' }]);
  });

  it('keep the environment to themselves', () => {
    const secret = { TaskTemplate: { ContainerSpec: { Env: ['TOKEN=hunter2'] } }, Labels: { a: 'hunter2' } };
    expect(JSON.stringify(read(secret))).not.toContain('hunter2');
  });
});
