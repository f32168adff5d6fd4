import { missingWord } from '#components/words/missing-networks.ts';
import { wiresText } from '#components/words/wires.ts';
import { memberName } from '#lib/actions/address-holders.ts';
import { connectability, isOffered } from '#lib/actions/connectability.ts';
import type { Hit } from '#lib/layout/hit-test.ts';
import { composeGroup } from '#lib/topology/compose-group.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Host, Network, Port, Topology } from '#lib/topology/model.ts';
import { deviceOf } from './device.ts';
import { lacksPair, linkFacts, pairText } from './link-words.ts';
import { networkTunnels, signHint, tunnelsHint } from './wire-hints.ts';

/** A few words on what is under the pointer. */
export interface Hint {
  title: string;
  facts: string[];
  /** An endpoint or a tunnel whose traffic is told as well. */
  countedId?: string;
  warning?: boolean;
  /** What a click does, where it does more than select. */
  click?: string;
}

/** The hint for a place in the picture; undefined for what needs no words. `wires`: whether their layer is on. */
export function hintOf(topology: Topology, hit: Hit, wires: boolean): Hint | undefined {
  switch (hit.kind) {
    case 'crossing':
      return crossingHint(topology, hit.containerId, hit.networkId);
    case 'jack':
      return jackHint(topology, hit.endpointId);
    case 'network':
      return networkHint(topology, topology.networks[hit.networkId], hit.hostId);
    case 'tunnels':
      return tunnelsHint(topology, hit.tunnelIds);
    case 'sign':
      return signHint(topology, hit.findingIds);
    case 'container': {
      const container = topology.containers[hit.containerId];
      if (!container) return undefined;
      const missing = (container.missingNetworks ?? []).map(
        ({ name }) => `Its network ${name} ${missingWord(topology, container)}`,
      );
      return {
        title: container.name,
        facts: [container.image, container.state, ...missing],
        click: 'Drag it onto a network, or shift-click to pick several',
      };
    }
    case 'group':
      return groupHint(topology, hit.hostId, hit.name);
    case 'port':
      return portHint(topology, hit.portIds);
    case 'title':
    case 'host':
      return hostHint(topology.hosts[hit.hostId], hit.kind === 'title', wires);
  }
}

function hostHint(host: Host | undefined, title: boolean, wires: boolean): Hint | undefined {
  if (!host || (!title && host.status === 'live')) return undefined;
  const why = wires && host.status === 'live' && host.wires?.state !== 'live';
  return {
    title: host.name,
    facts: [
      ...(host.reason ? [host.reason] : [host.url, 'Drag to move, double-click to fold']),
      ...(why ? [wiresText(host), ...(host.wires?.reason ? [host.wires.reason] : [])] : []),
    ],
  };
}

function crossingHint(topology: Topology, containerId: string, networkId: string): Hint | undefined {
  const names = [topology.containers[containerId]?.name, topology.networks[networkId]?.name];
  // It went while the pointer rested on it.
  if (names.includes(undefined)) return undefined;
  const can = connectability(topology, containerId, networkId);
  if (!can.ok && !isOffered(can)) return { title: `${names[0]} can’t join ${names[1]}`, facts: [can.reason] };
  const note = can.ok ? can.note : 'Leaves none for it';
  return {
    title: `Connect ${names[0]} to ${names[1]}`,
    facts: note ? [note] : [],
    click: 'Click for the plan',
  };
}

function groupHint(topology: Topology, hostId: string, project: string): Hint | undefined {
  const { length } = composeGroup(topology, hostId, { project });
  // The swarm's own plumbing has a label, too, and no containers.
  if (length === 0) return undefined;
  return {
    title: `Compose project ${project}`,
    facts: [`${length} ${length === 1 ? 'container' : 'containers'} on this host`],
    click: 'Click to pick all of them, once more to let go',
  };
}

function jackHint(topology: Topology, endpointId: string): Hint | undefined {
  const endpoint = topology.endpoints[endpointId];
  if (!endpoint) return undefined;
  const member = memberName(topology, endpoint);
  const network = topology.networks[endpoint.networkId]?.name;
  const facts = [endpoint.ipv4, endpoint.ipv6, endpoint.mac].filter((fact) => fact !== undefined);
  if (!endpoint.attached) facts.push('Not attached while the container is stopped');
  const pair = pairText(topology, endpoint);
  if (pair !== undefined) facts.push(pair, linkFacts(endpoint));
  else if (lacksPair(topology, endpoint)) facts.push('No veth pair of it was found in the kernel');
  return {
    title: `${member} on ${network}`,
    facts,
    ...(pair === undefined ? {} : { countedId: endpoint.id }),
    ...(endpoint.role === 'container' ? { click: 'Click for details and to disconnect' } : {}),
  };
}

function networkHint(
  topology: Topology,
  network: Network | undefined,
  hostId: string | undefined,
): Hint | undefined {
  if (!network) return undefined;
  const members = indexOf(topology).endpointsOfNetwork(network.id).length;
  const facts = [
    ...(network.stale ? ['As last known: its key-value store does not answer'] : []),
    [network.driver, network.scope, network.internal ? 'internal' : ''].filter(Boolean).join(' · '),
    ...network.ipam.subnets.map(({ subnet, gateway }) =>
      gateway ? `${subnet}, gateway ${gateway}` : subnet,
    ),
    members === 1 ? '1 endpoint' : `${members} endpoints`,
    // On its bar it is all hosts' own; in a host it is a bridge.
    ...(hostId === undefined ? networkTunnels(topology, network) : deviceFacts(topology, network.id, hostId)),
  ];
  return { title: network.name, facts };
}

function deviceFacts(topology: Topology, networkId: string, hostId: string): string[] {
  const device = deviceOf(topology, hostId, networkId);
  return device ? [device.says] : [];
}

function portHint(topology: Topology, portIds: readonly string[]): Hint | undefined {
  const ports = portIds.flatMap((id) => topology.ports[id] ?? []);
  const container = topology.containers[ports[0]?.containerId ?? ''];
  return container && { title: `Published by ${container.name}`, facts: ports.map(describePort) };
}

const describePort = (port: Port) =>
  `${port.hostAddress.includes(':') ? `[${port.hostAddress}]` : port.hostAddress}:${port.hostPort} → ${port.containerPort}/${port.protocol}`;
