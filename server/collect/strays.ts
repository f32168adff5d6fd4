import type { NetworkFact } from '#lib/topology/snapshot.ts';

/**
 * While a container joins an overlay, its endpoint is there for a moment (100 ms and more) without being the
 * container's yet: inspect lists it as `ep-<endpoint id>`. One that stays is a real finding (an endpoint that
 * was left behind, or with a key-value store a member on another host), so such members count once they have been
 * there for a while.
 */
export interface Strays {
  /** The network without members that may be gone in a moment. */
  settled(network: NetworkFact, at: number): NetworkFact;
}

export function createStrays(settle: number): Strays {
  const firstSeen = new Map<string, number>();
  let began: number | undefined;
  return {
    settled(network, at) {
      // What is there when reading begins was there before.
      began ??= at;
      const start = began;
      if (!network.members) return network;
      const members = network.members.filter(({ key }) => {
        if (!key.startsWith('ep-')) return true;
        const since = firstSeen.get(key) ?? at;
        firstSeen.set(key, since);
        return since === start || at - since >= settle;
      });
      return members.length === network.members.length ? network : { ...network, members };
    },
  };
}
