import { isIP } from '../cidr/address.ts';
import { interfaceId } from '../topology/ids.ts';
import type { Network } from '../topology/model.ts';
import type { Interface } from '../topology/model-wires.ts';
import type { Place } from './stacks.ts';
import { type Switches, switchesOf } from './switches.ts';
import type { Wires } from './wires-of.ts';

/** A device of the kernel that is an interface of the topology. */
export interface ListedLink {
  id: string;
  where: Exclude<Interface['place'], 'openvswitch'>;
  place: Place;
  /** The overlay whose inner namespace it is in. */
  overlay?: Network;
}

/** Which of a host's links are interfaces, and by what ids. */
export interface ListedLinks {
  hostId: string;
  wires: Wires;
  switches: Switches;
  links: ReadonlyMap<Place, ListedLink>;
  idOf(place: Place | undefined): string | undefined;
}

/**
 * Devices that stand for a driver and that nobody uses: the fallbacks of tunnel drivers, which the kernel makes in every
 * namespace, and Open vSwitch's two for its datapaths.
 */
const standIns = new Set([
  ...['gre0', 'gretap0', 'erspan0', 'tunl0', 'sit0', 'ip6tnl0', 'ip6gre0', 'ip_vti0', 'ip6_vti0'],
  ...['ovs-system', 'ovs-netdev'],
]);

/** The links of the host's own namespace and of the overlays', but the ends of the endpoints' veth pairs. */
export function listLinks(hostId: string, wires: Wires, networks: readonly Network[]): ListedLinks {
  const { stacks, pairs } = wires;
  const taken = new Set<Place>();
  for (const place of wires.endpoints.values()) {
    taken.add(place);
    const other = pairs.get(place);
    if (other) taken.add(other);
  }
  const listed: ListedLink[] = [];
  for (const place of stacks.host ? stacks.placesIn(stacks.host) : []) {
    listed.push({ id: interfaceId(hostId, 'host', place.link.index), where: 'host', place });
  }
  for (const overlay of networks.filter(({ driver }) => driver === 'overlay')) {
    const stack = wires.homes.get(overlay.id)?.stack;
    for (const place of stack ? stacks.placesIn(stack) : []) {
      const id = interfaceId(hostId, overlay.nativeId, place.link.index);
      listed.push({ id, where: 'overlay', place, overlay });
    }
  }
  const shown = listed.filter(({ place }) => isWorthListing(place) && !taken.has(place));
  // An index that a namespace has twice tells nothing apart: neither is listed.
  const links = new Map(
    shown.flatMap((one) => {
      const isOne = stacks.at(one.place.stack, one.place.link.index) === one.place;
      return isOne ? [[one.place, one] as const] : [];
    }),
  );
  return {
    hostId,
    wires,
    switches: switchesOf(stacks, wires.facts.openVswitch),
    links,
    idOf: (place) => (place ? links.get(place)?.id : undefined),
  };
}

function isWorthListing({ link, stack }: Place): boolean {
  if (link.kind === 'loopback') return stack.host && link.addresses.some(isOwnAddress);
  return link.up || !standIns.has(link.name);
}

/** Not one that every loopback has. */
function isOwnAddress(text: string): boolean {
  const address = text.split('/')[0] ?? '';
  return isIP(address) === 4 ? !address.startsWith('127.') : isIP(address) === 6 && address !== '::1';
}
