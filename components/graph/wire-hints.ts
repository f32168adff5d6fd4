import { tunnelName } from '#components/words/thing-name.ts';
import { kindName } from '#lib/layout/lanes.ts';
import { unknownPeers } from '#lib/layout/unknown-peers.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Network, Topology } from '#lib/topology/model.ts';
import type { Tunnel } from '#lib/topology/model-wires.ts';
import { wiresOf } from '#lib/topology/wires-of.ts';
import type { Hint } from './hint.ts';

/** More lines than these are told by their number. */
const most = 8;

/** The tunnels of a network over several hosts, a line for each pair of hosts: how many endpoints each end serves at the other. */
export function networkTunnels(topology: Topology, network: Network): string[] {
  const tunnels = wiresOf(topology).tunnelsOfNetwork(network.id);
  const missing = network.hostIds.flatMap((hostId) =>
    unknownPeers(topology, network.id, hostId).map(
      (peer) => `${nameOf(topology, hostId)} does not know its peer ${nameOf(topology, peer)}`,
    ),
  );
  const lines = tunnels
    .map((tunnel) => `${tunnelName(topology, tunnel)}${served(tunnel)}`)
    .sort((a, b) => natural.compare(a, b));
  return [...cut(missing), ...cut(lines)];
}

/** What is known of a mesh's tunnels, or of one of them. */
export function tunnelsHint(topology: Topology, ids: readonly string[]): Hint | undefined {
  const tunnels = ids.flatMap((id) => entityOf(topology.tunnels, id) ?? []);
  const [first] = tunnels;
  if (!first) return undefined;
  if (tunnels.length > 1) {
    const lines = tunnels.map((tunnel) => `${tunnelName(topology, tunnel)}${served(tunnel)}`);
    return {
      title: `${kindName(first.kind)}, ${tunnels.length} sides of tunnels`,
      facts: cut(lines.sort((a, b) => natural.compare(a, b))),
    };
  }
  const device = entityOf(topology.interfaces, first.interfaceId ?? '')?.name;
  const facts = [
    [
      device,
      first.key === undefined ? '' : `key ${first.key}`,
      first.mtu === undefined ? '' : `MTU ${first.mtu}`,
    ]
      .filter(Boolean)
      .join(' · '),
    `${first.from.address} → ${first.to.address}`,
    first.blocked ? 'Blocked by the spanning tree: it would close a loop' : '',
  ];
  return {
    title: `${kindName(first.kind)} ${tunnelName(topology, first)}`,
    facts: facts.filter(Boolean),
    countedId: first.id,
    click: 'Click for details',
  };
}

/** What was found of a thing, and what to do. */
export function signHint(topology: Topology, ids: readonly string[]): Hint | undefined {
  const findings = ids.flatMap((id) => entityOf(topology.findings, id) ?? []);
  const [first, ...others] = findings;
  if (!first) return undefined;
  return {
    title: first.message,
    warning: true,
    facts: [first.remedy, ...cut(others.map(({ message }) => message))],
    click: 'Click for details',
  };
}

const natural = new Intl.Collator('en', { numeric: true });

function served({ endpoints, blocked }: Tunnel): string {
  if (blocked) return ' · blocked by the spanning tree';
  if (endpoints === undefined) return '';
  return ` · ${endpoints} ${endpoints === 1 ? 'endpoint' : 'endpoints'}`;
}

const nameOf = ({ hosts }: Topology, id: string) => entityOf(hosts, id)?.name ?? id;

const cut = (lines: readonly string[]) =>
  lines.length <= most ? [...lines] : [...lines.slice(0, most - 1), `and ${lines.length - most + 1} more`];
