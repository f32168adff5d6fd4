import { describe, expect, it } from 'vitest';
import { build } from './build.ts';
import type { Network } from './model.ts';
import type { NetworkFact } from './snapshot.ts';
import { nativeId, networkFact, overlayFact, reading, snapshot, swarmFact } from './testdata/facts.ts';

function built(fact: NetworkFact): Network | undefined {
  return Object.values(build(reading('alpha', { networks: [fact] })).networks)[0];
}

describe('build, networks', () => {
  it('[N1] keys a local network on its host', () => {
    const front = networkFact('front');
    expect(built(front)).toMatchObject({
      id: `network:alpha/${front.nativeId}`,
      hostIds: ['alpha'],
      name: 'front',
    });
  });

  it('[N1] keys a swarm network on its cluster', () => {
    const mesh = overlayFact('mesh');
    const { networks } = build(reading('alpha', { networks: [mesh], swarm: swarmFact() }), 'c1');
    expect(Object.keys(networks)).toEqual([`network:swarm/c1/${mesh.nativeId}`]);
  });

  it('[N1] keys a swarm network on its host while the cluster is unknown', () => {
    const mesh = overlayFact('mesh');
    expect(built(mesh)).toMatchObject({ id: `network:alpha/${mesh.nativeId}`, scope: 'swarm' });
  });

  it.each<[string, Partial<NetworkFact>, boolean]>([
    ['bridge', {}, true],
    ['host', { driver: 'host' }, true],
    ['none', { driver: 'null' }, true],
    ['docker_gwbridge', {}, true],
    ['ingress', { driver: 'overlay', scope: 'swarm', ingress: true }, true],
    ['edge', { driver: 'overlay', scope: 'swarm', ingress: true }, true],
    ['bridge', { scope: 'swarm' }, false],
    ['front', {}, false],
  ])('[N2] tells whether %s (%j) is built in: %s', (name, more, builtin) => {
    expect(built(networkFact(name, more))?.builtin).toBe(builtin);
  });

  const named = { 'com.docker.network.bridge.name': 'wire0' };
  it.each<[string, Partial<NetworkFact>, string | undefined]>([
    ['front', { options: named }, 'wire0'],
    ['bridge', { options: named }, 'wire0'],
    ['bridge', {}, 'docker0'],
    ['other', { options: { 'com.docker.network.bridge.default_bridge': 'true' } }, 'docker0'],
    ['docker_gwbridge', {}, 'docker_gwbridge'],
    ['front', {}, `br-${nativeId('n-front').slice(0, 12)}`],
    ['front', { driver: 'macvlan' }, undefined],
    ['front', { driver: 'overlay' }, undefined],
    ['front', { configOnly: true }, undefined],
  ])('[N3] names the bridge device of %s (%j): %s', (name, more, bridge) => {
    expect(built(networkFact(name, more))?.bridge).toBe(bridge);
  });

  it('[N3] does not guess the bridge device on Podman', () => {
    const podman = snapshot({
      engine: { flavour: 'podman', version: '4.3.1', apiVersion: '1.41' },
      networks: [networkFact('front'), networkFact('back', { options: named })],
    });
    const { networks } = build(reading('alpha', podman));
    expect(Object.values(networks).map(({ bridge }) => bridge)).toEqual([undefined, 'wire0']);
  });

  it.each([
    ['1450', '4097', 1450, 4097],
    ['1500', '4097,4098', 1500, 4097],
    ['big', '', undefined, undefined],
    ['0', '-1', undefined, undefined],
    ['1e999', '4097.5', undefined, undefined],
  ])('[N4] reads the MTU %j and the VNI %j as %s and %s', (mtu, vni, readMtu, readVni) => {
    const options = {
      'com.docker.network.driver.mtu': mtu,
      'com.docker.network.driver.overlay.vxlanid_list': vni,
    };
    const network = built(networkFact('mesh', { options }));
    expect([network?.mtu, network?.vni]).toEqual([readMtu, readVni]);
  });

  it('[N5] lists peers once, in order', () => {
    const peers = ['10.0.0.2', '10.0.0.1', '10.0.0.2'];
    expect(built(overlayFact('mesh', { peers }))?.peers).toEqual([
      { address: '10.0.0.1' },
      { address: '10.0.0.2' },
    ]);
  });

  it('[N6] takes a network that is listed twice once', () => {
    const { networks } = build(reading('alpha', { networks: [networkFact('front'), networkFact('front')] }));
    expect(Object.keys(networks)).toHaveLength(1);
  });
});
