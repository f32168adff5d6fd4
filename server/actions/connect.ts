import { connectRequest } from '#lib/actions/connect.ts';
import type { ConnectAction, Result } from '#lib/actions/schema.ts';
import type { ConnectRequest } from '#server/engine/engine-client.ts';
import { isFailure } from '#server/failure.ts';
import { type Applying, applyOnly } from './applying.ts';
import { type AccessibleHost, nativeIdOf } from './host-access.ts';

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
    await connectPreferring(applying, action, request).finally(() =>
      host.look({ containers: [container], joined: [network] }),
    );
    return action.addressPreferred ? await addressInstead(host, action) : undefined;
  });
}

/** What to say where a preferred address could not be had. */
async function addressInstead(host: AccessibleHost, action: ConnectAction): Promise<string | undefined> {
  const network = nativeIdOf(action.networkId);
  const wanted = [action.ipv4, action.ipv6].filter((address) => address !== undefined);
  const endpoints = await inspectEndpoints(host, action);
  // What was done is done, also when it can't be looked at.
  if (!endpoints) return `whether it got ${wanted.join(' and ')} could not be read`;
  const got = endpoints.find(({ networkNativeId }) => networkNativeId === network);
  // A stopped container has no address yet, but may have been promised one.
  const had = new Set([got?.ipv4, got?.ipv6, got?.fixedIpv4, got?.fixedIpv6]);
  const missing = wanted.filter((address) => !had.has(address));
  if (missing.length === 0) return undefined;
  const instead = [got?.ipv4, got?.ipv6].filter((address) => address !== undefined);
  const now = instead.length > 0 ? `it got ${instead.join(' and ')}` : 'it gets another when it starts';
  return `${missing.join(' and ')} could not be had, ${now}`;
}

async function inspectEndpoints(host: AccessibleHost, action: ConnectAction) {
  try {
    return (await host.client.inspectContainer(nativeIdOf(action.containerId))).endpoints;
  } catch (error) {
    if (isFailure(error)) return undefined;
    throw error;
  }
}

const addressRefusals = new Set(['no-fixed-address', 'address-in-use', 'address-outside']);

/** Connects; where an address is only preferred and refused, without it. */
async function connectPreferring(
  { host }: Applying,
  action: ConnectAction,
  request: ConnectRequest,
): Promise<void> {
  try {
    await host.client.connect(request);
  } catch (error) {
    const addressed = request.ipv4 !== undefined || request.ipv6 !== undefined;
    if (!action.addressPreferred || !addressed || !isFailure(error) || !addressRefusals.has(error.code))
      throw error;
    const { ipv4: _v4, ipv6: _v6, ...rest } = request;
    await host.client.connect(rest);
  }
}
