import type { Endpoint, Network } from '../topology/model.ts';
import { hasAddress } from './homes.ts';
import { only, onlyBy } from './only.ts';
import type { FindStack, Piece } from './sandbox-stacks.ts';
import type { Place, Stacks } from './stacks.ts';

/** Why an endpoint has no device. */
export type UnplacedReason =
  /** Its sandbox was not read. */
  | 'no-stack'
  /** No link of its sandbox has its MAC address or an address of it. */
  | 'no-link'
  /** Several links could be its device, or MAC and address say different ones. */
  | 'ambiguous';

export interface EndpointPlaces {
  /** By endpoint id. */
  found: ReadonlyMap<string, Place>;
  /** Endpoints that should have a device, by id. */
  unplaced: ReadonlyMap<string, UnplacedReason>;
}

/** What the drivers make in a sandbox; others may make anything. */
const kindsOf = new Map([
  ['bridge', ['veth']],
  ['overlay', ['veth']],
  ['macvlan', ['macvlan', 'macvtap']],
  ['ipvlan', ['ipvlan', 'ipvtap']],
]);

/**
 * The kind of a link, given the driver of the network that it may be on. The files of sysfs say the same of a veth, a
 * macvlan and an ipvlan; who reads those knows no numbers of namespaces.
 */
export function deviceKind({ stack, link }: Place, driver: string | undefined): string {
  const isGuess = stack.namespaces === undefined && link.kind === 'veth';
  return isGuess && (driver === 'macvlan' || driver === 'ipvlan') ? driver : link.kind;
}

/** Finds each attached endpoint's device in its sandbox: by MAC, else by address, and only where that is one. */
export function placeEndpoints(stacks: Stacks, piece: Piece, stackOf: FindStack): EndpointPlaces {
  const unplaced = new Map<string, UnplacedReason>();
  const candidates: { id: string; place: Place }[] = [];
  for (const endpoint of Object.values(piece.endpoints)) {
    const network = piece.networks[endpoint.networkId];
    if (!network || !hasDevice(endpoint, network)) continue;
    const stack = stackOf(endpoint);
    const place = stack ? deviceOf(endpoint, network, stacks.placesIn(stack)) : 'no-stack';
    if (typeof place === 'string') unplaced.set(endpoint.id, place);
    else candidates.push({ id: endpoint.id, place });
  }
  const single = onlyBy(candidates, ({ place }) => place);
  const found = new Map<string, Place>();
  for (const { id, place } of candidates) {
    if (single.has(place)) found.set(id, place);
    else unplaced.set(id, 'ambiguous');
  }
  return { found, unplaced };
}

function hasDevice({ attached, role }: Endpoint, { driver }: Network): boolean {
  return attached && role !== 'remote' && driver !== 'host' && driver !== 'null';
}

function deviceOf(
  { mac, ipv4, ipv6 }: Endpoint,
  { driver }: Network,
  places: readonly Place[],
): Place | UnplacedReason {
  const kinds = kindsOf.get(driver);
  const fitting = places.filter((place) => {
    const kind = deviceKind(place, driver);
    return kinds ? kinds.includes(kind) : kind !== 'loopback';
  });
  const declared = mac?.toLowerCase();
  const byMac = fitting.filter(({ link }) => declared !== undefined && link.mac?.toLowerCase() === declared);
  const addresses = [ipv4, ipv6].filter((address) => address !== undefined);
  const byAddress = fitting.filter((place) => addresses.some((address) => hasAddress(place, address)));
  // Links on one parent share its MAC (ipvlan, bonds): the address tells them apart. A MAC may be another one since.
  const both = byMac.filter((place) => byAddress.includes(place));
  const [best = []] = [both, ...(byMac.length > 0 && byAddress.length > 0 ? [] : [byMac, byAddress])].filter(
    (some) => some.length > 0,
  );
  if (byMac.length + byAddress.length === 0) return 'no-link';
  return only(best) ?? 'ambiguous';
}
