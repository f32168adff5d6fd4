import { parseContainerId, parseNetworkId } from '#lib/topology/ids.ts';
import type { Touched } from '#server/collect/touched.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';
import { Failure } from '#server/failure.ts';

/** A host as actions and details use it. */
export interface AccessibleHost {
  id: string;
  client: EngineClient;
  /** Looks at these things at once and publishes what was seen. */
  look(things: Partial<Touched>): Promise<void>;
}

/** Finds the host that an id belongs to. */
export interface HostAccess {
  get(hostId: string): AccessibleHost | undefined;
  /** The host a container is on. Fails if the id is none, or the host is not known. */
  ofContainer(containerId: string): AccessibleHost;
}

export function createHostAccess(hosts: ReadonlyMap<string, AccessibleHost>): HostAccess {
  return {
    get: (hostId) => hosts.get(hostId),
    ofContainer(containerId) {
      const host = hosts.get(parseContainerId(containerId)?.hostId ?? '');
      if (!host) {
        const message = 'This container no longer exists, or its host is not read any more.';
        throw new Failure({ status: 404, code: 'unknown-container', message });
      }
      return host;
    },
  };
}

/** The host with this id. Fails if it is not read any more. */
export function liveHost(hosts: HostAccess, hostId: string): AccessibleHost {
  const host = hosts.get(hostId);
  if (host) return host;
  const message = 'This host is not read any more: add it again.';
  throw new Failure({ status: 404, code: 'unknown-host', message });
}

/** The engine's own id in a container's or network's id. Fails if the id is none. */
export function nativeIdOf(id: string): string {
  const nativeId = (parseContainerId(id) ?? parseNetworkId(id))?.nativeId;
  if (nativeId) return nativeId;
  throw new Failure({ status: 404, code: 'not-found', message: 'There is nothing with this id.' });
}
