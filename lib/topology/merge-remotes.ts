import { endpointId, storeIdOf } from './ids.ts';
import type { Topology } from './model.ts';
import { reuseEntries } from './reuse.ts';
import type { HostReading, MemberFact, NetworkFact } from './snapshot.ts';

/** What of a host's piece is different in the whole. */
type Settled = Pick<Topology, 'endpoints' | 'sandboxes'>;

/** By host id; hosts of which nothing is different are left out. */
export type RemoteParts = ReadonlyMap<string, Settled>;

interface Piece {
  reading: HostReading;
  built: Topology;
}

/** An engine's own endpoint id within its key-value store, and the endpoint that was built of it. */
interface Claim {
  key: string;
  id: string;
}

/**
 * Engines with a key-value store list members on other hosts, too, as `ep-<endpoint id>`. Such a member is
 * there once: as what it is, if its own host tells of it, else on the first host (in the order of the pieces) that
 * lists it. What equals something of `last` is that very object.
 */
export function settleRemotes(pieces: readonly Piece[], last: RemoteParts): RemoteParts {
  const holders = new Map<string, string>();
  for (const { reading } of pieces) for (const key of formerOf(reading)) holders.set(key, '');
  const claims = [...pieces.flatMap((piece) => claimsOf(piece, 'own')), ...pieces.flatMap(remotesOf)];
  for (const { key, id } of claims) if (!holders.has(key)) holders.set(key, id);

  const settled = new Map<string, Settled>();
  for (const piece of pieces) {
    const repeated = new Set(
      remotesOf(piece).flatMap(({ key, id }) => (holders.get(key) === id ? [] : [id])),
    );
    if (repeated.size === 0) continue;
    const next = without(piece.built, repeated);
    const former = last.get(piece.reading.id);
    settled.set(piece.reading.id, {
      endpoints: reuseEntries(former?.endpoints ?? {}, next.endpoints),
      sandboxes: reuseEntries(former?.sandboxes ?? {}, next.sandboxes),
    });
  }
  return settled;
}

/** What has just left its host is nobody's any more, wherever it is still listed. */
function formerOf({ snapshot }: HostReading): string[] {
  const { clusterStore, formerEndpoints = [] } = snapshot ?? {};
  return clusterStore ? formerEndpoints.map((id) => keyOf(clusterStore, id)) : [];
}

function keyOf(clusterStore: string, endpointId: string): string {
  return `${storeIdOf(clusterStore)} ${endpointId}`;
}

const isRemote = ({ key }: MemberFact) => key.startsWith('ep-');

function remotesOf(piece: Piece): Claim[] {
  return claimsOf(piece, 'remote');
}

/** The endpoints of a store's networks that a host tells of: its own, or those that it says are on others. */
function claimsOf({ reading, built }: Piece, whose: 'own' | 'remote'): Claim[] {
  const { clusterStore, networks = [], containers = [] } = reading.snapshot ?? {};
  if (!clusterStore) return [];
  const shared = networks.filter(({ scope }) => scope === 'global');
  const ids = new Set(shared.map(({ nativeId }) => nativeId));
  const attached =
    whose === 'remote'
      ? []
      : containers.flatMap(({ nativeId, attachments }) =>
          attachments
            .filter(({ networkNativeId }) => ids.has(networkNativeId))
            .map((attachment) => ({
              endpointId: attachment.endpointId,
              id: endpointId(reading.id, nativeId, attachment.networkNativeId),
            })),
        );
  const listed = shared.flatMap(({ nativeId, members = [] }: NetworkFact) =>
    members
      .filter((member) => isRemote(member) === (whose === 'remote'))
      .map((member) => ({
        endpointId: member.endpointId,
        id: endpointId(reading.id, member.key, nativeId),
      })),
  );
  // What was not built is held by nobody here.
  return [...attached, ...listed]
    .filter((claim) => claim.endpointId !== '' && Object.hasOwn(built.endpoints, claim.id))
    .map((claim) => ({ key: keyOf(clusterStore, claim.endpointId), id: claim.id }));
}

function without(built: Topology, repeated: ReadonlySet<string>): Settled {
  const endpoints = Object.entries(built.endpoints).filter(([id]) => !repeated.has(id));
  const left = new Set([...repeated].flatMap((id) => built.endpoints[id]?.sandboxId ?? []));
  // A sandbox goes with its last endpoint; an odd reply may name one that others use, too.
  for (const [, { sandboxId }] of endpoints) left.delete(sandboxId);
  for (const { sandboxId } of Object.values(built.containers)) left.delete(sandboxId);
  return {
    endpoints: Object.fromEntries(endpoints),
    sandboxes: Object.fromEntries(Object.entries(built.sandboxes).filter(([id]) => !left.has(id))),
  };
}
