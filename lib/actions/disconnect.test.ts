import { describe, expect, it } from 'vitest';
import { mergeOnce } from '../topology/merge.ts';
import { attachmentFact, containerFact, nativeId, networkFact } from '../topology/testdata/facts.ts';
import type { KnownEndpoint } from './known-endpoint.ts';
import { plan } from './plan.ts';
import { planSchema } from './schema.ts';
import { disconnect, planned, topology, warnings } from './testdata/plans.ts';
import { containerIdOf, networkIdOf, readings, scene } from './testdata/scene.ts';

describe('the plan to disconnect', () => {
  it('[Q1] says what will be done, what it breaks, and how to undo it', () => {
    const outcome = disconnect('web', 'front', { known: { aliases: ['www'] } });
    expect(outcome).toMatchObject({
      ok: true,
      plan: {
        fingerprint: expect.stringMatching(/^[0-9a-z]+$/),
        steps: [
          { summary: 'Disconnect web from front', host: 'alpha', cli: 'docker network disconnect front web' },
        ],
        warnings: [
          {
            code: 'unreachable',
            message: 'cache, db and side can no longer reach it as web or www, nor can web reach them.',
          },
          { code: 'ports-lost', message: 'The published ports 5353/udp and 8080 no longer lead to web.' },
          { code: 'last-network', message: 'web will have no network.' },
        ],
        undo: {
          kind: 'connect',
          containerId: containerIdOf(topology, 'web'),
          networkId: networkIdOf(topology, 'front'),
          ipv4: '192.168.64.10',
          addressPreferred: true,
          aliases: ['www'],
        },
      },
    });
    expect(planSchema.parse(planned(outcome))).toEqual(planned(outcome));
  });

  it('[Q1] uses force if asked so', () => {
    expect(planned(disconnect('web', 'front', { force: true })).steps[0]?.cli).toBe(
      'docker network disconnect --force front web',
    );
  });

  it('[Q1] speaks to Podman', () => {
    expect(planned(disconnect('seal', 'pod')).steps[0]?.cli).toBe('podman network disconnect pod seal');
  });

  it.each([
    ['gone', 'front', 'unknown-container', 'This container no longer exists.'],
    ['web', 'gone', 'unknown-network', 'This network no longer exists.'],
    ['lost', 'bridge', 'host-not-live', "Host delta can't be reached: bring it back first."],
    ['web', 'back', 'not-member', 'web is not on back: there is nothing to disconnect.'],
    [
      'metal',
      'host',
      'host-mode',
      "metal uses the host's own network and can't leave it: recreate it without host mode.",
    ],
    ['side', 'front', 'container-mode', 'side shares the network of cache: disconnect cache instead.'],
    [
      'rover',
      'docker_gwbridge',
      'gateway',
      'Docker joins rover to docker_gwbridge as its way out: disconnect it from its overlay networks instead.',
    ],
  ])('[Q2] %s can’t leave %s: %s', (container, network, code, message) => {
    expect(disconnect(container, network)).toEqual({ ok: false, code, message });
  });

  it('[Q2] [J15] nobody leaves a network whose key-value store does not answer', () => {
    const containers = [containerFact('far', { attachments: [attachmentFact('kept')] })];
    const given = scene({ networks: [networkFact('kept', { scope: 'global', stale: true })], containers });
    const [containerId, networkId] = [containerIdOf(given, 'far'), networkIdOf(given, 'kept')];
    expect(plan(given, { kind: 'disconnect', containerId, networkId, force: true })).toMatchObject({
      ok: false,
      code: 'store-silent',
    });
  });

  it('[Q8] [Q10] lets a container leave none, and go back', () => {
    const { warnings: said, undo } = planned(disconnect('monk', 'none'));
    expect(said).toEqual([]);
    expect(undo).toEqual({
      kind: 'connect',
      containerId: containerIdOf(topology, 'monk'),
      networkId: networkIdOf(topology, 'none'),
    });
  });

  it('[Q10] goes back to the address asked for, then the one it had', () => {
    const undoOf = (known: KnownEndpoint) => planned(disconnect('web', 'front', { known })).undo;
    expect(undoOf({ ipv4: '192.168.64.9' })).toMatchObject({ ipv4: '192.168.64.9', addressPreferred: true });
    expect(undoOf({ ipv4: '192.168.64.9', fixedIpv4: '192.168.64.8' })).toMatchObject({
      ipv4: '192.168.64.8',
    });
    expect(undoOf({ fixedIpv6: 'fd00::8' })).toMatchObject({ ipv4: '192.168.64.10', ipv6: 'fd00::8' });
  });

  it('[Q10] gives back the names that people gave', () => {
    const aliases = ['www', 'web', 'www', nativeId('web').slice(0, 12), nativeId('web')];
    expect(planned(disconnect('web', 'front', { known: { aliases } })).undo).toMatchObject({
      aliases: ['www'],
    });
    expect(planned(disconnect('web', 'front', { known: { aliases: ['web'] } })).undo).not.toHaveProperty(
      'aliases',
    );
  });

  it('[Q10] asks the default bridge for nothing', () => {
    const known = { ipv4: '172.17.0.2', aliases: ['p'] };
    expect(planned(disconnect('plain', 'bridge', { known })).undo).toEqual({
      kind: 'connect',
      containerId: containerIdOf(topology, 'plain'),
      networkId: networkIdOf(topology, 'bridge'),
    });
  });

  it('[Q10] can be undone: the way back has a plan once the container has left', () => {
    const { undo } = planned(disconnect('web', 'front', { known: { aliases: ['www'] } }));
    const left = mergeOnce(
      readings().map((reading) => {
        const containers = reading.snapshot?.containers.map((fact) =>
          fact.name === 'web' ? { ...fact, attachments: [] } : fact,
        );
        return reading.snapshot && containers
          ? { ...reading, snapshot: { ...reading.snapshot, containers } }
          : reading;
      }),
    );
    if (!undo) throw new Error('There is no way back.');
    expect(planned(plan(left, undo)).steps[0]?.cli).toBe(
      'docker network connect --ip 192.168.64.10 --alias www front web',
    );
  });

  it('[Q11] says which aliases can’t be brought back', () => {
    const outcome = disconnect('web', 'front', { known: { aliases: ['www', 'not a name'] } });
    expect(planned(outcome).undo).toMatchObject({ aliases: ['www'] });
    expect(warnings(outcome)['undo-incomplete']).toBe("Undoing this won't bring back the alias not a name.");
  });

  it('[Q12] says of a stopped container only what will be', () => {
    const attachments = [
      attachmentFact('front', { endpointId: '' }),
      attachmentFact('vault', { endpointId: '' }),
    ];
    const given = scene({ containers: [containerFact('asleep', { state: 'exited', attachments })] });
    expect(warnings(disconnect('asleep', 'front', { given }))).toEqual({});
  });
});
