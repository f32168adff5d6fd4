import { defined } from '#lib/topology/defined.ts';
import type { LinkFact, StackFact } from '#lib/wires/facts.ts';
import { isGroup } from '../is-group.ts';
import { readAddress } from './netlink/address.ts';
import { readLink } from './netlink/link.ts';
import { readNeighbour } from './netlink/neighbour.ts';
import {
  addressesRequest,
  forwardingRequest,
  linksRequest,
  neighboursRequest,
  type Request,
  routesRequest,
} from './netlink/requests.ts';
import { readDefaultRoute } from './netlink/route.ts';
import type { NetlinkSocket } from './netlink-socket.ts';
import { errno, SystemCallError } from './system-calls.ts';

type Stack = Pick<StackFact, 'links' | 'defaultRoutes' | 'forwarding' | 'neighbours'>;

/**
 * What one network namespace holds.
 * @throws NetlinkError, SystemCallError
 */
export function readStack(socket: NetlinkSocket): Stack {
  const links = present(socket.dump(linksRequest(), readLink));
  const byIndex = new Map(links.map((link) => [link.index, link]));
  for (const { index, address } of present(socket.dump(addressesRequest(), readAddress))) {
    byIndex.get(index)?.addresses.push(address);
  }
  const tunnels = links.filter(({ kind }) => kind === 'vxlan');
  return {
    links,
    defaultRoutes: defaultRoutes(socket, byIndex),
    forwarding: tunnels.flatMap((device) => forwarding(socket, device)),
    neighbours: tunnels.flatMap((device) => neighbours(socket, device)),
  };
}

function defaultRoutes(
  socket: NetlinkSocket,
  links: ReadonlyMap<number, LinkFact>,
): StackFact['defaultRoutes'] {
  return orNone(() => socket.dump(routesRequest(), readDefaultRoute))
    .flat()
    .flatMap(({ index, gateway, metric }) => {
      const device = links.get(index)?.name;
      return device === undefined ? [] : [{ device, ...defined({ gateway, metric }) }];
    });
}

/** The entries that lead to one other host; a group address (where a VXLAN floods) leads to none. */
function forwarding(socket: NetlinkSocket, { index, name }: LinkFact): StackFact['forwarding'] {
  return entries(socket, forwardingRequest(index), index)
    .filter(({ address }) => !isGroup(address))
    .map(({ mac, address, permanent }) => ({ device: name, mac, to: address, permanent }));
}

function neighbours(socket: NetlinkSocket, { index, name }: LinkFact): StackFact['neighbours'] {
  return entries(socket, neighboursRequest(index), index).map(({ address, mac }) => ({
    device: name,
    address,
    mac,
  }));
}

/** Of the device alone: a kernel before 4.20 may tell of others as well. */
function entries(socket: NetlinkSocket, request: Request, device: number) {
  return present(orNone(() => socket.dump(request, readNeighbour))).filter(({ index }) => index === device);
}

/** A table that was never made, or a family that the kernel was built without, is no fault. */
function orNone<T>(dump: () => T[]): T[] {
  try {
    return dump();
  } catch (error) {
    const none: number[] = [errno.noEntry, errno.notSupported];
    if (error instanceof SystemCallError && none.includes(error.errno)) return [];
    throw error;
  }
}

function present<T>(facts: (T | undefined)[]): T[] {
  return facts.filter((fact) => fact !== undefined);
}
