import { defined } from './defined.ts';
import { type AddressHolders, type HostAddresses, hostAddresses, noAddresses } from './host-addresses.ts';
import { parseNetworkId, tunnelId } from './ids.ts';
import { isWithin } from './is-within.ts';
import type { Network, Topology } from './model.ts';
import type { Tunnel } from './model-wires.ts';
import { reuseEntries } from './reuse.ts';

type Tunnels = Record<string, Tunnel>;

/** One host's tunnels, and what they were made from. */
interface Settled {
  sources: readonly object[];
  tunnels: Tunnels;
}

/** The tunnels of all hosts, by host id, and what they were made from. */
export interface TunnelParts {
  addresses: HostAddresses;
  byHost: ReadonlyMap<string, Settled>;
}

export const noTunnels: TunnelParts = { addresses: noAddresses, byHost: new Map() };

/**
 * The tunnels of each host: those that its kernel has, and for each overlay those to the other hosts that engines list,
 * whose kernels may not be read. What both tell of is one tunnel. What is made from the same as in `last` is that object.
 */
export function settleTunnels(
  pieces: readonly Topology[],
  shared: Readonly<Record<string, Network>>,
  last: TunnelParts,
): TunnelParts {
  const addresses = hostAddresses(pieces, last.addresses);
  const declared = declaredByHost(shared);
  const byHost = new Map<string, Settled>();
  for (const { hosts, tunnels: observed } of pieces) {
    for (const hostId of Object.keys(hosts)) {
      const parts = [...(declared.get(hostId) ?? []), observed];
      byHost.set(hostId, settle(parts, addresses.holders, last.byHost.get(hostId)));
    }
  }
  return { addresses, byHost };
}

function settle(parts: readonly Tunnels[], holders: AddressHolders, former: Settled | undefined): Settled {
  const sources = [holders, ...parts];
  if (former && sameItems(sources, former.sources)) return former;
  const all = Object.values<Tunnel>(Object.assign({}, ...parts)).map((tunnel) => {
    const hostId = farHost(tunnel, holders);
    return hostId === undefined ? tunnel : { ...tunnel, to: { ...tunnel.to, hostId } };
  });
  const tunnels = byId(withoutRepeated(all));
  return { sources, tunnels: former ? reuseEntries(former.tunnels, tunnels) : tunnels };
}

/** A swarm may carry its overlays between other addresses (`--data-path-addr`) than those which its engines list. */
function withoutRepeated(tunnels: readonly Tunnel[]): Tunnel[] {
  const endsOf = ({ networkId, to }: Tunnel) => to.hostId && networkId && `${networkId} ${to.hostId}`;
  const observed = new Set(tunnels.filter(({ source }) => source === 'observed').map(endsOf));
  return tunnels.filter((tunnel) => {
    const ends = endsOf(tunnel);
    return tunnel.source === 'observed' || ends === undefined || !observed.has(ends);
  });
}

function byId(tunnels: readonly Tunnel[]): Tunnels {
  return Object.fromEntries(tunnels.map((tunnel) => [tunnel.id, tunnel]));
}

function sameItems(a: readonly object[], b: readonly object[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** The one host of ours that has the address at the far end; of an overlay, within its cluster or store. */
function farHost({ networkId, from, to }: Tunnel, holders: AddressHolders): string | undefined {
  const ref = networkId === undefined ? undefined : parseNetworkId(networkId);
  const all = holders.get(to.address) ?? [];
  const [first, ...others] = ref && ref.scope !== 'local' ? all.filter((host) => isWithin(host, ref)) : all;
  return first && others.length === 0 && first.id !== from.hostId ? first.id : undefined;
}

function declaredByHost(shared: Readonly<Record<string, Network>>): Map<string, Tunnels[]> {
  const byHost = new Map<string, Tunnels[]>();
  for (const network of Object.values(shared)) {
    for (const [hostId, tunnels] of declaredTunnels(network)) {
      byHost.set(hostId, [...(byHost.get(hostId) ?? []), tunnels]);
    }
  }
  return byHost;
}

const memo = new WeakMap<Network, ReadonlyMap<string, Tunnels>>();

/**
 * Their number grows with the square of the peers', of which a large swarm's ingress has hundreds: there the
 * network's own list of peers has to do.
 */
const mostPeers = 24;

/** Of an overlay: from each host of ours that is one of its peers to each other peer. */
function declaredTunnels(network: Network): ReadonlyMap<string, Tunnels> {
  const known = memo.get(network);
  if (known) return known;
  const made = new Map<string, Tunnels>();
  const isTold = network.driver === 'overlay' && network.peers.length <= mostPeers;
  for (const near of isTold ? network.peers : []) {
    if (near.hostId === undefined || !network.hostIds.includes(near.hostId)) continue;
    const from = { hostId: near.hostId, address: near.address };
    const tunnels = network.peers
      .filter(({ address }) => address !== near.address)
      .map(({ address }): Tunnel => {
        const id = tunnelId(from.hostId, 'vxlan', network.nativeId, address);
        const ends = { from, to: { address } };
        return defined({
          id,
          kind: 'vxlan',
          networkId: network.id,
          ...ends,
          key: network.vni,
          source: 'declared' as const,
        });
      });
    made.set(near.hostId, byId(tunnels));
  }
  memo.set(network, made);
  return made;
}
