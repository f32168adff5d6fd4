import { contains, isIP } from '../cidr/address.ts';
import { reservedAs, sameAddress } from '../cidr/subnet.ts';
import { indexOf } from '../topology/index-of.ts';
import type { Endpoint, Network, Topology } from '../topology/model.ts';

/** An address that can't be given to a new endpoint, and who has it, as the end of a sentence. */
export interface Holder {
  address: string;
  role: string;
  isGateway: boolean;
}

/** The addresses of a network that are taken: by endpoints, gateways and exclusions. */
export function addressHolders(topology: Topology, network: Network): Holder[] {
  const members = indexOf(topology)
    .endpointsOfNetwork(network.id)
    .filter(({ attached }) => attached);
  const gateway = `the gateway of ${network.name}`;
  return [
    ...network.ipam.subnets.flatMap((subnet) => [
      ...holder(subnet.gateway, gateway, true),
      ...Object.entries(subnet.excluded ?? {}).flatMap(([label, address]) =>
        holder(address, `kept free on ${network.name} as ${label}`),
      ),
    ]),
    ...members.flatMap((endpoint) => {
      const role = `in use by ${memberName(topology, endpoint)}`;
      return [...holder(endpoint.ipv4, role), ...holder(endpoint.ipv6, role)];
    }),
    // Older engines tell the gateway only where they did not choose it; its members know it all the same.
    ...members.flatMap((endpoint) => holder(endpoint.gateway, gateway, true)),
  ];
}

/** What is wrong with asking a network for an address; undefined if nothing is. */
export function addressFault(topology: Topology, network: Network, address: string): string | undefined {
  const family = isIP(address);
  const subnets = network.ipam.subnets.map(({ subnet }) => subnet);
  const ofFamily = subnets.filter((subnet) => isIP(subnet.split('/')[0] ?? '') === family);
  // A swarm network that no node has used yet may not have its subnet: only the engine can tell.
  if (subnets.length === 0 && network.scope === 'swarm') return undefined;
  if (ofFamily.length === 0) return `${network.name} has no IPv${family} subnet.`;
  const home = ofFamily.find((subnet) => contains(subnet, address));
  if (home === undefined) return `${address} is outside ${network.name} (${ofFamily.join(', ')}).`;
  const reserved = reservedAs(home, address);
  if (reserved) return `${address} is the ${reserved} address of ${home}.`;
  const taken = addressHolders(topology, network).find((holder) => sameAddress(holder.address, address));
  return taken && `${address} is ${taken.role}.`;
}

/** What a person calls an endpoint's member. */
export function memberName(topology: Topology, endpoint: Endpoint): string {
  const container = topology.containers[endpoint.containerId ?? ''];
  return container?.name ?? endpoint.name ?? 'something unknown';
}

function holder(address: string | undefined, role: string, isGateway = false): Holder[] {
  return address ? [{ address, role, isGateway }] : [];
}
