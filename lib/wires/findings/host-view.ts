import { isUp } from '../../topology/container-state.ts';
import { entityOf } from '../../topology/entity-of.ts';
import { interfaceId } from '../../topology/ids.ts';
import type { Container, Endpoint, Host, Network, Topology } from '../../topology/model.ts';
import { shortName } from '../../topology/short-name.ts';
import type { HostReading, Snapshot } from '../../topology/snapshot.ts';
import type { Place, Stacks } from '../stacks.ts';
import { type Wires, wiresOf } from '../wires-of.ts';
import { shown } from './finding.ts';

/** One host whose engine and whose links are both known as they are now: what the rules look at. */
export interface HostView {
  host: Host;
  /** The host's own piece of the topology, with what its links tell. */
  built: Topology;
  snapshot: Snapshot;
  wires: Wires;
  /** Networks that have a bridge in the host's own namespace, which was read. */
  bridges: readonly BridgeView[];
  /** Overlays that have a namespace on the host, which was read. */
  overlays: readonly OverlayView[];
  networkOf(endpoint: Endpoint): Network | undefined;
  containerOf(endpoint: Endpoint): Container | undefined;
}

/** A network and its wires on one host. */
interface NetworkView {
  network: Network;
  /** The endpoints that are on it here, at this moment. */
  endpoints: readonly Endpoint[];
}

export interface BridgeView extends NetworkView {
  bridge: Place;
  ports: readonly Place[];
}

export interface OverlayView extends NetworkView {
  stack: Place['stack'];
  /** The engine's name of its namespace. */
  handle: string;
  bridge: Place | undefined;
  ports: readonly Place[];
  vxlans: readonly Place[];
}

/** Undefined where the engine or the links are not known as they are now: that makes no findings. */
export function viewOf(reading: HostReading, built: Topology): HostView | undefined {
  const host = entityOf(built.hosts, reading.id);
  const { snapshot, wires } = reading;
  if (!host || !snapshot || reading.status !== 'live') return undefined;
  if (wires?.status.state !== 'live') return undefined;
  const known = wiresOf(wires, built);
  if (!known) return undefined;

  const attached = Map.groupBy(
    Object.values(built.endpoints).filter((endpoint) => endpoint.attached && endpoint.role !== 'remote'),
    ({ networkId }) => networkId,
  );
  const networks = Object.values(built.networks)
    .filter(({ stale, configOnly }) => !stale && !configOnly)
    .map((network) => ({ network, endpoints: attached.get(network.id) ?? [] }));
  return {
    ...{ host, built, snapshot, wires: known },
    bridges: networks.flatMap((network) => bridgeView(known, network)),
    overlays: networks.flatMap((network) => overlayView(known, network)),
    networkOf: ({ networkId }) => entityOf(built.networks, networkId),
    containerOf: ({ containerId }) =>
      containerId === undefined ? undefined : entityOf(built.containers, containerId),
  };
}

function bridgeView({ stacks, homes }: Wires, view: NetworkView): BridgeView[] {
  const bridge = view.network.driver === 'bridge' ? homes.get(view.network.id)?.bridges[0] : undefined;
  return bridge ? [{ ...view, bridge, ports: portsOf(stacks, bridge) }] : [];
}

function overlayView({ stacks, homes }: Wires, view: NetworkView): OverlayView[] {
  const home = view.network.driver === 'overlay' ? homes.get(view.network.id) : undefined;
  const handle = home?.stack.handles.find((name) => name.endsWith(`-${view.network.nativeId.slice(0, 10)}`));
  if (!home || handle === undefined) return [];
  const places = stacks.placesIn(home.stack);
  const bridge = home.bridges[0];
  const vxlans = places.filter(({ link }) => link.kind === 'vxlan');
  const ports = bridge ? portsOf(stacks, bridge) : [];
  return [{ ...view, stack: home.stack, handle, bridge, ports, vxlans }];
}

function portsOf(stacks: Stacks, bridge: Place): Place[] {
  return stacks.placesIn(bridge.stack).filter(({ link }) => link.master === bridge.link.index);
}

/** An endpoint of a container that has a live network stack and is not about to begin or end. */
export function isRunning(view: HostView, endpoint: Endpoint): boolean {
  const container = view.containerOf(endpoint);
  return (
    endpoint.attached && container !== undefined && isUp(container.state) && container.state !== 'restarting'
  );
}

/** What people call an endpoint's member. */
export function memberName(view: HostView, endpoint: Endpoint): string {
  const container = view.containerOf(endpoint);
  return shown(container ? shortName(container) : (endpoint.name ?? endpoint.id));
}

/** A link of the host's own namespace as a thing of the topology; what stands for it where it is none. */
export function hostInterface(view: HostView, { link }: Place, otherwise: string): string {
  return interfaceOr(view, interfaceId(view.host.id, 'host', link.index), otherwise);
}

export function overlayInterface(view: HostView, { network }: OverlayView, { link }: Place): string {
  return interfaceOr(view, interfaceId(view.host.id, network.nativeId, link.index), network.id);
}

function interfaceOr(view: HostView, id: string, otherwise: string): string {
  return Object.hasOwn(view.built.interfaces, id) ? id : otherwise;
}
