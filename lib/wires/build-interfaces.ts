import { defined } from '../topology/defined.ts';
import type { Interface } from '../topology/model-wires.ts';
import type { StackFact } from './facts.ts';
import type { ListedLink, ListedLinks } from './listed-links.ts';
import { masterOf, switchId, switchPortId } from './masters.ts';
import { followLink, isVeth } from './pairs.ts';
import type { Place } from './stacks.ts';
import { type Switch, type SwitchPort, stateOfPort } from './switches.ts';

/** The interfaces of a host, by id. */
export function buildInterfaces(listed: ListedLinks): Record<string, Interface> {
  const networkOf = networksOfBridges(listed);
  const interfaces: Record<string, Interface> = {};
  for (const one of listed.switches.all) {
    if (!listed.idOf(one.place)) add(interfaces, ofSwitch(listed, one));
    // The others are devices of the kernel: interfaces below, or the ends of endpoints' veth pairs.
    for (const port of one.ports) if (!port.place) add(interfaces, ofPort(listed, port));
  }
  for (const link of listed.links.values()) add(interfaces, ofLink(listed, networkOf, link));
  return interfaces;
}

function add(interfaces: Record<string, Interface>, one: Interface): void {
  interfaces[one.id] = one;
}

function ofLink(
  listed: ListedLinks,
  networkOf: ReadonlyMap<Place, string>,
  { id, where, place, overlay }: ListedLink,
): Interface {
  const { link } = place;
  const { switches, hostId } = listed;
  const bridge = switches.bridgeAt(place);
  return defined({
    id,
    hostId,
    name: link.name,
    place: where,
    kind: bridge ? 'openvswitch' : link.kind,
    networkId: overlay?.id ?? networkOf.get(place),
    index: link.index,
    mtu: link.mtu,
    mac: link.mac || undefined,
    state: link.state,
    addresses: link.addresses,
    masterId: masterOf(listed, place)?.id,
    peerId: peerOf(listed, place),
    bridge: bridge ? filteringOf(bridge) : link.bridge,
    port: portOf(listed, place),
    vxlan: link.vxlan,
    defaultGateway: gatewayOf(place),
  });
}

/** What a port of Open vSwitch's tables alone is: a tunnel, a patch. */
function ofPort(listed: ListedLinks, switchPort: SwitchPort): Interface {
  const { port, of } = switchPort;
  const patch = port.peer === undefined ? undefined : patchNamed(listed, port.peer);
  return defined({
    id: switchPortId(listed, switchPort),
    hostId: listed.hostId,
    name: port.name,
    place: 'openvswitch' as const,
    kind: port.type || 'system',
    mtu: port.mtu,
    mac: port.mac || undefined,
    state: port.up ? 'up' : 'down',
    addresses: [],
    masterId: switchId(listed, of),
    peerId: patch && switchPortId(listed, patch),
    port: tablePort(switchPort),
  });
}

function ofSwitch(listed: ListedLinks, one: Switch): Interface {
  return {
    id: switchId(listed, one),
    hostId: listed.hostId,
    name: one.bridge.name,
    place: 'openvswitch',
    kind: 'openvswitch',
    state: 'unknown',
    addresses: [],
    bridge: filteringOf(one),
  };
}

// Open vSwitch minds VLAN tags on every bridge.
function filteringOf({ bridge }: Switch): NonNullable<Interface['bridge']> {
  return { stp: bridge.stp, vlanFiltering: true };
}

function portOf(listed: ListedLinks, place: Place): Interface['port'] {
  const port = listed.switches.portAt(place);
  return port ? tablePort(port) : place.link.port;
}

function tablePort({ port }: SwitchPort): NonNullable<Interface['port']> {
  return defined({ state: stateOfPort(port), role: port.stp?.role, tag: port.tag });
}

function patchNamed({ switches }: ListedLinks, name: string): SwitchPort | undefined {
  const ports = switches.all.flatMap((one) => one.ports);
  return ports.find(({ port }) => port.type === 'patch' && port.name === name);
}

/** What a link hangs on: a veth's other end as accepted, a VLAN's parent as the kernel says it. */
function peerOf({ wires, idOf }: ListedLinks, place: Place): string | undefined {
  if (isVeth(place)) return idOf(wires.pairs.get(place));
  const there = followLink(wires.stacks, place);
  return 'reason' in there || there === place ? undefined : idOf(there);
}

/** The gateway of the way out, on the one device that it leads through. */
function gatewayOf({ stack, link }: Place): string | undefined {
  const route = stack.host ? wayOut(stack) : undefined;
  return route?.device === link.name ? route.gateway : undefined;
}

/** The default route that counts: of the lowest metric; of several, the first that was read. */
export function wayOut({ defaultRoutes }: StackFact): StackFact['defaultRoutes'][number] | undefined {
  const [first] = [...defaultRoutes].sort((a, b) => (a.metric ?? 0) - (b.metric ?? 0));
  return first;
}

/** Bridges of networks of the driver bridge. */
function networksOfBridges({ wires: { homes, stacks } }: ListedLinks): Map<Place, string> {
  return new Map(
    [...homes].flatMap(([id, { stack, bridges }]) =>
      stack === stacks.host ? bridges.map((place) => [place, id] as const) : [],
    ),
  );
}
