import type { Network } from '../topology/model.ts';
import type { Home, Homes } from './homes.ts';
import { isVeth, type Peer } from './pairs.ts';
import type { Place, Stacks } from './stacks.ts';

/** An endpoint's device in its sandbox, and the network that it is on. */
export interface DeclaredEnd {
  place: Place;
  network: Network;
}

/**
 * Pairs where the reader knows no numbers of namespaces: an index alone means nothing, since each namespace counts by
 * itself, but the driver of an endpoint's network says in which one the other end is, and that it is a port of the
 * network's bridge there. A link that two endpoints would have is nobody's.
 */
export function declaredPairs(stacks: Stacks, homes: Homes, ends: readonly DeclaredEnd[]): Map<Place, Place> {
  const claims = Map.groupBy(
    ends.flatMap(({ place, network }) => {
      const peer = declaredPeer(stacks, homes.get(network.id), place);
      return 'reason' in peer ? [] : [{ place, peer }];
    }),
    ({ peer }) => peer,
  );
  const found = new Map<Place, Place>();
  for (const [peer, [claim, ...others]] of claims) {
    if (!claim || others.length > 0 || found.has(claim.place) || found.has(peer)) continue;
    found.set(claim.place, peer);
    found.set(peer, claim.place);
  }
  return found;
}

/** The link that should be the other end of an endpoint's device; others may have a claim to it as well. */
export function declaredPeer(stacks: Stacks, home: Home | undefined, place: Place): Peer {
  if (!home || home.stack === place.stack || place.stack.namespaces || home.stack.namespaces) {
    return { reason: 'undeclared' };
  }
  if (!isVeth(place) || place.link.peerIndex === undefined) return { reason: 'elsewhere' };
  const peer = stacks.at(home.stack, place.link.peerIndex);
  if (!peer) return { reason: 'missing' };
  if (!isVeth(peer) || peer.link.peerIndex !== place.link.index) return { reason: 'not-mutual' };
  const isPort = home.bridges.some(({ link }) => link.index === peer.link.master);
  return isPort ? peer : { reason: 'undeclared' };
}
