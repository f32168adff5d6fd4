import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from './lab.ts';
import type { MeshOptions } from './mesh.ts';
import { readStp } from './stp.ts';

/** The lab's meshes of Open vSwitch: what they are for is in `server/probe/mesh.engine.test.ts`. */
const lab = openLab({ name: 'labmesh' });
const HOSTS = [1, 2, 3];

async function upWith(mesh: true | MeshOptions): Promise<void> {
  await lab.up(3, { mesh, tcp: true });
  await lab.scene('mesh');
}

const addressOf = async (host: number) =>
  (await lab.docker(host, 'inspect', '-f', '{{.NetworkSettings.IPAddress}}', `meshed${host}`)).trim();

/** The pairs of hosts between whose containers something gets lost, or comes twice. */
async function disturbed(payload: number): Promise<string[]> {
  const pairs = HOSTS.flatMap((from) => HOSTS.filter((to) => to !== from).map((to) => ({ from, to })));
  const found: string[] = [];
  for (const { from, to } of pairs) {
    const ping = ['ping', '-c2', '-W3', '-s', String(payload), await addressOf(to)];
    const said = await lab.docker(from, 'exec', `meshed${from}`, ...ping).catch(String);
    if (!said.includes(' 0% packet loss') || said.includes('DUP')) found.push(`${from} to ${to}: ${said}`);
  }
  return found;
}

const mtuOf = async (host: number, device: string) =>
  (await lab.exec(host, 'cat', `/sys/class/net/${device}/mtu`)).trim();

afterAll(() => lab.down());

describe('a mesh of Open vSwitch', () => {
  beforeAll(async () => {
    await lab.down();
    await upWith(true);
  });

  it('has a tunnel between any two hosts, of which the spanning tree blocks one', async () => {
    const show = await Promise.all(HOSTS.map((host) => lab.exec(host, 'ovs-appctl', 'stp/show', 'br0')));
    const ports = show.map((text) => readStp(text).ports);
    expect(ports.map((list) => list.map(({ name }) => name).sort())).toEqual([
      ['gre2', 'gre3'],
      ['gre1', 'gre3'],
      ['gre1', 'gre2'],
    ]);
    expect(ports.flat().filter(({ state }) => state === 'blocking')).toHaveLength(1);
  });

  it('joins the default bridges: every container reaches every other one, with all that fits into a packet', async () => {
    expect(await disturbed(1434)).toEqual([]);
    for (const host of HOSTS) {
      expect((await lab.exec(host, 'readlink', '/sys/class/net/br0/master')).trim()).toMatch(/\/docker0$/);
      expect([await mtuOf(host, 'br0'), await mtuOf(host, 'docker0')]).toEqual(['1462', '1462']);
    }
  });

  it('leaves the hosts reachable from one another and from this machine, and is made anew with a host', async () => {
    const engines = async () => {
      for (const { index, address } of lab.hosts()) {
        const answer = await fetch(`http://${address}:2375/_ping`, { signal: AbortSignal.timeout(5_000) });
        expect(await answer.text()).toBe('OK');
        const next = lab.hosts()[index % HOSTS.length]?.address ?? '';
        const said = await lab.exec(index, 'busybox', 'ping', '-c2', '-W2', next);
        expect(said).toContain(' 0% packet loss');
        expect(said).not.toContain('DUP');
      }
    };
    await engines();
    await lab.exec(2, 'sh', '-c', 'kill -9 $(cat /run/openvswitch/ovs-vswitchd.pid)');
    await lab.exec(3, 'sh', '-c', 'kill -9 $(cat /run/openvswitch/ovsdb-server.pid)');
    await upWith(true);
    await engines();
    expect(await disturbed(56)).toEqual([]);
  });
});

describe('a mesh that is not as usual', () => {
  beforeAll(() => lab.down());

  it('of VXLAN without a spanning tree does not send round in circles', async () => {
    await upWith({ tunnels: 'vxlan', stp: false });
    expect(await disturbed(1422)).toEqual([]);
    const bridge = await lab.exec(1, 'ovs-vsctl', 'get', 'bridge', 'br0', 'stp_enable');
    expect(bridge.trim()).toBe('false');
    const sent = async () =>
      Number(await lab.exec(2, 'ovs-vsctl', 'get', 'interface', 'vxlan1', 'statistics:tx_packets'));
    const before = await sent();
    // To nobody: each bridge passes it on everywhere.
    await lab.docker(2, 'exec', 'meshed2', 'sh', '-c', 'arping -c 3 -w 3 -I eth0 172.17.250.250 || true');
    await sleep(6_000); // its statistics are renewed every five seconds
    const now = await sent();
    expect(now - before).toBeGreaterThan(0);
    expect(now - before).toBeLessThan(100);
  });

  it('has a host with the range of another one, and an MTU that does not fit', async () => {
    await upWith({ tunnels: 'vxlan', stp: false, rangeOf: { 3: 2 }, mtu: 1500 });
    expect(await addressOf(3)).toBe(await addressOf(2));
    expect(await addressOf(1)).not.toBe(await addressOf(2));
    expect([await mtuOf(1, 'br0'), await mtuOf(1, 'docker0')]).toEqual(['1500', '1500']);
  });
});
