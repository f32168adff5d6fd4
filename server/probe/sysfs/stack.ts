import { defined } from '#lib/topology/defined.ts';
import type { LinkFact, StackFact } from '#lib/wires/facts.ts';
import { readAddresses } from './addresses.ts';
import { readDevices } from './devices.ts';
import { linksOf } from './link.ts';
import { readNeighbours } from './neighbours.ts';
import { readRoutes, readRoutes6 } from './routes.ts';

/** What busybox showed of one namespace. */
export interface ShownStack {
  devices: string;
  addresses: string;
  routes: string;
  routes6: string;
  arp: string;
}

/** The same as facts; no links if its devices can't be read. */
export function readStack(
  shown: ShownStack,
): Pick<StackFact, 'links' | 'defaultRoutes' | 'forwarding' | 'neighbours'> {
  const addresses = readAddresses(shown.addresses);
  const links = linksOf(readDevices(shown.devices)).map(
    (link): LinkFact => defined({ ...link, addresses: addresses.get(link.name) ?? [] }),
  );
  return {
    links,
    defaultRoutes: [...readRoutes(shown.routes), ...readRoutes6(shown.routes6)],
    // sysfs shows no forwarding entries of VXLAN devices.
    forwarding: [],
    neighbours: readNeighbours(shown.arp, links),
  };
}
