import { describe, expect, it } from 'vitest';
import { mergeOnce } from '../topology/merge.ts';
import type { HostReading } from '../topology/snapshot.ts';
import { attachmentFact, containerFact, networkFact } from '../topology/testdata/facts.ts';
import { type Connectability, connectability } from './connectability.ts';
import { containerIdOf, networkIdOf, readings, scene } from './testdata/scene.ts';

const topology = scene();

function judge(container: string, network: string, host = 'alpha', given = topology): Connectability {
  return connectability(given, containerIdOf(given, container), networkIdOf(given, network, host));
}

describe('connectability', () => {
  it.each<[string, string, string, string, string]>([
    ['J1', 'gone', 'front', 'unknown-container', 'This container no longer exists: pick another one.'],
    ['J1', 'constructor', 'front', 'unknown-container', 'This container no longer exists: pick another one.'],
    ['J1', 'web', 'gone', 'unknown-network', 'This network no longer exists: pick another one.'],
    ['J2', 'web', 'front', 'already-member', 'web is already on front: disconnect it to connect it anew.'],
    ['J2', 'idle', 'back', 'already-member', 'idle is already on back: disconnect it to connect it anew.'],
    [
      'J2',
      'rover',
      'docker_gwbridge',
      'already-member',
      'rover already goes out through docker_gwbridge: there is nothing to connect.',
    ],
    ['J4', 'going', 'front', 'being-removed', 'going is being removed: pick another container.'],
    [
      'J5',
      'metal',
      'front',
      'host-mode',
      "metal uses the host's own network: recreate it without host mode to connect it.",
    ],
    ['J6', 'side', 'back', 'container-mode', 'side shares the network of cache: connect cache instead.'],
    [
      'J6',
      'orphan',
      'back',
      'container-mode',
      'orphan shares the network of a container that is gone: recreate it.',
    ],
    [
      'J8',
      'web',
      'host',
      'network-host',
      "A container joins the host's network only when created: recreate web.",
    ],
    [
      'J8',
      'web',
      'none',
      'network-none',
      'none means no network at all: disconnect web from its networks first.',
    ],
    [
      'J9',
      'web',
      'ingress',
      'ingress',
      "ingress carries the ports of swarm services: publish a service's port to use it.",
    ],
    [
      'J9',
      'web',
      'settings',
      'config-only',
      'settings only holds settings: connect web to a network made from it.',
    ],
    [
      'J10',
      'web',
      'side-street',
      'other-host',
      'side-street exists only on beta: pick a network of alpha, or an overlay.',
    ],
    [
      'J10',
      'seal',
      'mesh',
      'other-cluster',
      'Host gamma is not in the swarm of mesh: join it to that swarm first.',
    ],
    [
      'J11',
      'web',
      'services',
      'not-attachable',
      'services takes swarm services only: add it to a service, or recreate it as attachable.',
    ],
    ['J12', 'monk', 'front', 'none-mode', 'monk is on none: disconnect it from none first.'],
  ])('[%s] %s can’t join %s: %s', (_, container, network, code, reason) => {
    expect(judge(container, network)).toEqual({ ok: false, code, reason });
  });

  it.each<[HostReading['status'], string]>([
    ['stale', "Host delta can't be reached: bring it back first."],
    ['connecting', 'Host delta is still being read: try again in a moment.'],
  ])('[J3] changes nothing on a host that is %s', (status, reason) => {
    const given = mergeOnce(readings().map((each) => (each.id === 'delta' ? { ...each, status } : each)));
    expect(judge('lost', 'bridge', 'delta', given)).toEqual({ ok: false, code: 'host-not-live', reason });
  });

  it('[J5] looks through shared stacks to the host’s', () => {
    const given = scene({ containers: [containerFact('rider', { networkMode: 'container:metal' })] });
    expect(judge('rider', 'front', 'alpha', given)).toMatchObject({ ok: false, code: 'host-mode' });
  });

  it('[J6] survives circles', () => {
    const containers = [containerFact('ouroboros', { networkMode: 'container:ouroboros' })];
    const given = scene({ containers });
    expect(judge('ouroboros', 'front', 'alpha', given)).toMatchObject({ code: 'container-mode' });
  });

  it('[J7] knows rootless Podman’s own stacks', () => {
    expect(judge('rootless', 'pod', 'gamma')).toEqual({
      ok: false,
      code: 'user-mode',
      reason: 'rootless uses slirp4netns: recreate it on a network to connect it to others.',
    });
  });

  it('[J12] looks at the networks of a container in none mode, not at its mode', () => {
    expect(judge('free', 'front')).toEqual({ ok: true });
    expect(judge('free', 'none')).toEqual({ ok: true });
  });

  it('[J13] knows that the engine tells memberships by name', () => {
    const twin = networkFact('front', { nativeId: 'aa' });
    const containers = [
      containerFact('torn', { attachments: [attachmentFact('front', { networkNativeId: 'aa' })] }),
    ];
    const given = scene({ networks: [twin], containers });
    const torn = containerIdOf(given, 'torn');
    const other = Object.values(given.networks).find(
      ({ name, nativeId }) => name === 'front' && nativeId !== 'aa',
    );
    expect(connectability(given, torn, other?.id ?? '')).toEqual({
      ok: false,
      code: 'same-name',
      reason: 'torn is on another network called front: disconnect it from that first.',
    });
  });

  it('[J15] changes nothing about a network whose key-value store does not answer', () => {
    const given = scene({ networks: [networkFact('kept', { scope: 'global', stale: true })] });
    expect(judge('web', 'kept', 'alpha', given)).toEqual({
      ok: false,
      code: 'store-silent',
      reason: 'The key-value store that holds kept does not answer: bring it back first.',
    });
  });

  it.each<[string, string, string, string, Connectability]>([
    ['J14', 'web', 'back', 'alpha', { ok: true }],
    ['J14', 'plain', 'lan', 'alpha', { ok: true }],
    ['J14', 'web', 'docker_gwbridge', 'alpha', { ok: true }],
    ['J14', 'idle', 'front', 'alpha', { ok: true, note: 'Takes effect when it starts.' }],
    ['J14', 'seal', 'bridge', 'gamma', { ok: true }],
    ['J10', 'near', 'mesh', 'beta', { ok: true }],
  ])('[%s] %s can join %s of %s', (_, container, network, host, expected) => {
    expect(judge(container, network, host)).toEqual(expected);
  });

  it('[J10] lets a worker join a network of its swarm that it does not list', () => {
    const [alpha, beta] = readings();
    const networks = beta?.snapshot?.networks.filter(({ name }) => name !== 'mesh') ?? [];
    const containers = [containerFact('near')];
    if (!alpha || !beta?.snapshot) throw new Error('The scene has lost its hosts.');
    const given = mergeOnce([alpha, { ...beta, snapshot: { ...beta.snapshot, networks, containers } }]);
    expect(given.networks[networkIdOf(given, 'mesh')]?.hostIds).toEqual(['alpha']);
    expect(judge('near', 'mesh', 'alpha', given)).toEqual({ ok: true });
  });
});
