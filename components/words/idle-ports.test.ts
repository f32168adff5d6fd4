import { describe, expect, it } from 'vitest';
import { makeScene, native } from '#lib/store/testing/scene.ts';
import { containerId, networkId } from '#lib/topology/ids.ts';
import type { ContainerDetail } from '#lib/wire/detail.ts';
import { idlePorts } from './idle-ports.ts';

type Asked = ContainerDetail['askedPorts'];

const web80: Asked = [{ hostPort: '8080', containerPort: 80, protocol: 'tcp' }];

function idle(name: string, asked: Asked, topology = makeScene()) {
  const container = topology.containers[containerId('h1', native('h1', name))];
  if (!container) throw new Error(`the scene has no ${name}`);
  return idlePorts(topology, container, asked);
}

describe('ports without effect', () => {
  it('are none where all are published, or while the container does not run', () => {
    expect(idle('web', web80)).toBeUndefined();
    expect(idle('web', [])).toBeUndefined();
    expect(idle('gone', web80)).toBeUndefined();
  });

  it('are those that are published elsewhere, or not at all', () => {
    const asked: Asked = [
      { hostAddress: '::1', hostPort: '1', containerPort: 80, protocol: 'tcp' },
      { hostAddress: '127.0.0.1', containerPort: 80, protocol: 'udp' },
      { containerPort: 81, protocol: 'tcp' },
    ];
    expect(idle('web', asked)?.ports).toEqual(['[::1]:1:80/tcp', '127.0.0.1:80/udp', '81/tcp']);
  });

  it('have a reason', () => {
    expect(idle('hosty', web80)?.reason).toMatch(/host mode/);
    expect(idle('rider', web80)?.reason).toMatch(/no network/);
    expect(idle('plain', web80)?.reason).toMatch(/did not publish/);
    const routed = makeScene();
    const bridge = routed.networks[networkId('h1', 'bridge')];
    if (bridge) bridge.options = { 'com.docker.network.bridge.gateway_mode_ipv4': 'routed' };
    expect(idle('plain', web80, routed)?.reason).toMatch(/^bridge is routed: .*container’s own address/);
    const topology = makeScene();
    for (const id of [networkId('h1', 'front'), networkId('h1', 'bridge')]) {
      const network = topology.networks[id];
      if (network) network.internal = true;
    }
    expect(idle('plain', web80, topology)?.reason).toMatch(/internal networks alone/);
    const network = topology.networks[networkId('h1', 'bridge')];
    if (network) Object.assign(network, { internal: false, driver: 'macvlan' });
    expect(idle('plain', web80, topology)?.reason).toMatch(/only over bridges and overlays/);
  });
});
