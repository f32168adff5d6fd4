import { isIP } from '../cidr/address.ts';
import type { Host, Topology } from './model.ts';
import { compareText } from './order.ts';

/** Which hosts have an address of their own. */
export type AddressHolders = ReadonlyMap<string, readonly Host[]>;

/** Who has which address, and a text that is the same for the same answer. */
export interface HostAddresses {
  key: string;
  holders: AddressHolders;
}

export const noAddresses: HostAddresses = { key: '', holders: new Map() };

/**
 * The addresses by which hosts reach each other: those that they have in their swarms, and those of their own interfaces,
 * but not what each has for its own containers (bridges of networks) or for itself. The answer is `last` if that is the same.
 */
export function hostAddresses(pieces: readonly Topology[], last: HostAddresses): HostAddresses {
  const all = pieces.flatMap((piece) =>
    Object.values(piece.hosts).map((host) => ({ host, addresses: addressesOf(host, piece.interfaces) })),
  );
  const key = all
    .map(({ host, addresses }) => `${host.id} ${host.swarm?.clusterId} ${host.clusterStore} ${addresses}`)
    .join('\n');
  if (key === last.key) return last;
  const holders = new Map<string, Host[]>();
  for (const { host, addresses } of all) {
    for (const address of addresses) holders.set(address, [...(holders.get(address) ?? []), host]);
  }
  return { key, holders };
}

function addressesOf({ swarm }: Host, interfaces: Topology['interfaces']): readonly string[] {
  const own = interfaceAddresses(interfaces);
  return swarm?.address && !own.includes(swarm.address) ? [...own, swarm.address] : own;
}

const memo = new WeakMap<object, readonly string[]>();

// A map of interfaces is the same object until one of them changes.
function interfaceAddresses(interfaces: Topology['interfaces']): readonly string[] {
  const known = memo.get(interfaces);
  if (known) return known;
  const outward = Object.values(interfaces).filter(({ place, networkId, kind }) => {
    return place === 'host' && networkId === undefined && kind !== 'loopback';
  });
  const addresses = outward.flatMap(({ addresses }) => addresses.map((text) => text.split('/')[0] ?? ''));
  const plain = [...new Set(addresses.filter(isReachable))].sort(compareText);
  memo.set(interfaces, plain);
  return plain;
}

/** An address that another host can mean: not one of a single link. */
function isReachable(address: string): boolean {
  return isIP(address) !== 0 && !/^(127\.|169\.254\.|::1$|fe[89ab])/i.test(address);
}
