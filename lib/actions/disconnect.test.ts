import { describe, expect, it } from 'vitest';
import { mergeOnce } from '../topology/merge.ts';
import type { Topology } from '../topology/model.ts';
import {
  attachmentFact,
  containerFact,
  nativeId,
  networkFact,
  overlayFact,
} from '../topology/testdata/facts.ts';
import type { KnownEndpoint } from './known-endpoint.ts';
import type { PlanOutcome } from './outcome.ts';
import { plan } from './plan.ts';
import { type DisconnectAction, planSchema } from './schema.ts';
import { containerIdOf, networkIdOf, readings, scene } from './testdata/scene.ts';

const topology = scene();

function actionOf(container: string, network: string, given: Topology): DisconnectAction {
  const containerId = containerIdOf(given, container);
  const hostId = given.containers[containerId]?.hostId;
  return { kind: 'disconnect', containerId, networkId: networkIdOf(given, network, hostId) };
}

interface Circumstances {
  known?: KnownEndpoint;
  given?: Topology;
  force?: boolean;
}

function disconnect(
  container: string,
  network: string,
  { known, given = topology, force }: Circumstances = {},
) {
  const action = actionOf(container, network, given);
  return plan(given, force ? { ...action, force } : action, known);
}

function planned(outcome: PlanOutcome) {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.plan;
}

/** The plan's warnings by code. */
function warnings(outcome: PlanOutcome): Record<string, string> {
  return Object.fromEntries(planned(outcome).warnings.map(({ code, message }) => [code, message]));
}

describe('the plan to disconnect', () => {
  it('[Q1] says what will be done, what it breaks, and how to undo it', () => {
    const outcome = disconnect('web', 'front', { known: { aliases: ['www'] } });
    expect(outcome).toEqual({
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

  it('[Q3] tells all names that the engine’s DNS has for it, but its id', () => {
    const known = { aliases: ['www'], dnsNames: ['web', 'www', 'shop', nativeId('web').slice(0, 12)] };
    expect(warnings(disconnect('web', 'front', { known })).unreachable).toContain('as web, www or shop,');
  });

  it('[Q3] counts those who share a stack with a member, and those of other hosts', () => {
    expect(warnings(disconnect('rover', 'mesh')).unreachable).toBe(
      'far can no longer reach it as rover, nor can rover reach them.',
    );
  });

  it('[Q3] tells the address where there are no names', () => {
    expect(warnings(disconnect('plain', 'bridge')).unreachable).toBe(
      'plain2 can no longer reach it at 172.17.0.2, nor can plain reach them.',
    );
  });

  const both = [attachmentFact('front', { ipv4: '192.168.64.20' }), attachmentFact('back')];

  it('[Q3] [Q4] tells apart who meets it on another network', () => {
    const given = scene({ containers: [containerFact('twin', { attachments: both })] });
    expect(warnings(disconnect('twin', 'front', { known: { aliases: ['t'] }, given }))).toEqual({
      unreachable: 'cache, side and web can no longer reach it as twin or t, nor can twin reach them.',
      'alias-lost': 'db can reach it over another network, but as t only if it is called so there.',
    });
    expect(warnings(disconnect('twin', 'front', { given }))).not.toHaveProperty('alias-lost');
  });

  it('[Q4] knows that there are no names on the default bridge', () => {
    const attachments = [attachmentFact('front'), attachmentFact('bridge')];
    const containers = ['one', 'two'].map((name) => containerFact(name, { attachments }));
    expect(warnings(disconnect('one', 'front', { given: scene({ containers }) }))).toEqual({
      unreachable: 'cache, db, side and web can no longer reach it as one, nor can one reach them.',
      'names-lost': 'two can no longer reach it as one, only by address over the default bridge.',
    });
    expect(warnings(disconnect('one', 'bridge', { given: scene({ containers }) }))).toEqual({
      unreachable: 'plain and plain2 can no longer reach it at its address, nor can one reach them.',
    });
  });

  it('[Q3] shortens a long list', () => {
    const containers = [1, 2, 3, 4, 5, 6].map((number) =>
      containerFact(`c${number}`, { attachments: [attachmentFact('front')] }),
    );
    expect(warnings(disconnect('web', 'front', { given: scene({ containers }) })).unreachable).toBe(
      'c1, c2, c3, c4, c5 and 4 more can no longer reach it as web, nor can web reach them.',
    );
  });

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
      'shop loses its default gateway 192.168.64.1: its other networks are internal.',
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

  it('[Q8] [Q10] lets a container leave none, and go back', () => {
    const { warnings: said, undo } = planned(disconnect('monk', 'none'));
    expect(said).toEqual([]);
    expect(undo).toEqual({
      kind: 'connect',
      containerId: containerIdOf(topology, 'monk'),
      networkId: networkIdOf(topology, 'none'),
    });
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

describe('the fingerprint of a plan', () => {
  const fingerprintOf = (given: Topology, known?: KnownEndpoint) =>
    planned(disconnect('web', 'front', known ? { given, known } : { given })).fingerprint;

  it('[F1] stays while nothing changes that the plan speaks of', () => {
    const elsewhere = scene({ containers: [containerFact('new', { attachments: [attachmentFact('lan')] })] });
    expect(fingerprintOf(elsewhere)).toBe(fingerprintOf(scene()));
    expect(fingerprintOf(mergeOnce(readings().reverse()))).toBe(fingerprintOf(topology));
  });

  it('[F2] changes with what the plan says', () => {
    const more = scene({ containers: [containerFact('new', { attachments: [attachmentFact('front')] })] });
    const prints = [
      fingerprintOf(topology),
      fingerprintOf(more),
      fingerprintOf(topology, { aliases: ['www'] }),
    ];
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('[F2] changes with what the plan rests on, though it says the same', () => {
    const lone = (endpointId: string) =>
      scene({
        containers: [containerFact('lone', { attachments: [attachmentFact('lan', { endpointId })] })],
      });
    const [there, gone] = ['e1', ''].map((id) => planned(disconnect('lone', 'lan', { given: lone(id) })));
    expect({ ...there, fingerprint: '' }).toEqual({ ...gone, fingerprint: '' });
    expect(there?.fingerprint).not.toBe(gone?.fingerprint);
  });

  it('[F2] changes with the things it is about, though they are called the same', () => {
    const twin = (id: string) =>
      scene({
        networks: [overlayFact('short', { nativeId: id, attachable: false })],
        containers: [
          containerFact('one', { attachments: [attachmentFact('short', { networkNativeId: id })] }),
        ],
      });
    const [one, other] = ['aa', 'bb'].map((id) => planned(disconnect('one', 'short', { given: twin(id) })));
    expect(one).not.toHaveProperty('undo');
    expect({ ...one, fingerprint: '' }).toEqual({ ...other, fingerprint: '' });
    expect(one?.fingerprint).not.toBe(other?.fingerprint);
  });
});
