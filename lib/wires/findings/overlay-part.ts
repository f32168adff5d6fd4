import { containerWord } from '../../actions/cli.ts';
import { isUp } from '../../topology/container-state.ts';
import { defined } from '../../topology/defined.ts';
import type { Endpoint, Network, Topology } from '../../topology/model.ts';
import { shortName } from '../../topology/short-name.ts';
import type { HostReading } from '../../topology/snapshot.ts';
import type { StackFact } from '../facts.ts';
import { shown } from './finding.ts';
import { type HostView, overlayInterface } from './host-view.ts';

/** What one host knows of a swarm's overlay, in a form that is compared with what the others know. */
export interface OverlayPart {
  hostId: string;
  hostName: string;
  /** Two entries for one engine say the same. */
  nodeId: string;
  network: Pick<Network, 'id' | 'nativeId' | 'name'>;
  /** The address by which the swarm knows the host. */
  address: string;
  /** All addresses of the host, where its links are read. */
  addresses: string[];
  /** The swarm addresses of the hosts on it, as the engine lists them; none if it was not asked. */
  peers: string[];
  /** The members on this host; absent where not all of them are known, or not their MAC addresses. */
  members?: OverlayMember[];
  wires?: OverlayWires;
}

export interface OverlayMember {
  id: string;
  name: string;
  mac: string;
  addresses: string[];
  /** Set for a running container: how a command on its host names it. */
  running?: string;
}

/** Its namespace on the host. */
export interface OverlayWires {
  handle: string;
  /** Its VXLAN device, or the network where that is no thing of the topology. */
  vxlanId: string;
  device: string;
  /** Absent where the reader can't tell (sysfs): none is not the same as unknown. */
  forwarding?: StackFact['forwarding'];
  neighbours: StackFact['neighbours'];
}

/** The parts of a host that is live; `view` is of its links, if they are. */
export function overlayParts(
  reading: HostReading,
  built: Topology,
  view: HostView | undefined,
): OverlayPart[] {
  const host = built.hosts[reading.id];
  const { snapshot } = reading;
  if (!host?.swarm || !snapshot || reading.status !== 'live') return [];
  const { swarm } = host;
  const facts = new Map(snapshot.networks.map((fact) => [fact.nativeId, fact]));
  const networks = Object.values(built.networks).filter(
    ({ driver, scope, stale }) => driver === 'overlay' && scope === 'swarm' && !stale,
  );
  const attached = Map.groupBy(
    Object.values(built.endpoints).filter((endpoint) => endpoint.attached && endpoint.role !== 'remote'),
    ({ networkId }) => networkId,
  );
  const addresses = view?.wires.stacks.host?.links.flatMap((link) =>
    link.kind === 'loopback' ? [] : link.addresses.flatMap((address) => address.split('/')[0] ?? []),
  );
  return networks.map(({ id, nativeId, name }) => {
    const fact = facts.get(nativeId);
    const wires = view && wiresOfOverlay(view, id);
    return {
      hostId: host.id,
      hostName: shown(host.name),
      nodeId: swarm.nodeId,
      network: { id, nativeId, name: shown(name) },
      address: swarm.address,
      addresses: [...new Set([swarm.address, ...(addresses ?? [])])],
      peers: fact?.peers ?? [],
      ...(fact?.members ? defined({ members: membersOf(built, attached.get(id) ?? []) }) : {}),
      ...(wires ? { wires } : {}),
    };
  });
}

/** Undefined where one has no MAC address: then it is unknown whose one is. */
function membersOf(built: Topology, endpoints: readonly Endpoint[]): OverlayMember[] | undefined {
  const members = endpoints.flatMap(({ id, mac, ipv4, ipv6, containerId, name }): OverlayMember[] => {
    if (!mac) return [];
    const container = containerId === undefined ? undefined : built.containers[containerId];
    const isRunning = container && isUp(container.state) && container.state !== 'restarting';
    return [
      {
        id,
        name: shown(container ? shortName(container) : (name ?? id)),
        mac: mac.toLowerCase(),
        addresses: [ipv4, ipv6].filter((address) => address !== undefined),
        ...(isRunning ? { running: containerWord(built, container) } : {}),
      },
    ];
  });
  return members.length === endpoints.length ? members : undefined;
}

function wiresOfOverlay(view: HostView, networkId: string): OverlayWires | undefined {
  const overlay = view.overlays.find(({ network }) => network.id === networkId);
  const vxlan = overlay?.vxlans[0];
  // One device for each subnet: which entry should be on which is not looked at.
  if (!overlay || !vxlan || overlay.vxlans.length > 1) return undefined;
  const { forwarding, neighbours } = overlay.stack;
  const isIts = ({ device }: { device: string }) => device === vxlan.link.name;
  return {
    handle: overlay.handle,
    vxlanId: overlayInterface(view, overlay, vxlan),
    device: vxlan.link.name,
    ...(view.wires.facts.reader === 'sysfs' ? {} : { forwarding: forwarding.filter(isIts) }),
    neighbours: neighbours.filter(isIts),
  };
}
