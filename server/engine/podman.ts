import { isIP } from '#lib/cidr/address.ts';
import type { ContainerFact, NetworkFact } from '#lib/topology/snapshot.ts';
import { mapLimited } from '#server/collect/map-limited.ts';
import { isFailure } from '#server/failure.ts';
import type { ContainerInspection, Listing, NetworkInspection, Warning } from './engine-client.ts';

/** Puts right what Podman's Docker-compatible API (4.3.1) says differently. */
export interface PodmanReplies {
  networks(listing: Listing<NetworkFact>): Listing<NetworkFact>;
  containers(listing: Listing<ContainerFact>): Promise<Listing<ContainerFact>>;
  network(inspection: NetworkInspection): NetworkInspection;
  inspection(inspection: ContainerInspection): ContainerInspection;
}

const inspectsAtATime = 6;

/**
 * `inspect` asks for a container as Podman tells it. Podman's list does not say how a container is networked; that
 * never changes in a container's life, so each is asked once.
 */
export function createPodmanReplies(inspect: (id: string) => Promise<ContainerInspection>): PodmanReplies {
  let modes = new Map<string, string>();

  return {
    networks: ({ items, warnings }) => ({ items: items.map(withoutNilGateway), warnings }),
    network: (inspection) => ({
      ...inspection,
      fact: { ...inspection.fact, ...withoutNilGateway(inspection.fact) },
    }),
    async containers(listing) {
      const warnings: Warning[] = [...listing.warnings];
      const known = new Map<string, string>();
      const items = await mapLimited(
        listing.items,
        inspectsAtATime,
        async (listed): Promise<ContainerFact[]> => {
          try {
            const mode = modes.get(listed.nativeId) ?? (await inspect(listed.nativeId)).fact.networkMode;
            known.set(listed.nativeId, mode);
            return [corrected({ ...listed, networkMode: mode })];
          } catch (error) {
            if (!isFailure(error)) throw error;
            if (error.code === 'no-such-container') return [];
            const message = `How ${listed.name} is networked can't be read: ${error.message}`;
            warnings.push({ code: 'unread-container', message });
            return [corrected(listed)];
          }
        },
      );
      modes = known;
      return { items: items.flat(), warnings };
    },
    inspection: (inspection) => ({
      ...inspection,
      fact: corrected(inspection.fact),
      endpoints: inspection.endpoints.map((endpoint) => renamed(endpoint)),
    }),
  };
}

function corrected(fact: ContainerFact): ContainerFact {
  // One that shares another's stack repeats that one's ports.
  const ports = fact.networkMode.startsWith('container:') ? [] : fact.ports;
  return { ...fact, ports, attachments: fact.attachments.map((attachment) => renamed(attachment)) };
}

/**
 * Podman gives a network's name in place of its id, which says no more than the name does. It lists its default
 * network as `bridge`, and calls it `podman` everywhere else.
 */
function renamed<T extends { networkName: string; networkNativeId: string }>(part: T): T {
  if (part.networkNativeId !== part.networkName) return part;
  return {
    ...part,
    networkName: part.networkName === 'podman' ? 'bridge' : part.networkName,
    networkNativeId: '',
  };
}

/** An internal network has the gateway `<nil>`. */
function withoutNilGateway(network: NetworkFact): NetworkFact {
  const subnets = network.ipam.subnets.map(({ gateway, ...subnet }) =>
    gateway !== undefined && isIP(gateway) ? { ...subnet, gateway } : subnet,
  );
  return { ...network, ipam: { ...network.ipam, subnets } };
}
