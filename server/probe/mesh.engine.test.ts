import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import type { MeshOptions } from '#e2e/lab/mesh.ts';
import type { LabCore } from '#e2e/support/lab-core.ts';
import { WIRE_WAYS, withWires } from '#e2e/support/wire-ways.ts';
import { readMeshTruth } from '#e2e/wire-truth.ts';
import { overlaps } from '#lib/cidr/subnet.ts';
import type { Topology } from '#lib/topology/model.ts';

/** Default bridges of three hosts that Open vSwitch joins, as it shall be and set up wrongly. */
const lab = openLab({ name: 'ovs' });
/** sysfs knows neither tunnels nor Open vSwitch. */
const telling = WIRE_WAYS.filter(({ reader }) => reader !== 'sysfs');
const silent = WIRE_WAYS.filter(({ reader }) => reader === 'sysfs');
/** In milliseconds; what is not so for a moment only is no finding. */
const GRACE = 8_000;
const HOSTS = ['ovs1', 'ovs2', 'ovs3'];

async function upWith(mesh: true | MeshOptions): Promise<void> {
  await lab.up(3, { mesh });
  await lab.scene('mesh');
}

const interfaceOf = (topology: Topology, host: string, name: string) => {
  const found = Object.values(topology.interfaces).filter((one) => one.hostId === host && one.name === name);
  expect(found, `${name} of ${host}`).toHaveLength(1);
  return found[0];
};
const bridgeOf = (topology: Topology, host: string) =>
  Object.values(topology.networks).find((one) => one.hostIds.includes(host) && one.name === 'bridge');

/** As `readMeshTruth` says it. */
function drawnTunnels(topology: Topology, host: string): string[] {
  return Object.values(topology.tunnels)
    .filter(({ from, source }) => from.hostId === host && source === 'observed')
    .map(({ kind, interfaceId, to, blocked }) => {
      const port = topology.interfaces[interfaceId ?? ''];
      const bridge = topology.interfaces[port?.masterId ?? ''];
      const state = blocked === undefined ? 'no spanning tree' : blocked ? 'blocking' : 'forwarding';
      return `${bridge?.name} ${port?.name} ${kind} to ${to.address}: ${state}`;
    })
    .sort();
}

/** What is drawn of all hosts' tunnels, once it is what their own tools say. */
async function tunnelsAsTheyAre(core: LabCore): Promise<string[][]> {
  const truth = await Promise.all(lab.hosts().map(({ index }) => readMeshTruth(lab, index)));
  const drawn = () => HOSTS.map((host) => drawnTunnels(core.topology(), host));
  await core.until(() => JSON.stringify(drawn()) === JSON.stringify(truth), 15_000);
  expect(drawn()).toEqual(truth);
  return truth;
}

/** Does something while all is read from the kernel. */
function withKernel(work: (core: LabCore) => Promise<void>): Promise<void> {
  const [kernel] = WIRE_WAYS;
  if (!kernel) throw new Error('There is no way of reading wires.');
  return withWires(lab, kernel, work);
}

/** The findings of a topology, each as its code and the names of what it is about. */
function findingsOf(topology: Topology): string[] {
  const { hosts, networks, interfaces, tunnels, endpoints, containers } = topology;
  const nameOf = (id: string) =>
    hosts[id]?.name ??
    networks[id]?.name ??
    interfaces[id]?.name ??
    containers[endpoints[id]?.containerId ?? '']?.name ??
    tunnels[id]?.kind ??
    id;
  return Object.values(topology.findings)
    .map(({ code, hostId, about }) => `${hostId} ${code}: ${about.map(nameOf).join(' ')}`)
    .sort();
}

beforeAll(() => lab.down());
afterAll(() => lab.down());

describe('a mesh of three hosts', () => {
  beforeAll(() => upWith(true));

  it.each(telling)('is drawn as it is, read $way', async (way) => {
    await withWires(lab, way, async (core) => {
      const tunnels = await tunnelsAsTheyAre(core);
      expect(tunnels.flat()).toHaveLength(6);
      expect(tunnels.flat().filter((line) => line.endsWith(': blocking'))).toHaveLength(1);
      const topology = core.topology();
      for (const tunnel of Object.values(topology.tunnels)) {
        const { from, to, kind, networkId } = tunnel;
        const addresses = [from, to].map(
          ({ hostId }) => lab.hosts().find(({ name }) => name === hostId)?.address,
        );
        expect({ from: from.address, to: to.address, kind }).toEqual({
          from: addresses[0],
          to: addresses[1],
          kind: 'gre',
        });
        expect(networkId).toBe(bridgeOf(topology, from.hostId)?.id);
      }
    });
  });

  it.each(silent)('is not drawn, and it is said why, read $way', async (way) => {
    await withWires(lab, way, async (core) => {
      const { hosts, tunnels } = core.topology();
      expect(tunnels).toEqual({});
      for (const { wires } of Object.values(hosts))
        expect(wires?.reason).toMatch(/no iproute2.*tunnels can’t be read/);
    });
  });

  it('has br0 under docker0, the MTU that fits through GRE, and ranges of their own', async () => {
    await withKernel(async (core) => {
      const topology = core.topology();
      for (const host of HOSTS) {
        const [docker0, br0, brphy] = ['docker0', 'br0', 'brphy'].map((name) =>
          interfaceOf(topology, host, name),
        );
        expect(br0).toMatchObject({
          kind: 'openvswitch',
          mtu: 1462,
          masterId: docker0?.id,
          bridge: { stp: true },
        });
        expect(docker0).toMatchObject({ kind: 'bridge', mtu: 1462, networkId: bridgeOf(topology, host)?.id });
        expect(interfaceOf(topology, host, 'eth0')).toMatchObject({ masterId: brphy?.id, addresses: [] });
        const address = lab.hosts().find(({ name }) => name === host)?.address;
        expect(brphy?.addresses).toContain(`${address}/24`);
        const container = core.container(host, `meshed${host.slice(-1)}`);
        const endpoint = Object.values(topology.endpoints).find(
          ({ containerId }) => containerId === container.id,
        );
        expect(endpoint).toMatchObject({ interface: { mtu: 1462 }, veth: { mtu: 1462, bridge: 'docker0' } });
      }
      const ranges = HOSTS.map((host) => bridgeOf(topology, host)?.ipam.subnets[0]?.ipRange ?? '');
      for (const [i, range] of ranges.entries())
        for (const other of ranges.slice(i + 1))
          expect(overlaps(range, other), `${range} ${other}`).toBe(false);
    });
  });

  it('has nothing that is to be found', async () => {
    await withKernel(async (core) => {
      await tunnelsAsTheyAre(core);
      await sleep(GRACE);
      expect(findingsOf(core.topology())).toEqual([]);
    });
  });
});

describe('a mesh that was set up wrongly', () => {
  const finds = async (mesh: MeshOptions, expected: string[]): Promise<void> => {
    await upWith(mesh);
    await withKernel(async (core) => {
      await tunnelsAsTheyAre(core);
      await core.until((topology) => findingsOf(topology).length === expected.length, 20_000);
      expect(findingsOf(core.topology())).toEqual(expected);
    });
  };

  it('is found out where a host gives out the addresses of another one', async () => {
    await finds({ rangeOf: { 3: 2 } }, [
      'ovs2 address-twice: meshed2 meshed3 bridge bridge',
      'ovs2 overlapping-ranges: bridge bridge ovs2 ovs3',
    ]);
  });

  it('is found out where more is let out than fits through the tunnels', async () => {
    const of = (host: number) => `ovs${host} mtu-too-large: bridge br0 meshed${host}`;
    await finds({ mtu: 1500 }, [of(1), of(2), of(3)]);
  });

  it('is found out where tunnels lead round in circles, with nothing that breaks them', async () => {
    const tunnels = Array.from({ length: 6 }, () => 'gre').join(' ');
    await finds({ stp: false }, [`ovs1 loop-without-stp: ${tunnels} br0 br0 br0 ovs1 ovs2 ovs3`]);
  });

  it('and nothing of it is left when it is as it shall be again', async () => {
    await upWith(true);
    await withKernel(async (core) => {
      await tunnelsAsTheyAre(core);
      await sleep(GRACE);
      expect(findingsOf(core.topology())).toEqual([]);
    });
  });
});
