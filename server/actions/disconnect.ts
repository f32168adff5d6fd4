import type { DisconnectAction, Result } from '#lib/actions/schema.ts';
import { type Applying, applyOnly } from './applying.ts';
import { nativeIdOf } from './host-access.ts';

/** Takes a container off a network, as the plan says. */
export function applyDisconnect(applying: Applying, action: DisconnectAction): Promise<Result> {
  const { topology, host } = applying;
  const network = nativeIdOf(action.networkId);
  const container = nativeIdOf(action.containerId);
  return applyOnly(applying, async () => {
    const request = {
      network: { nativeId: network, name: topology.networks[action.networkId]?.name ?? network },
      container: { nativeId: container, name: topology.containers[action.containerId]?.name ?? container },
      force: action.force ?? false,
    };
    await host.client
      .disconnect(request)
      .finally(() => host.look({ containers: [container], joined: [network] }));
    return undefined;
  });
}
