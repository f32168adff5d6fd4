import { memberName } from '#lib/actions/address-holders.ts';
import { portText } from '#lib/store/search-entries.ts';
import { collectionOf, type Selection } from '#lib/store/selection.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import type { Tunnel } from '#lib/topology/model-wires.ts';
import { shortName } from '#lib/topology/short-name.ts';

/** What anything is called, also out of its place; a thing that is gone is called so. */
export function thingName(topology: Topology, { kind, id }: Selection): string {
  const gone = `${kind === 'interface' || kind === 'endpoint' ? 'an' : 'a'} ${kind} that is gone`;
  switch (kind) {
    case 'container': {
      const container = entityOf(topology.containers, id);
      return container ? shortName(container) : gone;
    }
    case 'endpoint': {
      const endpoint = entityOf(topology.endpoints, id);
      const network = endpoint && entityOf(topology.networks, endpoint.networkId);
      return endpoint ? `${memberName(topology, endpoint)} ⇄ ${network?.name ?? 'unknown network'}` : gone;
    }
    case 'port': {
      const port = entityOf(topology.ports, id);
      return port ? portText(port) : gone;
    }
    case 'tunnel': {
      const tunnel = entityOf(topology.tunnels, id);
      return tunnel ? tunnelName(topology, tunnel) : gone;
    }
    case 'finding':
      return entityOf(topology.findings, id)?.message ?? gone;
    default:
      return entityOf<{ name: string }>(topology[collectionOf[kind]], id)?.name ?? gone;
  }
}

/** A tunnel by its ends: a host's name, or the address where nobody of ours is. */
export function tunnelName(topology: Topology, { from, to }: Pick<Tunnel, 'from' | 'to'>): string {
  const end = ({ hostId, address }: Tunnel['to']) =>
    (hostId === undefined ? undefined : entityOf(topology.hosts, hostId)?.name) ?? address;
  return `${end(from)} → ${end(to)}`;
}
