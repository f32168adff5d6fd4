import { isDefaultBridge, isUnallocated } from '#lib/actions/network-kind.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { parseNetworkId } from '#lib/topology/ids.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Network, Topology } from '#lib/topology/model.ts';
import { bridgeBehaviour } from './bridge-behaviour.ts';

/** What a reader should know of how a network behaves, one sentence each; nothing for an ordinary one. */
export function networkBehaviour(topology: Topology, network: Network): string[] {
  if (isUnallocated(network)) {
    return [
      'It was never made: the swarm could not give it its addresses, most often because they overlap another network’s. Nothing can join it; remove it and create it with other addresses.',
    ];
  }
  if (network.configOnly) {
    return ['Only a configuration that other networks are made from: nothing can join it.'];
  }
  const said = [...inGeneral(topology, network), ...byDriver(topology, network)];
  return said.filter((sentence) => sentence !== undefined);
}

function inGeneral(topology: Topology, network: Network): (string | undefined)[] {
  return [
    network.internal
      ? 'Internal: nothing leads out of it or into it, so published ports have no effect over it.'
      : undefined,
    onlyStopped(topology, network)
      ? 'Only stopped containers are on it. Docker counts it as unused and would prune it, and they could not start then.'
      : undefined,
    network.scope === 'swarm' && !hasManager(topology, network)
      ? 'No manager of its swarm is among these hosts: of other hosts’ members only what these hosts know is shown.'
      : undefined,
    network.scope === 'swarm' && network.configFrom !== undefined
      ? 'Each host gives out addresses as its own configuration says.'
      : undefined,
    network.scope === 'global'
      ? `Its engines keep it in a key-value store that they share${storeOf(topology, network)}.`
      : undefined,
    network.stale
      ? 'That store does not answer, or has lost it: no engine lists the network. It is shown as it was last known.'
      : undefined,
  ];
}

function storeOf(topology: Topology, { hostIds }: Network): string {
  const store = entityOf(topology.hosts, hostIds[0] ?? '')?.clusterStore;
  return store === undefined ? '' : ` (${store})`;
}

function byDriver(topology: Topology, network: Network): (string | undefined)[] {
  const { driver, options } = network;
  switch (driver) {
    case 'bridge': {
      const host = entityOf(topology.hosts, network.hostIds[0] ?? '');
      const unnamed = host && isDefaultBridge(network, host);
      return [
        unnamed
          ? 'The default bridge has no DNS: containers reach one another by address, or by a legacy link.'
          : undefined,
        ...bridgeBehaviour(network),
      ];
    }
    case 'overlay':
      return [
        Object.hasOwn(options, 'encrypted') ? 'Traffic between its hosts is encrypted (IPsec).' : undefined,
      ];
    case 'macvlan':
      return [
        `${onWire(options)}${modeText(options.macvlan_mode)} The host itself can’t reach them over it.`,
      ];
    case 'ipvlan':
      return [
        `${onWire(options)}${modeText(options.ipvlan_mode)} They share the parent’s MAC address, and the host itself can’t reach them over it.`,
      ];
    case 'host':
    case 'null':
      return [];
    default:
      return [
        `The driver ${driver} is a plugin: Patchbay shows what the engine tells of it. Whether the plugin is up, the engine finds out only when something is connected or started.`,
      ];
  }
}

function onWire({ parent }: Network['options']): string {
  if (!parent) return 'Containers have interfaces of their own, on no interface of the host.';
  const vlan = /^(.+)\.(\d+)$/.exec(parent);
  const wire = vlan ? `${parent} (VLAN ${vlan[2]} of ${vlan[1]})` : parent;
  return `Containers are on the wire of the host’s interface ${wire}.`;
}

function modeText(mode: string | undefined): string {
  return mode ? ` The mode is ${mode}.` : '';
}

function onlyStopped(topology: Topology, network: Network): boolean {
  if (network.builtin) return false;
  const endpoints = indexOf(topology).endpointsOfNetwork(network.id);
  return endpoints.length > 0 && endpoints.every(({ attached }) => !attached);
}

function hasManager(topology: Topology, { id }: Network): boolean {
  const parsed = parseNetworkId(id);
  const clusterId = parsed?.scope === 'swarm' ? parsed.clusterId : undefined;
  return Object.values(topology.hosts).some(
    ({ swarm }) => swarm?.role === 'manager' && swarm.clusterId === clusterId,
  );
}
