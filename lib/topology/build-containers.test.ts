import { describe, expect, it } from 'vitest';
import { build } from './build.ts';
import type { Container } from './model.ts';
import type { ContainerFact } from './snapshot.ts';
import { attachmentFact, containerFact, nativeId, reading } from './testdata/facts.ts';

function built(more: Partial<ContainerFact>): Container | undefined {
  const { containers } = build(reading('alpha', { containers: [containerFact('web', more)] }));
  return Object.values(containers)[0];
}

describe('build, containers', () => {
  it('[K1] says what the engine says', () => {
    expect(built({ labels: { a: 'b' } })).toEqual({
      id: `container:alpha/${nativeId('web')}`,
      nativeId: nativeId('web'),
      hostId: 'alpha',
      name: 'web',
      image: 'busybox',
      state: 'running',
      networkMode: 'bridge',
      sandboxId: `sandbox:alpha/${nativeId('web')}`,
      labels: { a: 'b' },
    });
  });

  it.each<Container['state']>(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'])(
    '[K1] keeps a container that is %s',
    (state) => expect(built({ state })?.state).toBe(state),
  );

  const swarm = 'com.docker.swarm';
  it.each([
    [
      { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web' },
      { project: 'shop', service: 'web' },
    ],
    [{ 'com.docker.compose.project': 'shop' }, undefined],
    [{ 'com.docker.compose.service': 'web' }, undefined],
  ])('[K2] reads Compose’s labels %j', (labels, compose) => {
    expect(built({ labels })?.compose).toEqual(compose);
  });

  it.each([
    [
      { [`${swarm}.service.name`]: 'api', [`${swarm}.task.name`]: 'api.1.x' },
      { service: 'api', task: 'api.1.x' },
    ],
    [
      { [`${swarm}.service.id`]: 's1', [`${swarm}.task.id`]: 't1' },
      { service: 's1', task: 't1' },
    ],
    [
      { [`${swarm}.service.name`]: 'api', [`${swarm}.service.id`]: 's1', [`${swarm}.task.id`]: 't1' },
      { service: 'api', task: 't1' },
    ],
    [{ [`${swarm}.service.name`]: 'api' }, undefined],
  ])('[K2] reads Swarm’s labels %j', (labels, task) => {
    expect(built({ labels })?.swarm).toEqual(task);
  });

  it('[K3] lists each published port once', () => {
    const port = { hostAddress: '0.0.0.0', hostPort: 80, containerPort: 8080, protocol: 'tcp' } as const;
    const web = containerFact('web', { ports: [port, port, { ...port, hostAddress: '::' }] });
    const { ports } = build(reading('alpha', { containers: [web] }));
    expect(Object.values(ports)).toEqual([
      {
        ...port,
        id: `port:alpha/${web.nativeId}/0.0.0.0/80-8080/tcp`,
        hostId: 'alpha',
        containerId: `container:alpha/${web.nativeId}`,
      },
      expect.objectContaining({ hostAddress: '::' }),
    ]);
  });

  it('[K4] says which networks are missing instead of pointing at them', () => {
    const attachments = [
      attachmentFact('bridge'),
      attachmentFact('gone', { endpointId: '' }),
      attachmentFact('later', { endpointId: '', networkNativeId: '' }),
    ];
    const web = containerFact('web', { state: 'exited', attachments });
    const { containers, endpoints } = build(reading('alpha', { containers: [web] }));
    expect(Object.values(containers)[0]?.missingNetworks).toEqual([
      { name: 'gone', nativeId: nativeId('n-gone') },
      { name: 'later' },
    ]);
    expect(Object.values(endpoints)).toHaveLength(1);
  });
});
