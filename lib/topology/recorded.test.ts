import { describe, expect, it } from 'vitest';
import { mergeOnce } from './merge.ts';
import { topologySchema } from './model.ts';
import type { HostReading } from './snapshot.ts';
import stored from './testdata/store-of-two.json' with { type: 'json' };
import recorded from './testdata/swarm-of-two.json' with { type: 'json' };
import { validate } from './validate.ts';

/**
 * What was read of two real engines (Docker 20.10) in one swarm: bridges, an attachable overlay, a service with a
 * published port, shared, host and none sandboxes, stopped containers, and `stray`, whose network was removed.
 */
const topology = mergeOnce(recorded as HostReading[]);

describe('two recorded hosts', () => {
  it('[V1] [D5] give a topology without faults, of the contract’s shape', () => {
    expect(validate(topology)).toEqual([]);
    expect(topologySchema.parse(structuredClone(topology))).toEqual(topology);
  });

  it('[M6] [M8] have their swarm networks in common', () => {
    const shared = Object.values(topology.networks).filter(({ hostIds }) => hostIds.length > 1);
    expect(
      shared.map(({ name, vni, peers }) => [name, vni, peers.map(({ hostId }) => hostId).join(' ')]),
    ).toEqual([
      ['inner', 4098, 'topo1 topo2'],
      ['mesh', 4097, 'topo1 topo2'],
      ['ingress', 4096, 'topo1 topo2'],
    ]);
  });

  it('[E1] [I2] [I4] are wired as they were', () => {
    const wires = Object.values(topology.endpoints).map((endpoint) => {
      const { hostId, containerId, name, networkId, role, attached, ipv4 } = endpoint;
      const member = topology.containers[containerId ?? '']?.name.replace(/\.\w{20,}$/, '') ?? `(${name})`;
      const network = topology.networks[networkId]?.name;
      const { kind } = topology.sandboxes[endpoint.sandboxId] ?? {};
      return [hostId, member, network, role, kind, attached ? (ipv4 ?? '-') : 'stopped'].join(' ');
    });
    expect(wires.sort()).toMatchInlineSnapshot(`
      [
        "topo1 (gateway_ingress-sbox) docker_gwbridge gateway private 172.18.0.2",
        "topo1 (ingress-endpoint) ingress load-balancer private 10.0.0.2",
        "topo1 (inner-endpoint) inner load-balancer private 10.0.1.6",
        "topo1 (mesh-endpoint) mesh load-balancer private 10.88.0.2",
        "topo1 admin back container private 172.19.0.5",
        "topo1 api.2 docker_gwbridge gateway private 172.18.0.4",
        "topo1 api.2 ingress container private 10.0.0.6",
        "topo1 api.2 inner container private 10.0.1.4",
        "topo1 db back container private 172.19.0.3",
        "topo1 dns front container private 192.168.64.3",
        "topo1 gone front container private stopped",
        "topo1 hosty host container host -",
        "topo1 hub back container private 172.19.0.4",
        "topo1 hub front container private 192.168.64.2",
        "topo1 hub vault container private 172.20.0.2",
        "topo1 m1 docker_gwbridge gateway private 172.18.0.3",
        "topo1 m1 mesh container private 10.88.0.11",
        "topo1 mt none container none -",
        "topo1 never front container private stopped",
        "topo1 nothing none container none -",
        "topo1 plain bridge container private 172.17.0.2",
        "topo1 safe vault container private 172.20.0.3",
        "topo1 sixer six container private 172.29.6.2",
        "topo1 web back container private 172.19.0.2",
        "topo1 web front container private 192.168.64.10",
        "topo1 web mesh container private 10.88.0.10",
        "topo2 (gateway_ingress-sbox) docker_gwbridge gateway private 172.18.0.2",
        "topo2 (ingress-endpoint) ingress load-balancer private 10.0.0.3",
        "topo2 (inner-endpoint) inner load-balancer private 10.0.1.5",
        "topo2 (mesh-endpoint) mesh load-balancer private 10.88.0.3",
        "topo2 api.1 docker_gwbridge gateway private 172.18.0.4",
        "topo2 api.1 ingress container private 10.0.0.5",
        "topo2 api.1 inner container private 10.0.1.3",
        "topo2 blog-db-1 blog_data container private 172.21.0.3",
        "topo2 blog-web-1 blog_data container private 172.21.0.2",
        "topo2 blog-web-1 blog_default container private 172.20.0.2",
        "topo2 m2 docker_gwbridge gateway private 172.18.0.3",
        "topo2 m2 mesh container private 10.88.0.12",
        "topo2 shop-api-1 shop_default container private 172.19.0.3",
        "topo2 shop-db-1 shop_default container private 172.19.0.4",
        "topo2 shop-web-1 shop_default container private 172.19.0.2",
      ]
    `);
  });

  it('[S4] share sandboxes', () => {
    const byName = new Map(
      Object.values(topology.containers).map((container) => [container.name, container]),
    );
    expect(byName.get('rider')?.sandboxId).toBe(byName.get('web')?.sandboxId);
  });

  it('[K4] say that the network of stray is gone', () => {
    const strays = Object.values(topology.containers).filter(({ missingNetworks }) => missingNetworks);
    expect(
      strays.map(({ name, missingNetworks }) => [name, missingNetworks?.map((network) => network.name)]),
    ).toEqual([['stray', ['temp']]]);
  });
});

/**
 * What was read of two of three real engines (Docker 20.10) with one etcd: a network of scope global with a member on each,
 * another on a bridge as well, one stopped, one never started; and one on which nothing is.
 */
describe('two recorded hosts with a key-value store', () => {
  const topology = mergeOnce(stored as HostReading[]);

  it('[V1] [D5] give a topology without faults, of the contract’s shape', () => {
    expect(validate(topology)).toEqual([]);
    expect(topologySchema.parse(structuredClone(topology))).toEqual(topology);
  });

  it('[N7] [M6] have its networks in common', () => {
    const shared = Object.values(topology.networks).filter(({ hostIds }) => hostIds.length > 1);
    expect(shared.map(({ name, scope, id }) => [name, scope, id.split('/')[0]]).sort()).toEqual([
      ['idle', 'global', 'network:store:etcd~3A~2F~2F10.103.0.1~3A2379'],
      ['wide', 'global', 'network:store:etcd~3A~2F~2F10.103.0.1~3A2379'],
    ]);
  });

  it('[M12] have each member once', () => {
    const wide = Object.values(topology.networks).find(({ name }) => name === 'wide')?.id;
    const members = Object.values(topology.endpoints).filter(({ networkId }) => networkId === wide);
    const words = members.map(({ hostId, containerId, name, role, ipv4 = 'stopped' }) =>
      [hostId, topology.containers[containerId ?? '']?.name ?? name, role, ipv4].join(' '),
    );
    expect(words.sort()).toEqual([
      'kv1 both container 10.84.0.3',
      'kv1 far1 container 10.84.0.2',
      'kv1 far3 remote 10.84.0.5',
      'kv1 unborn container stopped',
      'kv2 far2 container 10.84.0.4',
      'kv2 halted container stopped',
    ]);
  });
});
