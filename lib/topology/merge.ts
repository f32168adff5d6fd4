import { createFinder } from '../wires/findings/find-findings.ts';
import { build } from './build.ts';
import { clustersOf } from './clusters.ts';
import { parseNetworkId } from './ids.ts';
import { type Memberships, placeMissing, withPlacedHosts } from './merge-memberships.ts';
import { mergeSharedNetworks } from './merge-networks.ts';
import { type RemoteParts, settleRemotes } from './merge-remotes.ts';
import { mergeServices } from './merge-services.ts';
import { noTunnels, settleTunnels, type TunnelParts } from './merge-tunnels.ts';
import { collections, emptyTopology, type Network, type Service, type Topology } from './model.ts';
import { compareText } from './order.ts';
import { reuse, reuseEntries } from './reuse.ts';
import type { HostReading } from './snapshot.ts';

export type Merger = (readings: readonly HostReading[]) => Topology;

/** What one host's reading gave, kept until the host has another reading or another cluster. */
interface Piece {
  reading: HostReading;
  clusterId: string | undefined;
  built: Topology;
  /** The networks that belong to this host alone; those over several hosts are merged. */
  localNetworks: Record<string, Network>;
}

/** What is no one host's. */
interface Merged {
  sharedNetworks: Record<string, Network>;
  remotes: RemoteParts;
  placed: Memberships;
  services: Record<string, Service>;
  tunnels: TunnelParts;
  findings: Topology['findings'];
}

interface Assembled {
  topology: Topology;
  /** The maps that each of the topology's maps was put together from. */
  sources: Record<string, readonly object[]>;
}

/**
 * Merges the readings of all hosts into one topology. A merger remembers: it builds only the hosts whose
 * reading is another object than the last time, and what did not change stays the same object. The
 * result depends on nothing but the readings: not on their order, nor on what was merged before.
 */
export function createMerger(): Merger {
  let pieces = new Map<string, Piece>();
  let sharedNetworks: Record<string, Network> = {};
  let remotes: RemoteParts = new Map();
  let services: Record<string, Service> = {};
  let tunnels = noTunnels;
  let placed: Memberships = { containers: {}, endpoints: {} };
  const find = createFinder();
  let assembled: Assembled = { topology: emptyTopology(), sources: {} };

  return (readings) => {
    const clusters = clustersOf(readings);
    const next = new Map<string, Piece>();
    for (const reading of [...readings].sort((a, b) => compareText(a.id, b.id))) {
      next.set(reading.id, pieceOf(reading, clusters.get(reading.id), pieces.get(reading.id)));
    }
    pieces = next;
    const current = [...pieces.values()];
    const listed = mergeSharedNetworks(current.map(({ built }) => built));
    placed = reuseMemberships(placed, unitePlaced(current.map(({ built }) => placeMissing(built, listed))));
    sharedNetworks = reuseEntries(sharedNetworks, withPlacedHosts(listed, Object.values(placed.endpoints)));
    remotes = settleRemotes(current, remotes);
    services = reuseEntries(services, mergeServices(current, sharedNetworks));
    tunnels = settleTunnels(
      current.map(({ built }) => built),
      sharedNetworks,
      tunnels,
    );
    const findings = find(current);
    assembled = assemble(
      current,
      { sharedNetworks, remotes, placed, services, tunnels, findings },
      assembled,
    );
    return assembled.topology;
  };
}

/** The topology of these readings, from scratch. */
export function mergeOnce(readings: readonly HostReading[]): Topology {
  return createMerger()(readings);
}

function pieceOf(reading: HostReading, clusterId: string | undefined, former: Piece | undefined): Piece {
  if (former?.reading === reading && former.clusterId === clusterId) return former;
  const fresh = build(reading, clusterId);
  const built = former ? reuse(former.built, fresh) : fresh;
  const localNetworks = localOnly(built.networks);
  return {
    reading,
    clusterId,
    built,
    localNetworks: former ? reuseEntries(former.localNetworks, localNetworks) : localNetworks,
  };
}

function localOnly(networks: Record<string, Network>): Record<string, Network> {
  return Object.fromEntries(Object.entries(networks).filter(([id]) => parseNetworkId(id)?.scope === 'local'));
}

function unitePlaced(parts: readonly Memberships[]): Memberships {
  return {
    containers: Object.assign({}, ...parts.map(({ containers }) => containers)),
    endpoints: Object.assign({}, ...parts.map(({ endpoints }) => endpoints)),
  };
}

function reuseMemberships(previous: Memberships, next: Memberships): Memberships {
  return {
    containers: reuseEntries(previous.containers, next.containers),
    endpoints: reuseEntries(previous.endpoints, next.endpoints),
  };
}

/** Puts the pieces together; a map whose sources are the same objects as the last time is kept. */
function assemble(pieces: readonly Piece[], merged: Merged, last: Assembled): Assembled {
  const sources: Record<string, readonly object[]> = {};
  const maps: Record<string, object> = {};
  let same = true;
  for (const name of collections) {
    const parts: object[] = pieces.map(({ reading, built, localNetworks }) => {
      if (name === 'networks') return localNetworks;
      if (name === 'tunnels') return merged.tunnels.byHost.get(reading.id)?.tunnels ?? built.tunnels;
      const settled: Partial<Topology> = merged.remotes.get(reading.id) ?? {};
      return settled[name] ?? built[name];
    });
    if (name === 'networks') parts.push(merged.sharedNetworks);
    if (name === 'services') parts.push(merged.services);
    if (name === 'findings') parts.push(merged.findings);
    // What was placed replaces what its host alone could say.
    if (name === 'containers' || name === 'endpoints') parts.push(merged.placed[name]);
    const kept = sameItems(parts, last.sources[name]);
    sources[name] = parts;
    maps[name] = kept ? last.topology[name] : Object.assign({}, ...parts);
    same &&= kept;
  }
  // Each map above is of the kind its name says; TypeScript can't follow the loop.
  return same ? last : { topology: maps as Topology, sources };
}

function sameItems(a: readonly object[], b: readonly object[] | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((item, index) => item === b[index]);
}
