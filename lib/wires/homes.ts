import { sameAddress } from '../cidr/subnet.ts';
import type { Network } from '../topology/model.ts';
import type { StackFact } from './facts.ts';
import { only, onlyBy } from './only.ts';
import { overlayDigits, type Place, type Stacks } from './stacks.ts';

/** Where a driver puts the other ends of a network's veth pairs, and the bridges that it makes them ports of. */
export interface Home {
  stack: StackFact;
  bridges: readonly Place[];
}

/** The homes of a host's networks, by network id; none for drivers without veth pairs, and where it was not read. */
export type Homes = ReadonlyMap<string, Home>;

/** By Docker's declaration alone. */
export function homesOf(stacks: Stacks, networks: readonly Network[]): Homes {
  const homes = new Map<string, Home>();
  for (const [{ id }, stack] of overlayNamespaces(stacks, networks)) {
    homes.set(id, { stack, bridges: stacks.placesIn(stack).filter(isBridge) });
  }
  for (const network of networks) {
    const bridge = bridgeOf(stacks, network);
    if (bridge) homes.set(network.id, { stack: bridge.stack, bridges: [bridge] });
  }
  return homes;
}

/** The inner namespaces of a host's overlays. Their names hold the beginning of an id: of overlays that begin alike, none. */
function overlayNamespaces(stacks: Stacks, networks: readonly Network[]): ReadonlyMap<Network, StackFact> {
  const overlays = onlyBy(
    networks.filter(({ driver }) => driver === 'overlay'),
    ({ nativeId }) => nativeId.slice(0, overlayDigits),
  );
  const found = new Map<Network, StackFact>();
  for (const [digits, network] of overlays) {
    const stack = stacks.ofOverlay(digits);
    if (stack) found.set(network, stack);
  }
  return found;
}

/** The bridge of a network of the driver bridge: by name, or else (Podman numbers them) by the network's gateway. */
function bridgeOf(stacks: Stacks, network: Network): Place | undefined {
  const { host } = stacks;
  if (network.driver !== 'bridge' || network.configOnly || !host) return undefined;
  if (network.bridge !== undefined) {
    const named = stacks.named(host, network.bridge);
    return named && isBridge(named) ? named : undefined;
  }
  const gateways = network.ipam.subnets.flatMap(({ gateway }) => gateway ?? []);
  if (gateways.length === 0) return undefined;
  return only(
    stacks
      .placesIn(host)
      .filter((place) => isBridge(place) && gateways.some((gateway) => hasAddress(place, gateway))),
  );
}

function isBridge({ link }: Place): boolean {
  return link.kind === 'bridge';
}

/** Whether a link has an address, however that is written. */
export function hasAddress({ link }: Place, address: string): boolean {
  return link.addresses.some((text) => {
    const plain = text.split('/')[0] ?? '';
    // Only IPv6 is written in several ways.
    return plain === address || (plain.includes(':') && sameAddress(plain, address));
  });
}
