import { isDefaultBridge, isNoneNetwork } from '#lib/actions/network-kind.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';

/** Which fields a connect may have: the subnets an address has to lie in, or why there is nothing to choose. */
export type OfferedFields =
  | { kind: 'fixed'; reason: string }
  | { kind: 'open'; ipv4: string[] | undefined; ipv6: string[] | undefined };

/** The fields that make sense for a network: no IPv6 address where it has no IPv6 subnet. */
export function fieldsFor(
  topology: Topology,
  target: { containerId: string; networkId: string },
): OfferedFields {
  const network = entityOf(topology.networks, target.networkId);
  const container = entityOf(topology.containers, target.containerId);
  const host = container && entityOf(topology.hosts, container.hostId);
  if (network && isNoneNetwork(network)) {
    return { kind: 'fixed', reason: 'none gives no address: the container gets its loopback alone.' };
  }
  if (network && host && isDefaultBridge(network, host)) {
    const reason = `Docker’s default bridge gives the next free address and knows no aliases. For a fixed address or names, use a network of your own.`;
    return { kind: 'fixed', reason };
  }
  const subnets = network?.ipam.subnets.map((subnet) => subnet.subnet) ?? [];
  const ipv6 = subnets.filter((subnet) => subnet.includes(':'));
  const ipv4 = subnets.filter((subnet) => !subnet.includes(':'));
  return {
    kind: 'open',
    // A swarm network that this host does not list yet may have subnets nobody has told of.
    ipv4: ipv4.length > 0 || ipv6.length === 0 ? ipv4 : undefined,
    ipv6: ipv6.length > 0 ? ipv6 : undefined,
  };
}
