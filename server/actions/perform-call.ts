import type { Call, ConnectCall, CreateCall, DisconnectCall, RemoveCall } from '#lib/actions/call.ts';
import { isFailure } from '#server/failure.ts';
import { endpointOn } from './endpoint-on.ts';
import type { AccessibleHost } from './host-access.ts';

/** What came of a call beyond its being done. */
export interface CallResult {
  /** What there is to say, as the end of a sentence. */
  more?: string;
  /** The engine's id of what was made. */
  nativeId?: string;
}

/** Makes one call of one engine and looks at once at what it touched, also when it failed. */
export async function performCall(host: AccessibleHost, call: Call): Promise<CallResult> {
  switch (call.kind) {
    case 'connect':
      return performConnect(host, call);
    case 'disconnect':
      return performDisconnect(host, call);
    case 'create-network':
      return performCreate(host, call);
    case 'remove-network':
      return performRemove(host, call);
  }
}

async function performDisconnect(host: AccessibleHost, call: DisconnectCall): Promise<CallResult> {
  const { network, container, force } = call;
  await host.client
    .disconnect({ network, container, force })
    .finally(() => host.look({ containers: [container.nativeId], joined: [network.nativeId] }));
  return {};
}

async function performCreate(host: AccessibleHost, { spec }: CreateCall): Promise<CallResult> {
  const nativeId = await host.client.createNetwork(spec);
  await host.look({ networks: [nativeId] });
  return { nativeId };
}

async function performRemove(host: AccessibleHost, { network }: RemoveCall): Promise<CallResult> {
  await host.client.removeNetwork(network).finally(() => host.look({ networks: [network.nativeId] }));
  return {};
}

async function performConnect(host: AccessibleHost, call: ConnectCall): Promise<CallResult> {
  await connectPreferring(host, call).finally(() =>
    host.look({ containers: [call.container.nativeId], joined: [call.network.nativeId] }),
  );
  const more = call.addressPreferred ? await addressInstead(host, call) : undefined;
  return more ? { more } : {};
}

const addressRefusals = new Set(['no-fixed-address', 'address-in-use', 'address-outside']);

/** Connects; where an address is only preferred and refused, without it. */
async function connectPreferring(host: AccessibleHost, call: ConnectCall): Promise<void> {
  const { kind: _, hostId: _host, addressPreferred, wished: _wished, ...request } = call;
  try {
    await host.client.connect(request);
  } catch (error) {
    const addressed = call.ipv4 !== undefined || call.ipv6 !== undefined;
    if (!addressPreferred || !addressed || !isFailure(error) || !addressRefusals.has(error.code)) throw error;
    const { ipv4: _v4, ipv6: _v6, ...rest } = request;
    await host.client.connect(rest);
  }
}

/** What to say where a preferred address could not be had. */
async function addressInstead(host: AccessibleHost, call: ConnectCall): Promise<string | undefined> {
  const wanted = [call.ipv4, call.ipv6, ...call.wished].filter((address) => address !== undefined);
  const endpoints = await inspectEndpoints(host, call);
  // What was done is done, also when it can't be looked at.
  if (!endpoints) return `whether it got ${wanted.join(' and ')} could not be read`;
  const got = endpointOn(endpoints, call.network);
  // A stopped container has no address yet, but may have been promised one.
  const had = new Set([got?.ipv4, got?.ipv6, got?.fixedIpv4, got?.fixedIpv6]);
  const missing = wanted.filter((address) => !had.has(address));
  if (missing.length === 0) return undefined;
  const instead = [got?.ipv4, got?.ipv6].filter((address) => address !== undefined);
  const now = instead.length > 0 ? `it got ${instead.join(' and ')}` : 'it gets another when it starts';
  return `${missing.join(' and ')} could not be had, ${now}`;
}

async function inspectEndpoints(host: AccessibleHost, { container }: ConnectCall) {
  try {
    return (await host.client.inspectContainer(container.nativeId)).endpoints;
  } catch (error) {
    if (isFailure(error)) return undefined;
    throw error;
  }
}
