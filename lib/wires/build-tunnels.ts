import { isIP } from '../cidr/address.ts';
import { type NumericSubnet, parseAddress, parseSubnet } from '../cidr/numbers.ts';
import { defined } from '../topology/defined.ts';
import { parseNetworkId, tunnelId } from '../topology/ids.ts';
import type { Host } from '../topology/model.ts';
import type { Tunnel } from '../topology/model-wires.ts';
import { bridgedNetworks } from './bridged-networks.ts';
import { wayOut } from './build-interfaces.ts';
import type { LinkFact, StackFact } from './facts.ts';
import type { ListedLink, ListedLinks } from './listed-links.ts';
import { switchPortId } from './masters.ts';
import type { Place } from './stacks.ts';

/** What a tunnel is, before it is known whose the address at its far end is. */
interface Found {
  kind: string;
  of: string;
  networkId: string | undefined;
  interfaceId: string;
  local: string | undefined;
  remote: string;
  key: number | undefined;
  endpoints?: number;
  mtu: number | undefined;
  blocked?: boolean | undefined;
}

/** The tunnels that a host's kernel and its Open vSwitch have, by id. */
export function buildTunnels(host: Host, listed: ListedLinks): Record<string, Tunnel> {
  const { stacks } = listed.wires;
  const nearAddress = nearAddresses(stacks.host);
  const tunnels: Record<string, Tunnel> = {};
  for (const { of, local, remote, ...rest } of foundTunnels(listed)) {
    const isSwarms = parseNetworkId(rest.networkId ?? '')?.scope === 'swarm';
    const swarmAddress = isSwarms ? host.swarm?.address : undefined;
    const id = tunnelId(host.id, rest.kind, of, remote);
    tunnels[id] ??= defined({
      id,
      ...rest,
      from: { hostId: host.id, address: local ?? (swarmAddress || nearAddress(remote)) },
      to: { address: remote },
      source: 'observed' as const,
    });
  }
  return tunnels;
}

function foundTunnels(listed: ListedLinks): Found[] {
  const links = [...listed.links.values()];
  const overlays = Map.groupBy(
    links.filter(({ overlay }) => overlay),
    ({ overlay }) => overlay?.nativeId ?? '',
  );
  const own = links.filter(({ where }) => where === 'host');
  const networkOf = bridgedNetworks(listed);
  return [
    ...[...overlays].flatMap(([nativeId, inner]) =>
      vxlanTunnels(nativeId, inner, () => inner[0]?.overlay?.id),
    ),
    ...own.flatMap((link) => vxlanTunnels(link.place.link.name, [link], networkOf)),
    ...own.flatMap((link) => deviceTunnel(link, networkOf)),
    ...switchTunnels(listed, networkOf),
  ];
}

type NetworkOf = (place: Place) => string | undefined;

/** One for each address that VXLAN devices forward to. An overlay has a device a subnet, and is one tunnel. */
function vxlanTunnels(of: string, links: readonly ListedLink[], networkOf: NetworkOf): Found[] {
  const devices = links.filter(({ place }) => place.link.kind === 'vxlan');
  const entries = devices.flatMap((device) => {
    const { link, stack } = device.place;
    const own = stack.forwarding.filter((entry) => entry.device === link.name && isIP(entry.to) !== 0);
    return own.map(({ to, mac }) => ({ device, to, mac }));
  });
  return [...Map.groupBy(entries, ({ to }) => to)].flatMap(([remote, served]) => {
    const [first] = served;
    if (!first) return [];
    const { id, place } = first.device;
    return {
      kind: 'vxlan',
      of,
      networkId: networkOf(place),
      interfaceId: id,
      local: addressOr(place.link.vxlan?.local),
      remote,
      key: place.link.vxlan?.vni,
      endpoints: new Set(served.map(({ mac }) => mac.toLowerCase()).filter(isUnicast)).size,
      mtu: place.link.mtu,
    };
  });
}

/** A device of the kernel with two fixed ends. */
function deviceTunnel({ id, place }: ListedLink, networkOf: NetworkOf): Found[] {
  const { tunnel, name, kind, mtu }: LinkFact = place.link;
  const remote = addressOr(tunnel?.remote);
  if (!tunnel || remote === undefined) return [];
  return [
    {
      kind: kindOf(kind),
      of: name,
      networkId: networkOf(place),
      interfaceId: id,
      local: addressOr(tunnel.local),
      remote,
      key: tunnel.key,
      mtu,
    },
  ];
}

/** The ports of Open vSwitch that lead to an address. They carry what their bridge does, whose MTU counts. */
function switchTunnels(listed: ListedLinks, networkOf: ReturnType<typeof bridgedNetworks>): Found[] {
  return listed.switches.all.flatMap((one) =>
    one.ports.flatMap((switchPort) => {
      const { port } = switchPort;
      const remote = addressOr(port.remote);
      if (remote === undefined || switchPort.place || !tunnelTypes.has(port.type)) return [];
      return {
        kind: kindOf(port.type),
        of: port.name,
        networkId: networkOf(one),
        interfaceId: switchPortId(listed, switchPort),
        local: addressOr(port.local),
        remote,
        key: port.key,
        mtu: port.mtu ?? one.place?.link.mtu,
        blocked: port.stp ? blockedStates.has(port.stp.state) : undefined,
      };
    }),
  );
}

/** Ports that carry frames to an address. */
const tunnelTypes = new Set([
  'gre',
  'ip6gre',
  'vxlan',
  'geneve',
  'erspan',
  'ip6erspan',
  'lisp',
  'stt',
  'gtpu',
  'bareudp',
]);

/** RSTP calls it discarding. */
const blockedStates = new Set(['blocking', 'discarding']);

/** Ethernet within it or not: it is the same tunnel to people. */
function kindOf(kind: string): string {
  return kind === 'gretap' || kind === 'ip6gretap' || kind === 'ip6gre' ? 'gre' : kind;
}

/** An address that somebody can have: devices that serve all say `0.0.0.0`, Open vSwitch says `flow`. */
function addressOr(text: string | undefined): string | undefined {
  return text !== undefined && isIP(text) !== 0 && text !== '0.0.0.0' && text !== '::' ? text : undefined;
}

/** Not the entry for all others, nor one for a group. */
function isUnicast(mac: string): boolean {
  const first = Number.parseInt(mac.slice(0, 2), 16);
  return Number.isInteger(first) && first % 2 === 0 && mac !== '00:00:00:00:00:00';
}

/**
 * The host's own address on the way to another, where a device does not say it: that of the narrowest subnet which
 * holds the other, or else of the way out. Empty where nothing tells.
 */
function nearAddresses(host: StackFact | undefined): (remote: string) => string {
  const own = (host?.links ?? []).flatMap(({ name, addresses }) =>
    addresses.flatMap((text) => {
      const subnet = parseSubnet(text);
      return subnet ? [{ name, address: text.split('/')[0] ?? '', subnet }] : [];
    }),
  );
  own.sort((a, b) => b.subnet.prefix - a.subnet.prefix);
  const out = host && wayOut(host)?.device;
  return (remote) => {
    const target = parseAddress(remote);
    const holds = ({ family, first, last }: NumericSubnet) =>
      target !== undefined && family === target.family && first <= target.value && target.value <= last;
    const near = own.find(({ subnet }) => holds(subnet));
    const onWay = own.find(({ name, subnet }) => name === out && subnet.family === target?.family);
    return (near ?? onWay)?.address ?? '';
  };
}
