import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeNetworkText, externalTo } from '#components/words/compose.ts';
import { idlePorts } from '#components/words/idle-ports.ts';
import { networkBehaviour } from '#components/words/network-behaviour.ts';
import { openLab } from '#e2e/lab/lab.ts';
import { type LabCore, startLabCore } from '#e2e/support/lab-core.ts';
import { configsOf, madeFrom } from '#lib/topology/config-of.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Endpoint } from '#lib/topology/model.ts';

/** Every kind of network and wiring on real engines: see e2e/KINDS.md. */
const lab = openLab({ name: 'kinds' });
let core: LabCore;

const behaviour = (host: string, name: string) =>
  networkBehaviour(core.topology(), core.network(host, name)).join(' ');
const detail = (host: string, name: string) => core.details.container(core.container(host, name).id);
const endpoint = (container: string, network: string): Endpoint | undefined =>
  indexOf(core.topology())
    .endpointsOfContainer(core.container('kinds1', container).id)
    .find(({ networkId }) => networkId === core.network('kinds1', network).id);
const ports = (name: string) =>
  indexOf(core.topology())
    .portsOfContainer(core.container('kinds1', name).id)
    .map((port) => `${port.hostAddress} ${port.hostPort} ${port.containerPort}/${port.protocol}`)
    .sort();

beforeAll(async () => {
  await lab.down();
  await lab.up(3, { swarm: true });
  for (const scene of [
    'bridges',
    'ports',
    'shared',
    'links',
    'dangling',
    'lan',
    'projects',
    'services',
    'plugin',
  ] as const) {
    await lab.scene(scene);
  }
  core = await startLabCore(lab);
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

it('the topology is what Docker knows on each host, and nothing else', async () => {
  expect(await core.differences()).toEqual([]);
  expect(Object.keys(core.topology().endpoints).length).toBeGreaterThan(30);
});

describe('bridges', () => {
  it('have subnets of both families, gateways, ranges and excluded addresses', () => {
    const { ipam, bridge, nativeId } = core.network('kinds1', 'dual');
    expect(ipam.subnets).toEqual([
      {
        subnet: '192.168.65.0/24',
        gateway: '192.168.65.254',
        ipRange: '192.168.65.128/25',
        excluded: { printer: '192.168.65.9' },
      },
      { subnet: 'fd00:65::/64', gateway: 'fd00:65::fe' },
    ]);
    expect(bridge).toBe(`br-${nativeId.slice(0, 12)}`);
    expect(endpoint('fixed', 'dual')).toMatchObject({ ipv4: '192.168.65.10', ipv6: 'fd00:65::10' });
  });

  it('have the devices that are there', async () => {
    const devices = await lab.exec(1, 'ls', '/sys/class/net');
    for (const name of ['bridge', 'docker_gwbridge', 'dual', 'named']) {
      expect(devices.split('\n')).toContain(core.network('kinds1', name).bridge);
    }
    expect(core.network('kinds1', 'named').bridge).toBe('lab-br0');
  });

  it('do what their options say', async () => {
    expect(core.network('kinds1', 'small').mtu).toBe(1400);
    expect(behaviour('kinds1', 'bare')).toMatch(/masquerade is off/);
    expect(behaviour('kinds1', 'shy')).toMatch(/icc is off/);
    const target = endpoint('shy-b', 'shy')?.ipv4 ?? '';
    const ping = lab.docker(1, 'exec', 'shy-a', 'ping', '-c1', '-W1', target);
    await expect(ping).rejects.toThrow(/Command failed/);
    expect(behaviour('kinds1', 'bound')).toMatch(/published on 127.0.0.1 alone/);
    expect(ports('bound-a')).toEqual(['127.0.0.1 18081 80/tcp']);
  });

  it('have names, but for the default one', async () => {
    expect(behaviour('kinds1', 'bridge')).toMatch(/no DNS/);
    expect((await detail('kinds1', 'nameless')).endpoints[0]?.dnsNames).toEqual([]);
    const dns = /nameserver 127\.0\.0\.11/;
    expect(await lab.docker(1, 'exec', 'nameless', 'cat', '/etc/resolv.conf')).not.toMatch(dns);
    expect(await lab.docker(1, 'exec', 'twofold', 'cat', '/etc/resolv.conf')).toMatch(dns);
    expect((await detail('kinds1', 'twofold')).endpoints[0]?.dnsNames).toContain('twofold');
    await lab.docker(1, 'exec', 'twofold', 'ping', '-c1', '-W1', 'fixed');
  });
});

describe('published ports', () => {
  it.each([
    ['on-all', ['0.0.0.0 18000 80/tcp', ':: 18000 80/tcp']],
    ['on-loopback', ['127.0.0.1 18001 80/tcp']],
    ['on-v6', ['::1 18002 80/tcp']],
    ['on-udp', ['0.0.0.0 18053 53/tcp', '0.0.0.0 18053 53/udp', ':: 18053 53/tcp', ':: 18053 53/udp']],
    ['on-nothing', []],
    ['on-host', []],
  ])('%s', (name, expected) => {
    expect(ports(name)).toEqual(expected);
  });

  it('in ranges', () => {
    expect(ports('on-range')).toHaveLength(8);
    const any = ports('on-any-of');
    expect(any).toHaveLength(2);
    expect(any[0]).toMatch(/^0\.0\.0\.0 1820[0-5] 200\/tcp$/);
  });

  it('without effect are told, with the reason', async () => {
    const idle = async (name: string) =>
      idlePorts(core.topology(), core.container('kinds1', name), (await detail('kinds1', name)).askedPorts);
    expect(await idle('on-nothing')).toEqual({
      ports: ['18004:80/tcp'],
      reason: expect.stringMatching(/internal networks alone/),
    });
    expect((await idle('on-host'))?.reason).toMatch(/host mode/);
    for (const name of ['on-all', 'on-loopback', 'on-v6', 'on-range', 'on-any-of', 'on-udp']) {
      expect(await idle(name)).toBeUndefined();
    }
  });
});

describe('shared sandboxes', () => {
  const sandboxOf = (name: string) => {
    const { sandboxes } = core.topology();
    return sandboxes[core.container('kinds1', name).sandboxId];
  };

  it('are one along a chain', async () => {
    const { id } = core.container('kinds1', 'root');
    for (const name of ['root', 'middle', 'leaf']) expect(sandboxOf(name)?.ownerId).toBe(id);
    const addresses = await lab.docker(1, 'exec', 'leaf', 'ip', '-4', 'addr', 'show', 'eth0');
    expect(addresses).toContain(endpoint('root', 'bridge')?.ipv4);
  });

  it('outlive an owner that has stopped, with nothing in them but loopback', async () => {
    expect(sandboxOf('awake')?.ownerId).toBe(core.container('kinds1', 'sleepy').id);
    expect(core.container('kinds1', 'sleepy').state).toBe('exited');
    expect(core.container('kinds1', 'awake').state).toBe('running');
    expect(await lab.docker(1, 'exec', 'awake', 'ls', '/sys/class/net')).toBe('lo\n');
  });

  it('outlive an owner that is gone, and have none then', async () => {
    expect(sandboxOf('orphan')).toMatchObject({ kind: 'private' });
    expect(sandboxOf('orphan')).not.toHaveProperty('ownerId');
    expect(core.container('kinds1', 'orphan').state).toBe('running');
    expect(await lab.docker(1, 'exec', 'orphan', 'ls', '/sys/class/net')).toBe('lo\n');
  });
});

describe('legacy links', () => {
  it('are names that one container knows another by, one way', async () => {
    const target = core.container('kinds1', 'old-db').id;
    expect((await detail('kinds1', 'old-web')).links).toEqual([
      { to: 'old-db', containerId: target, alias: 'database' },
      { to: 'old-db', containerId: target, alias: 'old-db' },
    ]);
    expect((await detail('kinds1', 'old-db')).links).toEqual([]);
    const from = { from: 'old-web', containerId: core.container('kinds1', 'old-web').id };
    expect((await detail('kinds1', 'old-db')).linkedFrom).toEqual([
      { ...from, alias: 'database' },
      { ...from, alias: 'old-db' },
    ]);
    expect((await detail('kinds1', 'old-web')).linkedFrom).toEqual([]);
    await lab.docker(1, 'exec', 'old-web', 'ping', '-c1', '-W1', 'database');
    expect(await lab.docker(1, 'exec', 'old-db', 'cat', '/etc/hosts')).not.toContain('old-web');
  });

  it('are an extra name on networks of one’s own', async () => {
    expect((await detail('kinds1', 'new-web')).links).toEqual([
      {
        to: 'new-db',
        containerId: core.container('kinds1', 'new-db').id,
        alias: 'database',
        networkName: 'linked',
      },
    ]);
    expect((await detail('kinds1', 'new-db')).linkedFrom).toEqual([
      {
        from: 'new-web',
        containerId: core.container('kinds1', 'new-web').id,
        alias: 'database',
        networkName: 'linked',
      },
    ]);
    await lab.docker(1, 'exec', 'new-web', 'ping', '-c1', '-W1', 'database');
  });
});

describe('what is left behind', () => {
  it('a network that only stopped containers use', () => {
    expect(endpoint('rested', 'quiet')?.attached).toBe(false);
    expect(endpoint('unborn', 'quiet')?.attached).toBe(false);
    expect(behaviour('kinds1', 'quiet')).toMatch(/would prune it/);
  });

  it('a container whose network is gone', async () => {
    expect(core.container('kinds1', 'stranded').missingNetworks).toEqual([
      { name: 'lost', nativeId: expect.any(String) },
    ]);
    await expect(lab.docker(1, 'start', 'stranded')).rejects.toThrow(/not found/);
  });

  it('an overlay that was never allocated', () => {
    expect(core.network('kinds1', 'unmade')).toMatchObject({ scope: 'swarm', hostIds: ['kinds1'] });
    expect(behaviour('kinds1', 'unmade')).toMatch(/never made/);
    expect(behaviour('kinds1', 'taken')).toBe('');
  });
});

describe('Compose projects', () => {
  it('have their containers, and networks of their own', () => {
    expect(core.container('kinds1', 'desk-web-1').compose).toEqual({ project: 'desk', service: 'web' });
    expect(composeNetworkText(core.network('kinds1', 'desk_default'))).toBe('desk / default');
    expect(externalTo(core.topology(), core.network('kinds1', 'desk_default'))).toEqual(['gate']);
  });

  it('are on networks that are external to them', () => {
    expect(composeNetworkText(core.network('kinds1', 'edge'))).toBeUndefined();
    expect(externalTo(core.topology(), core.network('kinds1', 'edge'))).toEqual(['desk', 'gate']);
  });
});

describe('networks on the wire', () => {
  it('a macvlan has its parent, mode and range', () => {
    const { options, ipam } = core.network('kinds1', 'lan');
    expect(options).toMatchObject({ parent: 'eth0', macvlan_mode: 'bridge' });
    expect(ipam.subnets[0]).toMatchObject({
      ipRange: expect.stringMatching(/\.64\/27$/),
      excluded: { self: expect.stringMatching(/\.65$/) },
    });
    expect(behaviour('kinds1', 'lan')).toMatch(/interface eth0\. The mode is bridge/);
    expect(endpoint('on-wire', 'lan')?.ipv4).toMatch(/\.70$/);
  });

  it('an ipvlan has its parent and mode (this kernel can make one, but not run it)', () => {
    expect(core.network('kinds1', 'flat')).toMatchObject({
      driver: 'ipvlan',
      options: { parent: 'eth0', ipvlan_mode: 'l3' },
    });
  });

  it('a configuration says who is made from it', () => {
    const config = core.network('kinds1', 'bridge-config');
    const made = core.network('kinds1', 'bridge-made');
    expect(config).toMatchObject({ configOnly: true });
    expect(config).not.toHaveProperty('bridge');
    expect(madeFrom(core.topology(), config)).toEqual([made]);
    expect(configsOf(core.topology(), made)).toEqual([config]);
    expect(made).toMatchObject({ configFrom: 'bridge-config', mtu: 1300 });
  });

  it('a macvlan of the swarm is one network, made on each host from its own configuration', async () => {
    const network = core.network('kinds2', 'lan-swarm');
    expect(network).toMatchObject({
      scope: 'swarm',
      driver: 'macvlan',
      configFrom: 'lan-config',
      hostIds: ['kinds1', 'kinds2', 'kinds3'],
      ipam: {
        subnets: [{ subnet: '10.113.0.0/24' }],
      },
    });
    expect(configsOf(core.topology(), network).map(({ hostIds }) => hostIds[0])).toEqual([
      'kinds1',
      'kinds2',
      'kinds3',
    ]);
    const members = indexOf(core.topology()).endpointsOfNetwork(network.id);
    expect(members.map(({ hostId }) => hostId).sort()).toEqual(['kinds2', 'kinds3']);
    await lab.docker(2, 'exec', 'wired2', 'ping', '-c1', '-W1', 'wired3');
  });
});

describe('a driver that is a plugin', () => {
  it('has networks like any other, whatever it is called', () => {
    expect(core.network('kinds1', 'plugged')).toMatchObject({
      driver: 'labnet',
      options: { colour: 'green' },
    });
    expect(core.network('kinds1', 'plugged')).not.toHaveProperty('bridge');
    expect(core.topology().hosts.kinds1?.drivers).toContain('labnet');
    expect(behaviour('kinds1', 'plugged')).toMatch(/labnet is a plugin/);
    expect(endpoint('on-plugin', 'plugged')).toMatchObject({ attached: true, ipv4: '10.83.0.2' });
  });

  it('can be dead without harm to what is read, and is told when it is needed', async () => {
    await lab.exec(1, 'sh', '-c', 'kill -9 $(cat /run/labnet.pid)');
    const action = {
      kind: 'connect' as const,
      networkId: core.network('kinds1', 'plugged').id,
      containerId: core.container('kinds1', 'beside-plugin').id,
    };
    expect(await core.differences()).toEqual([]);
    const result = await core.actions.apply(action);
    expect(result).toMatchObject({
      outcome: 'failed',
      steps: [
        {
          status: 'failed',
          error: { code: 'driver-gone', message: expect.stringMatching(/plugged does not answer/) },
        },
      ],
    });
    expect(core.topology().hosts.kinds1?.status).toBe('live');
    expect(await core.differences()).toEqual([]);
    expect(endpoint('beside-plugin', 'plugged')).toBeUndefined();
  });
});

describe('swarm services', () => {
  const service = (name: string, of = core) => {
    const found = Object.values(of.topology().services).find((one) => one.name === name);
    if (!found) throw new Error(`The topology has no service ${name}.`);
    return found;
  };

  it('have their tasks, each on its host, with its container', async () => {
    const spread = service('spread');
    expect(spread).toMatchObject({ mode: 'replicated', replicas: 3, endpointMode: 'vip' });
    for (const { state, containerId, hostId } of spread.tasks) {
      expect(state).toBe('running');
      const container = core.topology().containers[containerId ?? ''];
      expect(container).toMatchObject({ hostId, swarm: { service: 'spread' } });
    }
    const listed = await lab.docker(1, 'service', 'ps', '-q', '--no-trunc', 'spread');
    expect(spread.tasks.map(({ id }) => id).sort()).toEqual(listed.trim().split('\n').sort());
    const everywhere = service('everywhere');
    expect(everywhere).toMatchObject({ mode: 'global', endpointMode: 'dnsrr', virtualAddresses: [] });
    expect(everywhere.tasks.map(({ hostId }) => hostId).sort()).toEqual(['kinds1', 'kinds2', 'kinds3']);
    expect(service('nowhere').tasks).toEqual([{ id: expect.any(String), state: 'pending' }]);
  });

  it('have their networks, virtual addresses and ports', async () => {
    const webNet = core.network('kinds1', 'web-net');
    const ingress = core.network('kinds1', 'ingress');
    const spread = service('spread');
    expect(spread.networkIds).toEqual([webNet.id, ingress.id].sort());
    const format = '{{range .Endpoint.VirtualIPs}}{{.Addr}} {{end}}';
    const inspected = await lab.docker(1, 'service', 'inspect', '--format', format, 'spread');
    const addresses = inspected
      .trim()
      .split(' ')
      .map((address) => address.split('/')[0]);
    expect(spread.virtualAddresses.map(({ address }) => address).sort()).toEqual(addresses.sort());
    expect(spread.ports).toEqual([
      { publishedPort: 18400, targetPort: 80, protocol: 'tcp', publishMode: 'ingress' },
    ]);
    expect(service('direct').ports).toEqual([
      { publishedPort: 18401, targetPort: 80, protocol: 'udp', publishMode: 'host' },
    ]);
  });

  it('have load-balancer endpoints that are told from containers', () => {
    const endpoints = indexOf(core.topology()).endpointsOfNetwork(core.network('kinds1', 'web-net').id);
    const balancers = endpoints.filter(({ role }) => role === 'load-balancer');
    expect(balancers.map(({ hostId }) => hostId).sort()).toEqual(['kinds1', 'kinds2', 'kinds3']);
    for (const { containerId } of balancers) expect(containerId).toBeUndefined();
  });

  it('an encrypted overlay is said to be', () => {
    expect(behaviour('kinds1', 'sealed')).toMatch(/IPsec/);
    expect(behaviour('kinds1', 'web-net')).toBe('');
  });

  it('a change of a service is seen', async () => {
    await lab.docker(1, 'service', 'scale', '-d', 'spread=1');
    expect(await core.until(() => service('spread').replicas === 1)).toBe(true);
    expect(await core.until(() => service('spread').tasks.length === 1, 15_000)).toBe(true);
  });

  it('with only workers among the hosts the networks are there, and the gap is told', async () => {
    const workers = await startLabCore(lab, [2, 3]);
    try {
      expect(await workers.differences()).toEqual([]);
      const network = workers.network('kinds2', 'web-net');
      expect(network.hostIds).toEqual(['kinds2', 'kinds3']);
      expect(networkBehaviour(workers.topology(), network).join(' ')).toMatch(/No manager of its swarm/);
      expect(workers.topology().services).toEqual({});
      const elsewhere = network.peers.filter(({ hostId }) => hostId === undefined);
      expect(elsewhere.map(({ address }) => address)).toEqual([lab.hosts()[0]?.address]);
      const named = Object.values(workers.topology().containers).map(({ swarm }) => swarm?.service);
      expect(named.filter((name) => name === 'everywhere')).toHaveLength(2);
    } finally {
      await workers.stop();
    }
  });

  it('a host that leaves the swarm is of it no more, and its tasks are not on it', async () => {
    await lab.docker(3, 'swarm', 'leave');
    expect(await core.until(({ hosts }) => hosts.kinds3?.swarm === undefined, 15_000)).toBe(true);
    expect(
      await core.until(({ networks }) => {
        const webNet = Object.values(networks).find(({ name }) => name === 'web-net');
        return webNet?.hostIds.join() === 'kinds1,kinds2';
      }, 15_000),
    ).toBe(true);
    expect(service('everywhere').tasks.filter(({ hostId }) => hostId === 'kinds3')).toEqual([]);
    expect(core.topology().hosts.kinds3?.status).toBe('live');
    expect(await core.differences(15_000)).toEqual([]);
  });
});
