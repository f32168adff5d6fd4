import { defined } from '../topology/defined.ts';
import type { Endpoint, Network } from '../topology/model.ts';
import { deviceKind } from './endpoint-places.ts';
import type { PortState } from './facts.ts';
import type { ListedLinks } from './listed-links.ts';
import { masterOf } from './masters.ts';
import { followLink } from './pairs.ts';
import type { Piece } from './sandbox-stacks.ts';
import type { Place } from './stacks.ts';
import { stateOfPort } from './switches.ts';

/** The endpoints that have a device, with that and the other end of its veth pair, by id. */
export function buildEndpointWires(
  listed: ListedLinks,
  { endpoints, networks }: Piece,
): Record<string, Endpoint> {
  const wired: Record<string, Endpoint> = {};
  for (const [id, place] of listed.wires.endpoints) {
    const endpoint = endpoints[id];
    if (!endpoint) continue;
    const { interface: _, veth: __, ...known } = endpoint;
    const device = interfaceOf(listed, place, networks[endpoint.networkId]);
    wired[id] = defined({ ...known, interface: device, veth: vethOf(listed, place) });
  }
  return wired;
}

function interfaceOf(
  listed: ListedLinks,
  place: Place,
  network: Network | undefined,
): NonNullable<Endpoint['interface']> {
  const { name, index, mtu, state } = place.link;
  const kind = deviceKind(place, network?.driver);
  const parentId = listed.idOf(parentOf(listed, place, network));
  return defined({ name, index, mtu, state, kind, parentId });
}

const parented = new Set(['macvlan', 'macvtap', 'ipvlan', 'ipvtap']);

/** The host's link that a macvlan or an ipvlan hangs on. */
function parentOf(
  { wires: { stacks } }: ListedLinks,
  place: Place,
  network: Network | undefined,
): Place | undefined {
  const { host } = stacks;
  const { peerIndex } = place.link;
  if (!host || peerIndex === undefined || !parented.has(deviceKind(place, network?.driver))) return undefined;
  const there = followLink(stacks, place);
  if (!('reason' in there)) return there.stack === host ? there : undefined;
  // Without numbers of namespaces the index alone proves nothing: the network must name the same link.
  const indexed = place.stack.namespaces ? undefined : stacks.at(host, peerIndex);
  return indexed?.link.name === network?.options.parent ? indexed : undefined;
}

function vethOf(listed: ListedLinks, place: Place): Endpoint['veth'] {
  const other = listed.wires.pairs.get(place);
  if (!other) return undefined;
  const { name, index, mtu, state } = other.link;
  const master = masterOf(listed, other);
  return defined({
    name,
    index,
    bridge: master?.name ?? '',
    mtu,
    state,
    bridgeId: master?.id,
    port: master && portStateOf(listed, other),
  });
}

const portStates = new Set<string>([
  'disabled',
  'listening',
  'learning',
  'forwarding',
  'blocking',
] satisfies PortState[]);

function portStateOf({ switches }: ListedLinks, place: Place): PortState | undefined {
  const port = switches.portAt(place);
  const state = port ? stateOfPort(port.port) : place.link.port?.state;
  return isPortState(state) ? state : undefined;
}

function isPortState(state: string | undefined): state is PortState {
  return state !== undefined && portStates.has(state);
}
