import { contains, isIP } from '../cidr/address.ts';
import { nextFree } from '../cidr/subnet.ts';
import { entityOf } from '../topology/entity-of.ts';
import type { Subnet, Topology } from '../topology/model.ts';
import { addressHolders } from './address-holders.ts';

/** The next address of a network that nobody is known to have, for a form to offer; undefined if there is none. */
export function suggestAddress(topology: Topology, networkId: string, family: 4 | 6): string | undefined {
  const network = entityOf(topology.networks, networkId);
  if (!network) return undefined;
  const holders = addressHolders(topology, network);
  for (const subnet of network.ipam.subnets) {
    if (isIP(subnet.subnet.split('/')[0] ?? '') !== family) continue;
    const taken = holders.map(({ address }) => address).filter((address) => contains(subnet.subnet, address));
    const hasGateway = holders.some(({ isGateway, address }) => isGateway && taken.includes(address));
    const free = nextFree(
      subnet.subnet,
      hasGateway ? taken : [...taken, presumedGateway(subnet)],
      subnet.ipRange,
    );
    if (free) return free;
  }
  return undefined;
}

/** Where the engine chose the gateway and does not tell it, it took the first address it could. */
function presumedGateway({ subnet, ipRange }: Subnet): string {
  return nextFree(subnet, [], ipRange) ?? '';
}
