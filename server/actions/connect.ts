import { connectRequest } from '#lib/actions/connect.ts';
import type { ConnectAction, Result } from '#lib/actions/schema.ts';
import type { ConnectRequest } from '#server/engine/engine-client.ts';
import { isFailure } from '#server/failure.ts';
import { type Applying, applyOnly } from './applying.ts';
import { nativeIdOf } from './host-access.ts';

/** Joins a container to a network, as the plan says. */
export function applyConnect(applying: Applying, action: ConnectAction): Promise<Result> {
  const { topology, host } = applying;
  const network = nativeIdOf(action.networkId);
  const container = nativeIdOf(action.containerId);
  const request: ConnectRequest = {
    network: { nativeId: network, name: topology.networks[action.networkId]?.name ?? network },
    container: { nativeId: container, name: topology.containers[action.containerId]?.name ?? container },
    ...connectRequest(topology, action),
  };
  return applyOnly(applying, async () => {
    const dropped = await connectPreferring(applying, action, request).finally(() =>
      host.look({ containers: [container], joined: [network] }),
    );
    const wished = [action.ipv4, action.ipv6].filter((address) => address !== undefined);
    if (!dropped && (request.ipv4 ?? request.ipv6 ?? wished[0]) === wished[0]) return undefined;
    const { endpoints } = await host.client.inspectContainer(container);
    const got = endpoints.find(({ networkNativeId }) => networkNativeId === network);
    const addresses = [got?.ipv4, got?.ipv6].filter((address) => address !== undefined);
    return addresses.length > 0
      ? `${wished.join(' and ')} could not be had, it got ${addresses.join(' and ')}`
      : `${wished.join(' and ')} could not be had`;
  });
}

const addressRefusals = new Set(['no-fixed-address', 'address-in-use', 'address-outside']);

/** Connects; where an address is only preferred and refused, without it. Answers whether it was dropped. */
async function connectPreferring(
  { host }: Applying,
  action: ConnectAction,
  request: ConnectRequest,
): Promise<boolean> {
  try {
    await host.client.connect(request);
    return false;
  } catch (error) {
    const addressed = request.ipv4 !== undefined || request.ipv6 !== undefined;
    if (!action.addressPreferred || !addressed || !isFailure(error) || !addressRefusals.has(error.code))
      throw error;
    const { ipv4: _v4, ipv6: _v6, ...rest } = request;
    await host.client.connect(rest);
    return true;
  }
}
