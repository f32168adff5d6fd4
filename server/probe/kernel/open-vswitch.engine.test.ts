import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import type { OpenVswitchPort } from '#lib/wires/facts.ts';
import type { WireReader } from '../wire-reader.ts';
import { createKernelReader } from './create-kernel-reader.ts';

/** What Open vSwitch's database tells by its socket, against what ovs-vsctl says of each thing by itself. */

const lab = openLab({ name: 'kernovs' });
let reader: WireReader;

beforeAll(async () => {
  await lab.down();
  await lab.up(2, { mesh: true });
  reader = createKernelReader({ socket: lab.hosts()[0]?.socket ?? '' });
});
afterAll(async () => {
  await reader?.close();
  await lab.down();
});

const read = () => reader.read({ folder: '/run/docker/netns', signal: new AbortController().signal });
const vsctl = async (...args: string[]) =>
  (await lab.exec(1, 'ovs-vsctl', ...args)).trim().replaceAll('"', '');

it('tells each bridge and port, its tunnel, MTU, address and spanning tree', async () => {
  const { openVswitch, gaps, stacks } = await read();
  expect(gaps).toEqual([]);
  expect(openVswitch?.bridges.map(({ name }) => name)).toEqual((await vsctl('list-br')).split('\n').sort());
  for (const { name, ports, stp, datapath } of openVswitch?.bridges ?? []) {
    expect(String(stp)).toBe(await vsctl('get', 'Bridge', name, 'stp_enable'));
    expect(datapath).toBe(await vsctl('get', 'Bridge', name, 'datapath_type'));
    const outer = ports.filter((port) => port.name !== name).map((port) => port.name);
    expect(outer).toEqual((await vsctl('list-ports', name)).split('\n').sort());
    for (const port of ports) await compare(port);
  }
  const tunnel = portsOf(openVswitch?.bridges).find(({ type }) => type === 'gre');
  expect(tunnel).toMatchObject({ remote: lab.hosts()[1]?.address, up: true, stp: { state: 'forwarding' } });
  const own = portsOf(openVswitch?.bridges).find(({ name }) => name === 'br0');
  const device = stacks.find(({ host }) => host)?.links.find(({ name }) => name === 'br0');
  expect(own).toMatchObject({ mtu: device?.mtu, mac: device?.mac });
});

it('a database that is gone is told, and costs the kernel’s part nothing', async () => {
  await lab.exec(
    1,
    'sh',
    '-c',
    'mv /run/openvswitch/db.sock /run/openvswitch/away && touch /run/openvswitch/db.sock',
  );
  const { openVswitch, gaps, stacks } = await read();
  expect(openVswitch).toBeUndefined();
  expect(gaps).toEqual([
    { code: 'openvswitch-unreadable', message: expect.stringContaining('ovsdb-server') },
  ]);
  expect(stacks.filter(({ host }) => host)).toHaveLength(1);
  await lab.exec(1, 'mv', '/run/openvswitch/away', '/run/openvswitch/db.sock');
  expect((await read()).openVswitch?.bridges.length).toBeGreaterThan(1);
});

async function compare({ name, type, mac, mtu, remote, stp, up }: OpenVswitchPort): Promise<void> {
  const told = {
    type: (await vsctl('get', 'Interface', name, 'type')) || 'system',
    mac: await vsctl('get', 'Interface', name, 'mac_in_use'),
    mtu: await vsctl('get', 'Interface', name, 'mtu'),
    up: `${await vsctl('get', 'Interface', name, 'admin_state')} ${await vsctl('get', 'Interface', name, 'link_state')}`,
    remote: await vsctl('--if-exists', 'get', 'Interface', name, 'options:remote_ip'),
    stp: await vsctl('--if-exists', 'get', 'Port', name, 'status:stp_state'),
  };
  expect(told, name).toMatchObject({ type, mac, mtu: mtu === undefined ? '[]' : String(mtu) });
  expect(told.up === 'up up', name).toBe(up);
  expect([told.remote, told.stp], name).toEqual([remote ?? '', stp?.state ?? '']);
}

function portsOf(bridges: readonly { ports: OpenVswitchPort[] }[] = []): OpenVswitchPort[] {
  return bridges.flatMap(({ ports }) => ports);
}
