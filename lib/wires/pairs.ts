import type { Place, Stacks } from './stacks.ts';

/** Why a veth has no other end. */
export type UnpairedReason =
  /** Its other end is in a namespace that was not read. */
  | 'elsewhere'
  /** The namespace that its other end should be in has no such link. */
  | 'missing'
  /** The link that should be its other end does not lead back. */
  | 'not-mutual'
  /** There are no numbers of namespaces, and nothing declares where its other end is. */
  | 'undeclared'
  /** Several links could be its other end. */
  | 'ambiguous';

/** A place that is accepted, or why there is none. */
export type Peer = Place | { reason: UnpairedReason };

/** The other end of each veth that has one. */
export type PairIndex = ReadonlyMap<Place, Place>;

export function isVeth({ link }: Place): boolean {
  return link.kind === 'veth';
}

/**
 * Where a link leads to, by its own word: the link of this index in the namespace that its own calls so. A link
 * without a namespace number leads to one beside it, where its reader knows such numbers.
 */
export function followLink(stacks: Stacks, { stack, link }: Place): Peer {
  if (!stack.namespaces) return { reason: 'undeclared' };
  if (link.peerIndex === undefined) return { reason: 'elsewhere' };
  const id = link.peerNamespace === undefined ? stack.id : stack.namespaces[link.peerNamespace];
  const there = id === undefined ? undefined : stacks.byId(id);
  if (!there) return { reason: 'elsewhere' };
  return stacks.at(there, link.peerIndex) ?? { reason: 'missing' };
}

/** The other end of a veth by the numbers of namespaces: index and namespace point at each other both ways. */
export function numberedPeer(stacks: Stacks, place: Place): Peer {
  const peer = followLink(stacks, place);
  if ('reason' in peer) return peer;
  if (peer === place || !isVeth(peer)) return { reason: 'not-mutual' };
  return followLink(stacks, peer) === place ? peer : { reason: 'not-mutual' };
}

/** All pairs that the numbers of namespaces prove, each end leading to the other. */
export function numberedPairs(stacks: Stacks): Map<Place, Place> {
  const found = new Map<Place, Place>();
  for (const place of stacks.places) {
    if (!isVeth(place) || found.has(place)) continue;
    const peer = numberedPeer(stacks, place);
    if ('reason' in peer) continue;
    found.set(place, peer);
    found.set(peer, place);
  }
  return found;
}
