import type { ContainerFact, NetworkFact } from '#lib/topology/snapshot.ts';
import type { Warning } from '#server/engine/engine-client.ts';
import { type Listed, layOver, type RecentFact, stillRecent } from './recent.ts';
import { createStrays } from './strays.ts';

/** What is known of one host's networks and containers, put together from lists and inspects. */
export interface HostFacts {
  list(reply: ListReply): void;
  network(nativeId: string, entry: RecentFact<NetworkFact>): void;
  container(nativeId: string, entry: RecentFact<ContainerFact>): void;
  networks(): NetworkFact[];
  containers(): ContainerFact[];
  warnings(): Warning[];
  /** Whether a member of the last list is left out because it may be gone in a moment. */
  isHoldingBack(): boolean;
}

interface ListReply {
  /** When the lists were asked for. */
  at: number;
  /** The tracked ones with their members. */
  networks: NetworkFact[];
  containers: ContainerFact[];
  warnings: Warning[];
}

/**
 * Whether a network's members must be asked for one by one: containers don't list what joins these (gateways
 * of overlays, load balancers, members on other hosts), nor do they name the overlay's peers.
 */
export function isTracked(network: NetworkFact): boolean {
  return network.driver === 'overlay' || network.scope !== 'local' || network.name === 'docker_gwbridge';
}

export function createHostFacts(settle: number): HostFacts {
  let listedNetworks: Listed<NetworkFact> = { at: Number.NEGATIVE_INFINITY, facts: [] };
  let listedContainers: Listed<ContainerFact> = { at: Number.NEGATIVE_INFINITY, facts: [] };
  let recentNetworks = new Map<string, RecentFact<NetworkFact>>();
  let recentContainers = new Map<string, RecentFact<ContainerFact>>();
  let warnings: Warning[] = [];
  let holdsBack = false;
  const strays = createStrays(settle);

  return {
    list(reply) {
      const settled = reply.networks.map((network) => strays.settled(network, reply.at));
      holdsBack = settled.some((network, position) => network !== reply.networks[position]);
      listedNetworks = { at: reply.at, facts: settled };
      listedContainers = { at: reply.at, facts: reply.containers };
      warnings = reply.warnings;
      recentNetworks = stillRecent(recentNetworks, reply.at, settle);
      recentContainers = stillRecent(recentContainers, reply.at, settle);
    },
    network(nativeId, { at, fact }) {
      if (isOlder(at, recentNetworks.get(nativeId))) return;
      // The members of ordinary networks are known from the containers, always at the same moment as these.
      if (fact === 'gone') recentNetworks.set(nativeId, { at, fact });
      else {
        const kept = isTracked(fact) ? strays.settled(fact, at) : withoutMembers(fact);
        recentNetworks.set(nativeId, { at, fact: kept });
      }
    },
    container(nativeId, { at, fact }) {
      if (isOlder(at, recentContainers.get(nativeId))) return;
      const known = listedContainers.facts.find((listed) => listed.nativeId === nativeId);
      // The list writes an id for an image whose tag has moved on; an inspect goes on naming the tag.
      const kept = fact === 'gone' || !known ? fact : { ...fact, image: known.image };
      recentContainers.set(nativeId, { at, fact: kept });
    },
    networks: () => layOver(listedNetworks, recentNetworks, settle),
    containers: () => layOver(listedContainers, recentContainers, settle),
    warnings: () => warnings,
    isHoldingBack: () => holdsBack,
  };
}

/** An inspect that was under way when something newer was told must not undo it: the container was removed since. */
function isOlder(at: number, known: RecentFact<unknown> | undefined): boolean {
  return known !== undefined && at < known.at;
}

function withoutMembers({ members: _, ...fact }: NetworkFact): NetworkFact {
  return fact;
}
