import type { Endpoint } from '../topology/model.ts';
import { declaredPairs, declaredPeer } from './declared-pairs.ts';
import { placeEndpoints, type UnplacedReason } from './endpoint-places.ts';
import type { StackFact, WireFacts, WireReading } from './facts.ts';
import { type Homes, homesOf } from './homes.ts';
import {
  isVeth,
  numberedPairs,
  numberedPeer,
  type PairIndex,
  type Peer,
  type UnpairedReason,
} from './pairs.ts';
import { type Piece, stackFinder } from './sandbox-stacks.ts';
import { indexStacks, type Place, type Stacks } from './stacks.ts';

/** What one host's links come to, together with what its engine declares. */
export interface Wires {
  facts: WireFacts;
  stacks: Stacks;
  /** Where each network's veth pairs end, and its bridges there. */
  homes: Homes;
  /** Accepted pairs: from each end to the other. */
  pairs: PairIndex;
  /** Each veth that is in no pair, and why. */
  unpaired: ReadonlyMap<Place, UnpairedReason>;
  /** The device of each endpoint that has one, by endpoint id. */
  endpoints: ReadonlyMap<string, Place>;
  /** Attached endpoints that should have a device and have none, by id. */
  unplaced: ReadonlyMap<string, UnplacedReason>;
  /** The endpoint whose device it is. */
  endpointAt(place: Place): Endpoint | undefined;
  /** The namespace of an endpoint's sandbox. */
  stackOf(endpoint: Endpoint): StackFact | undefined;
}

/** Undefined before anything was read. `piece` is what is known of the host from its engine. */
export function wiresOf(reading: WireReading | undefined, piece: Piece): Wires | undefined {
  const facts = reading?.facts;
  if (!facts) return undefined;
  const stacks = indexStacks(facts);
  const homes = homesOf(stacks, Object.values(piece.networks));
  const stackOf = stackFinder(stacks, reading.handles, piece);
  const { found, unplaced } = placeEndpoints(stacks, piece, stackOf);
  const owners = new Map(
    [...found].flatMap(([id, place]) => {
      const endpoint = piece.endpoints[id];
      return endpoint ? [[place, endpoint] as const] : [];
    }),
  );
  const declared = [...owners].flatMap(([place, { networkId }]) => {
    const network = piece.networks[networkId];
    return network ? [{ place, network }] : [];
  });
  // By numbers where there are any; what each accepts is apart from what the other can.
  const pairs = new Map([...declaredPairs(stacks, homes, declared), ...numberedPairs(stacks)]);
  const networkAt = new Map(declared.map(({ place, network }) => [place, network]));
  const unpaired = new Map<Place, UnpairedReason>();
  for (const place of stacks.places) {
    if (!isVeth(place) || pairs.has(place)) continue;
    const network = networkAt.get(place);
    const byNumbers = place.stack.namespaces || !network;
    unpaired.set(
      place,
      reasonOf(byNumbers ? numberedPeer(stacks, place) : declaredPeer(stacks, homes.get(network.id), place)),
    );
  }
  return {
    facts,
    stacks,
    homes,
    pairs,
    unpaired,
    endpoints: found,
    unplaced,
    endpointAt: (place) => owners.get(place),
    stackOf,
  };
}

// A link that could be had, but that several would have.
function reasonOf(peer: Peer): UnpairedReason {
  return 'reason' in peer ? peer.reason : 'ambiguous';
}
