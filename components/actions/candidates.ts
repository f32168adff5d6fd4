import { type Connectability, connectability, isOffered } from '#lib/actions/connectability.ts';
import { type JoinMany, joinMany } from '#lib/actions/join-many.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { parseNetworkId } from '#lib/topology/ids.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Container, Network, Topology } from '#lib/topology/model.ts';

/** Something that could be joined, and whether it can. */
export interface Candidate<T> {
  item: T;
  verdict: Connectability;
}

/** The networks of a container's host and the overlays of its cluster, those it can join first; without those it is on. */
export function networksFor(topology: Topology, containerId: string): Candidate<Network>[] {
  const container = entityOf(topology.containers, containerId);
  const host = container && entityOf(topology.hosts, container.hostId);
  if (!host) return [];
  const near = Object.values(topology.networks).filter((network) => {
    if (network.hostIds.includes(host.id)) return true;
    const ref = parseNetworkId(network.id);
    return ref?.scope === 'swarm' && ref.clusterId === host.swarm?.clusterId;
  });
  return sorted(near, (network) => connectability(topology, containerId, network.id));
}

/**
 * The networks that at least one of several containers can join, those that most can first; the verdict's note says
 * how many, and why not all.
 */
export function networksForMany(topology: Topology, containerIds: readonly string[]): Candidate<Network>[] {
  return Object.values(topology.networks)
    .map((item) => ({ item, ...joinMany(topology, containerIds, item.id) }))
    .filter(({ able }) => able.length > 0)
    .sort(
      (a, b) =>
        b.able.length - a.able.length || compare(a.item.name, b.item.name) || compare(a.item.id, b.item.id),
    )
    .map(({ item, able, refused }) => ({
      item,
      verdict: { ok: true, note: howMany(topology, able.length, refused) },
    }));
}

/** Why each can't is told in the sheet; here there is room for who. */
const mostNames = 3;

function howMany(topology: Topology, able: number, refused: JoinMany['refused']): string {
  if (refused.length === 0) return able === 1 ? 'It can join.' : `All ${able} can join.`;
  const names = refused.map(
    ({ containerId }) => entityOf(topology.containers, containerId)?.name ?? containerId,
  );
  const told = names.slice(0, mostNames).join(', ');
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  return `${able} of ${able + refused.length} can join, not ${told}${more}.`;
}

/** The containers that a network could take, those it can first; without those that are on it. */
export function containersFor(topology: Topology, networkId: string): Candidate<Container>[] {
  const network = entityOf(topology.networks, networkId);
  if (!network) return [];
  const index = indexOf(topology);
  const ref = parseNetworkId(network.id);
  const hosts = Object.values(topology.hosts).filter(
    (host) =>
      network.hostIds.includes(host.id) ||
      (ref?.scope === 'swarm' && host.swarm?.clusterId === ref.clusterId),
  );
  const near = hosts.flatMap((host) => index.containersOfHost(host.id));
  return sorted(near, (container) => connectability(topology, container.id, networkId));
}

function sorted<T extends { name: string; id: string }>(
  items: readonly T[],
  judge: (item: T) => Connectability,
): Candidate<T>[] {
  return items
    .map((item) => ({ item, verdict: judge(item) }))
    .filter(({ verdict }) => verdict.ok || verdict.code !== 'already-member')
    .sort(
      (a, b) =>
        Number(isOffered(b.verdict)) - Number(isOffered(a.verdict)) ||
        compare(a.item.name, b.item.name) ||
        compare(a.item.id, b.item.id),
    );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
