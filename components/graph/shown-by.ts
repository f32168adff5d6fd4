import { type Selection, selectionOf } from '#lib/store/selection.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import { wiresOf } from '#lib/topology/wires-of.ts';

/**
 * The things by which a selected one shows in the picture, the best first: an interface by its network's column, an
 * overlay's tunnel by its bar, a finding by what it concerns; anything else by itself.
 */
export function shownBy(topology: Topology, { kind, id }: Selection): string[] {
  if (kind === 'tunnel') {
    const tunnel = entityOf(topology.tunnels, id);
    const network = entityOf(topology.networks, tunnel?.networkId ?? '');
    if (!tunnel) return [];
    return network && network.scope !== 'local' ? [network.id, tunnel.from.hostId] : [id, tunnel.from.hostId];
  }
  if (kind === 'interface') {
    const link = entityOf(topology.interfaces, id);
    if (!link) return [];
    const tunnels = wiresOf(topology).tunnelsOfInterface(id);
    const own = tunnels.flatMap((tunnel) => shownBy(topology, { kind: 'tunnel', id: tunnel.id }));
    return [...(link.networkId === undefined ? [] : [link.networkId]), ...own, link.hostId];
  }
  if (kind === 'finding') {
    const finding = entityOf(topology.findings, id);
    const things = (finding?.about ?? []).flatMap((about) => selectionOf(topology, about) ?? []);
    // A finding is about things, never about another finding: this ends.
    const own = things
      .filter((thing) => thing.kind !== 'finding')
      .flatMap((thing) => shownBy(topology, thing));
    return finding ? [...own, finding.hostId] : [];
  }
  return [id];
}
