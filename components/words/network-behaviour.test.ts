import { describe, expect, it } from 'vitest';
import { makeScene } from '#lib/store/testing/scene.ts';
import { networkId, swarmNetworkId } from '#lib/topology/ids.ts';
import type { Network, Topology } from '#lib/topology/model.ts';
import { networkBehaviour } from './network-behaviour.ts';
import { networkTraits } from './network-traits.ts';

/** What is said of one of the scene's networks, changed. */
function said(id: string, change: Partial<Network> = {}, topology: Topology = makeScene()): string {
  const network = topology.networks[id];
  if (!network) throw new Error(`the scene has no ${id}`);
  return networkBehaviour(topology, { ...network, ...change }).join(' ');
}

const front = networkId('h1', 'front');
const lan = networkId('h3', 'lan');
const mesh = swarmNetworkId('lab', 'mesh');
const bridge = (name: string) => `com.docker.network.bridge.${name}`;

describe('what is said of how a network behaves', () => {
  it('is nothing for ordinary ones', () => {
    expect(said(front)).toBe('');
    expect(said(front, { options: { [bridge('host_binding_ipv4')]: '0.0.0.0' } })).toBe('');
    expect(said(mesh)).toBe('');
    expect(said(networkId('h1', 'host'))).toBe('');
  });

  it('is that the default bridge has no DNS', () => {
    expect(said(networkId('h1', 'bridge'))).toMatch(/no DNS/);
  });

  it.each([
    ['enable_icc', 'false', /can’t reach one another/],
    ['enable_ip_masquerade', 'false', /needs a route back/],
    ['inhibit_ipv4', 'true', /no IPv4 address/],
    ['host_binding_ipv4', '127.0.0.1', /published on 127.0.0.1 alone/],
    ['gateway_mode_ipv4', 'routed', /IPv4 is routed/],
    ['gateway_mode_ipv6', 'nat-unprotected', /IPv6 ports are reachable/],
    ['gateway_mode_ipv6', 'isolated', /no IPv6 address on it/],
  ])('is what the bridge option %s=%s does', (option, value, sentence) => {
    expect(said(front, { options: { [bridge(option)]: value } })).toMatch(sentence);
  });

  it('is that nothing gets out of an internal one', () => {
    expect(said(networkId('h1', 'back'))).toMatch(/published ports have no effect/);
  });

  it('is that only stopped containers are on it', () => {
    const topology = makeScene();
    for (const endpoint of Object.values(topology.endpoints)) endpoint.attached = false;
    expect(said(front, {}, topology)).toMatch(/would prune it/);
    expect(said(networkId('h1', 'bridge'), {}, topology)).not.toMatch(/would prune it/);
  });

  it('is which wire a macvlan or an ipvlan is on', () => {
    expect(said(lan)).toBe(
      'Containers are on the wire of the host’s interface eth0. The host itself can’t reach them over it.',
    );
    expect(said(lan, { options: { parent: 'eth0.10', macvlan_mode: 'vepa' } })).toMatch(
      /eth0.10 \(VLAN 10 of eth0\). The mode is vepa/,
    );
    expect(said(lan, { driver: 'ipvlan', options: { parent: 'eth0', ipvlan_mode: 'l3' } })).toMatch(
      /mode is l3. They share the parent’s MAC/,
    );
    expect(said(lan, { options: {} })).toMatch(/on no interface of the host/);
  });

  it('is that a configuration is one, and that an overlay was never made', () => {
    expect(said(front, { configOnly: true, driver: 'null' })).toMatch(/^Only a configuration/);
    const unmade = { driver: '', ipam: { driver: '', subnets: [] } };
    expect(said(mesh, unmade)).toMatch(/^It was never made/);
    const network = makeScene().networks[mesh];
    expect(network && networkTraits({ ...network, ...unmade })).toContain('never allocated');
  });

  it('is that each host has a configuration of its own', () => {
    expect(said(mesh, { configFrom: 'lan-config' })).toMatch(/as its own configuration says/);
    expect(said(front, { configFrom: 'lan-config' })).toBe('');
  });

  it('is that an overlay is encrypted, or its managers are not ours', () => {
    const options = { encrypted: '' };
    expect(said(mesh, { options })).toMatch(/IPsec/);
    const topology = makeScene();
    for (const { swarm } of Object.values(topology.hosts)) if (swarm) swarm.role = 'worker';
    expect(said(mesh, {}, topology)).toMatch(/No manager of its swarm/);
  });

  it('is that a driver is a plugin, and that a network is kept in a store', () => {
    expect(said(front, { driver: 'weave' })).toMatch(/driver weave is a plugin/);
    expect(said(mesh, { scope: 'global' })).toMatch(/key-value store that they share\.$/);
    const topology = makeScene();
    for (const host of Object.values(topology.hosts)) host.clusterStore = 'etcd://10.0.0.9:2379';
    expect(said(mesh, { scope: 'global', stale: true }, topology)).toMatch(
      /share \(etcd:\/\/10\.0\.0\.9:2379\)\. That store does not answer/,
    );
    const network = makeScene().networks[mesh];
    expect(network && networkTraits({ ...network, stale: true })).toContain('last known');
  });
});
