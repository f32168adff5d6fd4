import { describe, expect, it } from 'vitest';
import { containerIdOf, scene } from '#lib/actions/testdata/scene.ts';
import type { Topology } from '#lib/topology/model.ts';
import { createOwnReach } from './own-reach.ts';

const reachOf = (topology: Topology, resolve?: (name: string) => Promise<string[]>) =>
  createOwnReach({ topology: () => topology, ...(resolve ? { resolve } : {}) });
const withUrl = (url: string): Topology => {
  const topology = scene();
  const { alpha } = topology.hosts;
  if (!alpha) throw new Error('no alpha');
  return { ...topology, hosts: { ...topology.hosts, alpha: { ...alpha, url } } };
};

describe('own reach', () => {
  it('reads the addresses of hosts from their URLs, and names by their addresses', async () => {
    const resolve = async (name: string) => (name === 'socket-proxy' ? ['192.168.65.11'] : []);
    for (const url of ['tcp://192.168.65.11:2375', 'tcp://socket-proxy:2375', 'ssh://me@192.168.65.11']) {
      const topology = withUrl(url);
      expect(await reachOf(topology, resolve)()).toMatchObject([
        { containerId: containerIdOf(topology, 'db'), reason: 'Patchbay reaches the host alpha through db.' },
      ]);
    }
    for (const url of ['unix:///192.168.65.11', 'tcp://elsewhere:2375', 'npipe:////./pipe/docker'])
      expect(await reachOf(withUrl(url), resolve)()).toEqual([]);
  });

  it('takes an IPv4 client for what it is on a socket of both families', async () => {
    const own = reachOf(scene(), async () => []);
    for (const address of ['192.168.65.11', '::ffff:192.168.65.11'])
      expect(await own(address)).toMatchObject([{ reason: 'You reach Patchbay through db.' }]);
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', undefined, 'nonsense'])
      expect(await own(address)).toEqual([]);
  });

  it('does without a name that can’t be resolved', async () => {
    expect(await reachOf(withUrl('tcp://no-such-name.invalid:2375'))()).toEqual([]);
  });
});
