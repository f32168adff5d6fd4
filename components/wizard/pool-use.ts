import { defaultPools } from '#lib/actions/suggest-subnet.ts';
import { overlaps } from '#lib/cidr/subnet.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Topology } from '#lib/topology/model.ts';

/** One of the pools that an engine chooses from by default, and which network has it. */
export interface Pool {
  subnet: string;
  takenBy?: string;
}

/** How the default pools of a host's engine are used. An engine can be told other pools, and does not tell them. */
export function poolUse(topology: Topology, hostId: string): Pool[] {
  const used = indexOf(topology)
    .networksOfHost(hostId)
    .filter(({ configOnly }) => !configOnly)
    .flatMap(({ name, ipam }) => ipam.subnets.map(({ subnet }) => ({ name, subnet })));
  return defaultPools.map((subnet) => {
    const taker = used.find((each) => overlaps(each.subnet, subnet));
    return taker ? { subnet, takenBy: taker.name } : { subnet };
  });
}
