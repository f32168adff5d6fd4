import { describe, expect, it } from 'vitest';
import { containerIdOf, networkIdOf, scene } from '#lib/actions/testdata/scene.ts';
import { attachmentFact, containerFact } from '#lib/topology/testdata/facts.ts';
import { findOwnReach, type OwnPlace } from './find-own-reach.ts';

const port = { hostAddress: '0.0.0.0', hostPort: 2375, containerPort: 2375, protocol: 'tcp' } as const;
const topology = scene({
  containers: [
    containerFact('proxy', {
      attachments: [attachmentFact('back', { ipv4: '192.168.65.99' })],
      ports: [port],
    }),
    containerFact('local-proxy', {
      attachments: [attachmentFact('vault', { ipv4: '192.168.66.9', ipv6: 'fd00::9' })],
      ports: [{ ...port, hostAddress: '127.0.0.1', hostPort: 2399 }],
    }),
  ],
});
const id = (name: string) => containerIdOf(topology, name);
const nothing: OwnPlace = { containerIds: [], addresses: [], ways: [] };
const way = (hostId: string, addresses: string[] = [], hostPort?: number, local = false) => ({
  hostId,
  addresses,
  port: hostPort,
  local,
});
const found = (place: Partial<OwnPlace>) => findOwnReach(topology, { ...nothing, ...place });

describe('what Patchbay needs', () => {
  it('is nothing where nothing points to a container', () => {
    expect(found({})).toEqual([]);
    const ways = [way('alpha', [], undefined, true), way('beta', ['10.9.9.9'], 2376)];
    expect(found({ ways, addresses: ['10.9.9.1'], remoteAddress: '10.9.9.2' })).toEqual([]);
  });

  it('is the container it runs in, told by the whole id or its beginning, on any of its networks', () => {
    const { nativeId } = topology.containers[id('db')] ?? { nativeId: '' };
    for (const told of [nativeId, nativeId.slice(0, 12)]) {
      const [reach, ...more] = found({ containerIds: [told] });
      expect(more).toEqual([]);
      expect(reach?.containerId).toBe(id('db'));
      expect(reach?.networkId).toBeUndefined();
      expect(reach?.reason).toContain('Patchbay itself runs in db');
    }
  });

  it('is who has the address of a host’s URL, on that network', () => {
    for (const address of ['192.168.66.9', 'fd00:0:0::9']) {
      expect(found({ ways: [way('beta', [address], 2376)] })).toEqual([
        {
          containerId: id('local-proxy'),
          networkId: networkIdOf(topology, 'vault'),
          reason: 'Patchbay reaches the host beta through local-proxy.',
        },
      ]);
    }
  });

  it('is who publishes the port of a host’s URL where its address leads', () => {
    const swarmAddress = topology.hosts.alpha?.swarm?.address ?? '';
    const proxied = [{ containerId: id('proxy'), reason: 'Patchbay reaches the host beta through proxy.' }];
    expect(found({ ways: [way('beta', [swarmAddress], 2375)] })).toEqual(proxied);
    // The port of another host, or another port.
    expect(found({ ways: [way('beta', ['10.7.7.7'], 2375)] })).toEqual([]);
    expect(found({ ways: [way('beta', [swarmAddress], 2376)] })).toEqual([]);
    // The host's own URL leads to a container on it.
    expect(found({ ways: [way('alpha', ['10.7.7.7'], 2375)] })).toMatchObject([{ containerId: id('proxy') }]);
  });

  it('is who publishes on this machine, where the engine is on this machine', () => {
    const ways = [way('alpha', [], undefined, true), way('gamma', ['127.0.0.1'], 2399, true)];
    expect(found({ ways, addresses: ['127.0.0.1', '10.1.1.1'] })).toMatchObject([
      { containerId: id('local-proxy'), reason: 'Patchbay reaches the host gamma through local-proxy.' },
    ]);
    // Published on the loopback: not where the LAN's address leads.
    const byLan = [way('alpha', [], undefined, true), way('gamma', ['10.1.1.1'], 2399)];
    expect(found({ ways: byLan, addresses: ['127.0.0.1', '10.1.1.1'] })).toEqual([]);
  });

  it('is who the request came from, on any of its networks', () => {
    expect(found({ remoteAddress: '192.168.65.11' })).toEqual([
      { containerId: id('db'), reason: 'You reach Patchbay through db.' },
    ]);
  });

  it('of several with one address is the one beside Patchbay, then one on its machine, else any', () => {
    const twice = scene({
      containers: [containerFact('twin', { attachments: [attachmentFact('back', { ipv4: '10.89.0.5' })] })],
    });
    const [twin, seal] = ['twin', 'seal'].map((name) => containerIdOf(twice, name));
    const names = (place: Partial<OwnPlace>) =>
      findOwnReach(twice, { ...nothing, remoteAddress: '10.89.0.5', ...place })
        .filter(({ reason }) => reason.startsWith('You'))
        .map(({ containerId }) => containerId)
        .sort();
    expect(names({})).toEqual([twin, seal].sort());
    expect(names({ ways: [way('gamma', [], undefined, true)] })).toEqual([seal]);
    const cron = twice.containers[containerIdOf(twice, 'cron')]?.nativeId ?? '';
    expect(names({ containerIds: [cron], ways: [way('gamma', [], undefined, true)] })).toEqual([twin]);
  });

  it('is not a container that is stopped: nothing is reached through it', () => {
    const stopped = scene({
      containers: [
        containerFact('late', {
          state: 'exited',
          attachments: [attachmentFact('back', { ipv4: '192.168.65.77', endpointId: '' })],
        }),
      ],
    });
    expect(findOwnReach(stopped, { ...nothing, remoteAddress: '192.168.65.77' })).toEqual([]);
  });
});
