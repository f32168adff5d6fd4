import { isUp } from '#lib/topology/container-state.ts';
import type { ContainerFact, NetworkFact } from '#lib/topology/snapshot.ts';
import type { EngineClient, Warning } from '#server/engine/engine-client.ts';
import { isFailure } from '#server/failure.ts';

/** A host's networks when its engine keeps some of them in a key-value store. */
export interface StoreReply {
  /** What the engine lists, and what it would if its store answered, as last known. */
  networks: NetworkFact[];
  warnings: Warning[];
  /** The store does not answer, or has lost what it held. */
  silent: boolean;
}

export interface StoreRequest {
  /** What the engine calls its store; undefined if it has none. */
  clusterStore: string | undefined;
  listed: NetworkFact[];
  containers: readonly ContainerFact[];
  /** The networks of the last picture. */
  known: readonly NetworkFact[];
  /** Whether the store was silent the last time. */
  silent: boolean;
}

interface Lost {
  containerId: string;
  networkId: string;
  name: string;
}

/**
 * An engine whose key-value store does not answer says no word of it: it lists, and finds, no network of scope global
 * any more, as if they had been removed (20.10, with etcd killed at once, with etcd frozen after 3 and 15 s). But no
 * network is removed while something is attached to it, so a running container on one that is not listed tells that
 * the store is silent. Then the last known stay, until the engine lists any again. Where nothing runs on such networks
 * nobody can tell.
 */
export async function readStoreNetworks(client: EngineClient, request: StoreRequest): Promise<StoreReply> {
  const { clusterStore, listed, containers, known, silent } = request;
  const ids = new Set(listed.map(({ nativeId }) => nativeId));
  const lost = clusterStore === undefined ? [] : lostBy(containers, ids, known);
  const [first] = lost;
  // Both lists are asked for at once: what was made or removed meanwhile is no sign of anything.
  const isSilent = first
    ? silent || (await isLost(client, first))
    : silent && !listed.some(({ scope }) => scope === 'global');
  if (!isSilent) return { networks: listed, warnings: [], silent: false };
  const kept = known.filter(({ scope, nativeId }) => scope === 'global' && !ids.has(nativeId));
  const names = [...new Set([...kept, ...lost].map(({ name }) => name))].sort().join(', ');
  return {
    networks: [...listed, ...kept.map((network) => ({ ...network, stale: true }))],
    warnings: [
      {
        code: 'store-silent',
        message: `Its key-value store (${clusterStore}) does not answer, or has lost its data: the engine does not list ${names} any more. What Patchbay knows of them is shown as it was last. Bring the store back: until then nothing can be connected to them, or started on them.`,
      },
    ],
    silent: true,
  };
}

/** Running containers' endpoints on networks that are not listed. */
function lostBy(
  containers: readonly ContainerFact[],
  listed: ReadonlySet<string>,
  known: readonly NetworkFact[],
): Lost[] {
  const others = new Set(known.filter(({ scope }) => scope !== 'global').map(({ nativeId }) => nativeId));
  return containers
    .filter(({ state }) => isUp(state))
    .flatMap(({ nativeId, attachments }) =>
      attachments
        .filter(({ endpointId, networkNativeId }) => endpointId !== '' && networkNativeId !== '')
        .map(({ networkNativeId, networkName }) => ({
          containerId: nativeId,
          networkId: networkNativeId,
          name: networkName,
        })),
    )
    .filter(({ networkId }) => !listed.has(networkId) && !others.has(networkId));
}

/** Asks anew, in this order: the network is not there, and then the container is still attached to it. */
async function isLost(client: EngineClient, { networkId, containerId }: Lost): Promise<boolean> {
  try {
    await client.inspectNetwork(networkId);
    return false;
  } catch (error) {
    // An engine that waits for a frozen store is too late to say that it finds nothing.
    if (!isFailure(error)) throw error;
  }
  try {
    const { attachments, state } = (await client.inspectContainer(containerId)).fact;
    return (
      isUp(state) && attachments.some((one) => one.networkNativeId === networkId && one.endpointId !== '')
    );
  } catch (error) {
    if (!isFailure(error)) throw error;
    return false;
  }
}
