import { defined } from '#lib/topology/defined.ts';
import type { LinkFact, StackFact } from '#lib/wires/facts.ts';
import { readAddresses } from './addresses.ts';
import { readDevices, readProcFile } from './devices.ts';
import { linksOf } from './link.ts';
import { readNeighbours } from './neighbours.ts';
import { readRoutes, readRoutes6 } from './routes.ts';

/** What busybox showed of one namespace. */
export interface ShownStack {
  /** Of `grep -sH ""`: files of /sys/class/net, and of /proc/net. */
  files: string;
  /** Of `ip -o addr`. */
  addresses: string;
}

/** The same as facts; no links if its devices can't be read. */
export function readStack(
  shown: ShownStack,
): Pick<StackFact, 'links' | 'defaultRoutes' | 'forwarding' | 'neighbours'> {
  const addresses = readAddresses(shown.addresses);
  const links = linksOf(readDevices(shown.files)).map(
    (link): LinkFact => defined({ ...link, addresses: addresses.get(link.name) ?? [] }),
  );
  return {
    links,
    defaultRoutes: [
      ...readRoutes(readProcFile(shown.files, 'route')),
      ...readRoutes6(readProcFile(shown.files, 'ipv6_route')),
    ],
    // sysfs shows no forwarding entries of VXLAN devices.
    forwarding: [],
    neighbours: readNeighbours(readProcFile(shown.files, 'arp'), links),
  };
}
