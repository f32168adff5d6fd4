import type { NetworkFact, ServiceFact, SwarmFact } from '#lib/topology/snapshot.ts';
import type { EngineClient, EngineInfo, Listing, Warning } from '#server/engine/engine-client.ts';
import { isFailure } from '#server/failure.ts';
import { isTracked } from './host-facts.ts';
import { mapLimited } from './map-limited.ts';
import { isDenied, notPermitted } from './permission.ts';

const inspectsAtATime = 6;

/**
 * Inspects the networks of a list whose members and peers the lists don't tell. One that can't be inspected
 * keeps what was known of it, with a warning: it must not cost the host its picture.
 */
export async function readTracked(
  client: EngineClient,
  listed: readonly NetworkFact[],
  known: readonly NetworkFact[],
): Promise<Listing<NetworkFact>> {
  const warnings: Warning[] = [];
  let denied = false;
  const lastOf = (network: NetworkFact): NetworkFact => {
    const { stale: _, ...last } = known.find(({ nativeId }) => nativeId === network.nativeId) ?? network;
    return last;
  };
  const items = await mapLimited(listed, inspectsAtATime, async (network): Promise<NetworkFact[]> => {
    if (!isTracked(network)) return [network];
    try {
      const { fact } = await client.inspectNetwork(network.nativeId);
      return [fact];
    } catch (error) {
      if (!isFailure(error)) throw error;
      // Gone since the list was made; or its key-value store has ceased to answer, which the next list tells.
      const isGlobal = network.scope === 'global';
      if (error.code === 'no-such-network' && !isGlobal) return [];
      if (error.code === 'no-such-network') return [lastOf(network)];
      if (isDenied(error)) denied = true;
      else {
        warnings.push({
          code: 'unread-network',
          message: `The members of ${network.name} can't be read: ${error.message}`,
        });
      }
      return [lastOf(network)];
    }
  });
  // Said once, not once for each.
  if (denied) warnings.push(notPermitted('members'));
  return { items: items.flat(), warnings };
}

/** Reads `/info`; an engine that keeps it from us (some socket proxies do) can be drawn without. */
export async function readInfo(
  client: EngineClient,
  last: EngineInfo | undefined,
): Promise<{ value: EngineInfo; warnings: Warning[] }> {
  try {
    return { value: await client.info(), warnings: [] };
  } catch (error) {
    if (!isFailure(error)) throw error;
    const value = last ?? { version: '', drivers: [], rootless: false };
    if (isDenied(error)) return { value, warnings: [notPermitted('info')] };
    const message = `Drivers and swarm of this host are not known: ${error.message}`;
    return { value, warnings: [{ code: 'no-info', message }] };
  }
}

/** Reads a manager's services; what can't be read keeps what was known, with a warning. */
export async function readServices(
  client: EngineClient,
  swarm: SwarmFact | undefined,
  known: ServiceFact[] | undefined,
): Promise<{ services?: ServiceFact[]; warnings: Warning[] }> {
  if (swarm?.role !== 'manager') return { warnings: [] };
  try {
    return { services: await client.services(), warnings: [] };
  } catch (error) {
    if (!isFailure(error)) throw error;
    if (isDenied(error)) return { warnings: [notPermitted('services')] };
    const message = `The services of the swarm can't be read: ${error.message}`;
    return { ...(known ? { services: known } : {}), warnings: [{ code: 'unread-services', message }] };
  }
}
