import { describe, expect, it } from 'vitest';
import { build } from '#lib/topology/build.ts';
import { validate } from '#lib/topology/validate.ts';
import { recorded, recordedEngines, recordedText } from '../testdata.ts';
import { readContainers } from './container.ts';
import { readContainerInspection } from './container-inspection.ts';
import { readEvent } from './event.ts';
import { readInfo } from './info.ts';
import { readNetworkInspection, readNetworks } from './network.ts';

describe.each(recordedEngines)('what %s replied', (engine) => {
  const containers = readContainers(recorded('containers', engine));
  const container = (name: string) => {
    const found = containers.items.find((item) => item.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  const networks = readNetworks(recorded('networks', engine));
  const network = (name: string) => {
    const found = networks.items.find((item) => item.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };

  describe('containers of a recorded list', () => {
    it('are all read', () => {
      expect(containers.warnings).toEqual([]);
      expect(containers.items.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['web', 'rider', 'hub', 'gone', 'never', 'hosty', 'nothing', 'plain', 'm1']),
      );
    });

    it('have their networks, addresses and published ports', () => {
      const web = container('web');
      expect(web).toMatchObject({ image: 'busybox', state: 'running', networkMode: 'front' });
      expect(web.ports).toEqual([
        { hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
        { hostAddress: '::', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
      ]);
      expect(web.attachments.map(({ networkName, ipv4 }) => [networkName, ipv4])).toEqual([
        ['back', expect.any(String)],
        ['front', '192.168.64.10'],
        ['mesh', '10.88.0.10'],
      ]);
      expect(container('sixer').attachments[0]).toMatchObject({
        ipv6: expect.stringMatching(/^fd00:64:6::/),
      });
    });

    it('that do not run keep their networks; one that never ran knows them by name only', () => {
      expect(container('gone')).toMatchObject({ state: 'exited' });
      expect(container('gone').attachments).toEqual([
        { networkName: 'front', networkNativeId: network('front').nativeId, endpointId: '' },
      ]);
      expect(container('never')).toMatchObject({ state: 'created' });
      expect(container('never').attachments).toEqual([
        { networkName: 'front', networkNativeId: '', endpointId: '' },
      ]);
    });

    it('share what they share', () => {
      expect(container('rider')).toMatchObject({
        networkMode: `container:${container('web').nativeId}`,
        attachments: [],
      });
      expect(container('hosty').networkMode).toBe('host');
      expect(container('nothing').networkMode).toBe('none');
      // Docker says "default" here.
      expect(container('plain').networkMode).toBe('bridge');
    });

    it('say the same when they are inspected', () => {
      for (const name of ['web', 'hub', 'sixer', 'gone', 'never', 'rider', 'hosty', 'nothing']) {
        expect(readContainerInspection(recorded(`container-${name}`, engine)).fact).toEqual(container(name));
      }
    });
  });

  describe('an inspected container', () => {
    it('tells its aliases without the short id, its fixed address and its DNS names', () => {
      const { endpoints, pid, sandboxKey, created } = readContainerInspection(
        recorded('container-web', engine),
      );
      expect(pid).toBeGreaterThan(0);
      expect(sandboxKey).toMatch(/^\/(var\/)?run\/docker\/netns\//);
      expect(created).toMatch(/^2\d{3}-/);
      const shortId = container('web').nativeId.slice(0, 12);
      expect(endpoints.find(({ networkName }) => networkName === 'front')).toMatchObject({
        ipv4: '192.168.64.10',
        ipv4Prefix: 24,
        fixedIpv4: '192.168.64.10',
        aliases: ['www'],
        dnsNames: ['web', 'www', shortId],
      });
      const hub = readContainerInspection(recorded('container-hub', engine));
      expect(hub.endpoints.find(({ networkName }) => networkName === 'vault')).toMatchObject({
        aliases: ['keys'],
      });
    });

    it('takes the DNS names from the engine where it lists them', () => {
      const reply = {
        Id: 'c1',
        Name: '/c',
        State: { Status: 'running', Pid: 5 },
        NetworkSettings: { Networks: { n: { NetworkID: 'n1', EndpointID: 'e1', DNSNames: ['c', 'x'] } } },
      };
      expect(readContainerInspection(reply).endpoints[0]?.dnsNames).toEqual(['c', 'x']);
    });

    it('carries nothing of its environment, command or mounts', () => {
      const reply = recorded('container-web', engine) as Record<string, object>;
      const secret = {
        ...reply,
        Config: { ...reply.Config, Env: ['TOKEN=hunter2'], Cmd: ['hunter2'] },
        Args: ['hunter2'],
      };
      expect(JSON.stringify(readContainerInspection(secret))).not.toContain('hunter2');
    });
  });

  describe('networks of a recorded list', () => {
    it('have their IPAM, options and flags', () => {
      expect(networks.warnings).toEqual([]);
      expect(network('front')).toMatchObject({
        driver: 'bridge',
        scope: 'local',
        ipam: { driver: 'default', subnets: [{ subnet: '192.168.64.0/24', gateway: '192.168.64.1' }] },
      });
      expect(network('vault')).toMatchObject({ internal: true });
      expect(network('mesh')).toMatchObject({ driver: 'overlay', scope: 'swarm', attachable: true });
      expect(network('ingress')).toMatchObject({ ingress: true });
      expect(network('bridge').options['com.docker.network.bridge.name']).toBe('docker0');
      expect(network('six').ipam.subnets.map(({ subnet }) => subnet)).toContain('fd00:64:6::/64');
    });

    it('when inspected have members and peers', () => {
      const { fact, created } = readNetworkInspection(recorded('network-mesh', engine));
      expect(created).toMatch(/^2\d{3}-/);
      expect(fact.peers).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+\.1$/)]);
      expect(fact.members).toContainEqual({
        key: container('m1').nativeId,
        name: 'm1',
        endpointId: expect.any(String),
        ipv4: '10.88.0.11',
        mac: expect.any(String),
      });
      expect(fact.members.map(({ key }) => key)).toContain('lb-mesh');
      const gateways = readNetworkInspection(recorded('network-docker_gwbridge', engine)).fact.members;
      expect(gateways.map(({ name }) => name)).toContain('gateway_ingress-sbox');
    });
  });

  it('gives a host without faults', () => {
    const { version, ...info } = readInfo(recorded('info', engine));
    const topology = build({
      ...{ id: 'h', name: 'h', url: 'unix:///docker.sock', status: 'live', lastSeen: null },
      snapshot: {
        ...info,
        engine: { flavour: 'docker', apiVersion: '1.41', version },
        warnings: [],
        networks: networks.items,
        containers: containers.items,
      },
    });
    expect(validate(topology)).toEqual([]);
    expect(Object.keys(topology.containers)).toHaveLength(containers.items.length);
    expect(Object.values(topology.containers).flatMap(({ missingNetworks = [] }) => missingNetworks)).toEqual(
      [],
    );
  });

  describe('info', () => {
    it('tells version, drivers and swarm', () => {
      expect(readInfo(recorded('info', engine))).toMatchObject({
        version: expect.stringMatching(new RegExp(`^${engine.replace('docker-', '')}`)),
        // Of a key up to 20.10, a UUID later.
        engineId: expect.stringMatching(
          /^([A-Z0-9]{4}(:[A-Z0-9]{4}){11}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
        ),
        drivers: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
        rootless: false,
        swarm: { role: 'manager', managerNodeIds: [expect.any(String)] },
      });
    });
  });

  describe('recorded events', () => {
    it('are all read', () => {
      const lines = recordedText('events.jsonl', engine).trim().split('\n');
      const events = lines.map(readEvent);
      expect(events).not.toContain(undefined);
      expect(events[0]).toMatchObject({
        type: 'network',
        action: 'connect',
        scope: 'local',
        attributes: { name: 'spare', container: container('plain').nativeId },
      });
    });
  });
});

describe('replies in other shapes', () => {
  it('nulls and absent keys are nothing', () => {
    expect(readNetworks(null)).toEqual({ items: [], warnings: [] });
    const bare = {
      Id: 'n1',
      Name: 'n',
      Driver: 'bridge',
      Scope: null,
      IPAM: null,
      Labels: null,
      Options: null,
    };
    expect(readNetworks([bare]).items).toMatchObject([
      {
        nativeId: 'n1',
        scope: 'local',
        ipam: { driver: 'default', subnets: [] },
        labels: {},
        options: {},
        peers: [],
      },
    ]);
    const podman = {
      Id: 'c1',
      Names: ['c'],
      State: 'running',
      NetworkSettings: { Networks: null },
      Ports: null,
    };
    expect(readContainers([podman]).items).toMatchObject([{ name: 'c', attachments: [], ports: [] }]);
  });

  it('one element that can not be read is left out and told', () => {
    const good = { Id: 'n1', Name: 'good' };
    const { items, warnings } = readNetworks([
      good,
      { Id: 5, Name: 'bad' },
      null,
      { Id: 'n2', Name: 'better' },
    ]);
    expect(items.map(({ name }) => name)).toEqual(['good', 'better']);
    expect(warnings).toMatchObject([
      { code: 'unreadable-network', message: expect.stringContaining('bad') },
      { code: 'unreadable-network' },
    ]);
  });

  it('a port or state of another kind does not cost the container', () => {
    const odd = { Id: 'c1', Names: ['/c'], State: 'hibernating', Ports: [{ PrivatePort: 'x' }, null] };
    expect(readContainers([odd])).toMatchObject({ items: [{ state: 'dead', ports: [] }], warnings: [] });
  });

  it('a container of legacy links keeps its own name', () => {
    expect(readContainers([{ Id: 'c1', Names: ['/other/db', '/db'], State: 'running' }]).items[0]?.name).toBe(
      'db',
    );
  });

  it('a list that is none is not read', () => {
    expect(() => readNetworks({ message: 'no' })).toThrow();
  });

  it('excluded addresses and the gateway are plain', () => {
    const IPAM = {
      Config: [{ Subnet: 'fd00::/64', Gateway: 'fd00::1/64', AuxiliaryAddresses: { nas: 'fd00::5' } }],
    };
    expect(readNetworks([{ Id: 'n', Name: 'n', IPAM }]).items[0]?.ipam.subnets).toEqual([
      { subnet: 'fd00::/64', gateway: 'fd00::1', excluded: { nas: 'fd00::5' } },
    ]);
  });
});

describe('info', () => {
  it('tells where networks of scope global are kept, word for word, if anywhere', () => {
    expect(readInfo(recorded('info'))).not.toHaveProperty('clusterStore');
    expect(readInfo({ ClusterStore: '' })).not.toHaveProperty('clusterStore');
    expect(readInfo({ ClusterStore: 'etcd://10.0.0.9:2379' }).clusterStore).toBe('etcd://10.0.0.9:2379');
  });

  it('a worker does not know its cluster; a host outside has no swarm', () => {
    const worker = {
      LocalNodeState: 'active',
      NodeID: 'n2',
      NodeAddr: '10.0.0.2',
      RemoteManagers: [{ NodeID: 'n1' }],
    };
    expect(readInfo({ Swarm: worker }).swarm).toEqual({
      nodeId: 'n2',
      address: '10.0.0.2',
      role: 'worker',
      managerNodeIds: ['n1'],
    });
    expect(readInfo({ Swarm: { LocalNodeState: 'inactive' } }).swarm).toBeUndefined();
    expect(readInfo({ SecurityOptions: ['name=seccomp,profile=default', 'name=rootless'] }).rootless).toBe(
      true,
    );
  });
});

describe('events', () => {
  it('what is none is none', () => {
    expect(readEvent('hello')).toBeUndefined();
    expect(readEvent('[]')).toBeUndefined();
    expect(readEvent('{"Type":"network","Action":"prune"}')).toMatchObject({ id: '', attributes: {} });
  });
});
