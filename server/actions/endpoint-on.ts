import type { EndpointInspection } from '#server/engine/engine-client.ts';

/**
 * What an inspect told of a container's membership of a network; by its name where the engine gives no id of it: a
 * container that never ran has its networks by name only, and so has every one of Podman's.
 */
export function endpointOn(
  endpoints: readonly EndpointInspection[],
  network: { nativeId: string; name: string },
): EndpointInspection | undefined {
  return endpoints.find(({ networkNativeId, networkName }) =>
    networkNativeId ? networkNativeId === network.nativeId : networkName === network.name,
  );
}
