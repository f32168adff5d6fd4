import { describe, expect, it } from 'vitest';
import { attachmentFact, containerFact, networkFact } from '../topology/testdata/facts.ts';
import { disconnect, planned, warnings } from './testdata/plans.ts';
import { scene } from './testdata/scene.ts';

describe('what a container loses', () => {
  it('[Q5] tells who leaves with it', () => {
    expect(warnings(disconnect('cache', 'front'))).toMatchObject({
      'shared-stack': 'side, on the network stack of cache, will leave front with it.',
    });
  });

  const port = { hostAddress: '0.0.0.0', hostPort: 80, containerPort: 80, protocol: 'tcp' } as const;
  it.each([
    ['front', ['front'], 'The published port 80 no longer leads to shop.'],
    ['front', ['front', 'vault'], 'The published port 80 no longer leads to shop.'],
    ['front', ['front', 'lan'], 'The published port 80 no longer leads to shop.'],
    ['front', ['front', 'back'], undefined],
    ['front', ['front', 'mesh'], undefined],
    ['vault', ['vault', 'front'], undefined],
    ['lan', ['lan'], undefined],
  ])('[Q6] leaving %s of %j: %s', (network, networks, message) => {
    const attachments = networks.map((name) => attachmentFact(name));
    const given = scene({ containers: [containerFact('shop', { ports: [port], attachments })] });
    expect(warnings(disconnect('shop', network, { given }))['ports-lost']).toBe(message);
  });

  it.each([
    [
      'front',
      ['front', 'vault'],
      'shop loses its way out over 192.168.64.1: its other networks are internal.',
    ],
    ['front', ['front', 'back'], undefined],
    ['front', ['front'], undefined],
    ['vault', ['front', 'vault'], undefined],
    ['vault', ['cellar', 'vault'], undefined],
  ])('[Q7] leaving %s of %j: %s', (network, networks, message) => {
    const attachments = networks.map((name) =>
      attachmentFact(name, { gateway: name === 'front' ? '192.168.64.1' : '192.168.66.1' }),
    );
    const given = scene({
      networks: [networkFact('cellar', { internal: true })],
      containers: [containerFact('shop', { attachments })],
    });
    expect(warnings(disconnect('shop', network, { given }))['gateway-lost']).toBe(message);
  });

  it('[Q8] says when it will have no network', () => {
    expect(warnings(disconnect('idle', 'back'))).toEqual({
      'last-network': 'idle will have no network when it starts.',
    });
    expect(warnings(disconnect('db', 'back'))).not.toHaveProperty('last-network');
  });

  it('[Q9] [Q11] knows that a service’s task can’t go back', () => {
    const outcome = disconnect('task', 'services');
    expect(planned(outcome)).not.toHaveProperty('undo');
    expect(warnings(outcome)).toMatchObject({
      'swarm-task': 'task is a task of the service api: its next task may be on services again.',
      'no-undo':
        "This can't be undone here. services takes swarm services only: add it to a service, or recreate it as attachable.",
    });
  });
});
