import { listed } from '../../actions/wording.ts';
import type { Endpoint } from '../../topology/model.ts';
import type { Finding } from '../../topology/model-wires.ts';
import type { OpenVswitchPort } from '../facts.ts';
import type { Place } from '../stacks.ts';
import { counted, finding, shown } from './finding.ts';
import {
  type BridgeView,
  type HostView,
  hostInterface,
  memberName,
  type OverlayView,
  overlayInterface,
} from './host-view.ts';
import { deviceTowards, overheadOf } from './underlay.ts';

/** What something on the way lets through, and what that is. */
interface Limit {
  mtu: number;
  id: string;
  /** What it is, as the beginning of a sentence. */
  what: string;
  /** Whether it is another member's interface, or a wire that leads elsewhere (`beyond`: to other hosts). */
  of: 'member' | 'wire' | 'beyond';
}

/** How much the MTU of a packet shrinks when the engine encrypts it: ESP, then a multiple of four (moby: `pktExpansion`). */
const encryption = 26;
/** What an overlay's endpoints have less than the MTU that its option says (moby: `vxlanEncap`). */
const vxlanOverhead = 50;

/**
 * [F7] Endpoints whose MTU is larger than what their bridge's other ports, its tunnels, or the interface below the
 * tunnels let through. Within one bridge nobody tells a sender so: what is too large is dropped.
 */
export function mtusTooLarge(view: HostView): Finding[] {
  return [
    ...view.bridges.flatMap((on) => onBridge(view, on)),
    ...view.overlays.flatMap((on) => onOverlay(view, on)),
  ];
}

function onBridge(view: HostView, on: BridgeView): Finding[] {
  const limits = [...memberLimits(view, on), ...on.ports.flatMap((port) => portLimits(view, on, port))];
  const option = (fits: number) =>
    `Make the network anew with --opt com.docker.network.driver.mtu=${fits} (for the default bridge: "mtu": ${fits} in the engine’s daemon.json), and its containers after it`;
  return tooLarge(view, on, limits, option);
}

function onOverlay(view: HostView, on: OverlayView): Finding[] {
  const vxlans = on.vxlans.flatMap((place) => vxlanLimits(view, on, place));
  const option = (fits: number) => {
    const secured = isEncrypted(on) ? encryption : 0;
    return `Make the network anew with --opt com.docker.network.driver.mtu=${fits + vxlanOverhead + secured} (the MTU below the tunnel, from which the engine reckons)`;
  };
  return tooLarge(view, on, [...memberLimits(view, on), ...vxlans], option);
}

function tooLarge(
  view: HostView,
  on: BridgeView | OverlayView,
  limits: readonly Limit[],
  option: (fits: number) => string,
): Finding[] {
  const least = limits.reduce<Limit | undefined>((a, b) => (a && a.mtu <= b.mtu ? a : b), undefined);
  if (!least) return [];
  const large = on.endpoints
    .flatMap((endpoint) => {
      const mtu = view.wires.endpoints.get(endpoint.id)?.link.mtu;
      return mtu !== undefined && mtu > least.mtu ? [{ endpoint, mtu }] : [];
    })
    .sort((a, b) => b.mtu - a.mtu);
  const largest = large[0]?.mtu;
  if (largest === undefined) return [];
  const who = namesOf(
    view,
    large.map(({ endpoint }) => endpoint),
  );
  const lost = least.of === 'beyond' ? 'does not get to the other hosts' : 'is dropped on the way';
  const remedy =
    least.of === 'member'
      ? 'Containers get their network’s MTU when they start: restart those whose interfaces were set otherwise.'
      : `${option(least.mtu)}; or set it on the interfaces, until they are made anew.`;
  return [
    finding({
      code: 'mtu-too-large',
      key: `${view.host.id}/${on.network.nativeId}`,
      severity: least.of === 'beyond' ? 'error' : 'warning',
      hostId: view.host.id,
      about: [on.network.id, least.id, ...large.map(({ endpoint }) => endpoint.id)],
      message: `On ${shown(on.network.name)}, ${who} ${large.length === 1 ? 'has' : 'have'} an MTU of ${largest}, but ${least.what} lets no more than ${least.mtu} through: what is larger ${lost}.`,
      remedy: `The MTU that fits is ${least.mtu}. ${remedy}`,
    }),
  ];
}

/** What the endpoints' own interfaces take, and the other ends of their veth pairs. */
function memberLimits(view: HostView, on: BridgeView | OverlayView): Limit[] {
  return on.endpoints.flatMap((endpoint) => {
    const place = view.wires.endpoints.get(endpoint.id);
    if (!place) return [];
    const peer = view.wires.pairs.get(place);
    return [place, ...(peer ? [peer] : [])].map(
      ({ link }): Limit => ({
        mtu: link.mtu,
        id: endpoint.id,
        what: `${shown(link.name)} of ${memberName(view, endpoint)}`,
        of: 'member',
      }),
    );
  });
}

/** What a bridge's other ports take; of a port that leads into Open vSwitch, what its tunnels take. */
function portLimits(view: HostView, on: BridgeView, port: Place): Limit[] {
  const { link } = port;
  if (link.kind === 'veth') return [];
  const id = hostInterface(view, port, on.network.id);
  const own: Limit = {
    mtu: link.mtu,
    id,
    what: `${shown(link.name)}, a port of ${shown(on.bridge.link.name)},`,
    of: 'wire',
  };
  const { tunnel } = link;
  if (tunnel?.remote) {
    const below = belowTunnel(view, {
      type: link.kind,
      name: link.name,
      remote: tunnel.remote,
      key: tunnel.key,
    });
    return [{ ...own, of: 'beyond' }, ...(below ? [{ ...below, id }] : [])];
  }
  const bridge = view.wires.facts.openVswitch?.bridges.find(
    ({ name, ports }) => name === link.name || ports.some((one) => one.name === link.name),
  );
  const tunnels = (bridge?.ports ?? []).flatMap((one) =>
    one.remote === undefined ? [] : (belowTunnel(view, { ...one, remote: one.remote }) ?? []),
  );
  const leadsAway: Limit = tunnels.length > 0 ? { ...own, of: 'beyond' } : own;
  return [leadsAway, ...tunnels.map((limit) => ({ ...limit, id }))];
}

type TunnelEnd = Pick<OpenVswitchPort, 'type' | 'name'> & { remote: string; key?: number | undefined };

function belowTunnel(view: HostView, { type, name, remote, key }: TunnelEnd): Omit<Limit, 'id'> | undefined {
  const overhead = overheadOf(type, remote, key);
  const device = deviceTowards(view, remote);
  if (overhead === undefined || !device) return undefined;
  const { link } = device;
  return {
    mtu: link.mtu - overhead,
    what: `the ${type} tunnel ${shown(name)} over ${shown(link.name)} (MTU ${link.mtu}, less ${overhead})`,
    of: 'beyond',
  };
}

/** An overlay's VXLAN device, and what lies below it on the way to each host that it forwards to. */
function vxlanLimits(view: HostView, on: OverlayView, place: Place): Limit[] {
  const id = overlayInterface(view, on, place);
  const own: Limit = { mtu: place.link.mtu, id, what: shown(place.link.name), of: 'beyond' };
  const far = new Set(
    on.stack.forwarding.filter(({ device }) => device === place.link.name).map(({ to }) => to),
  );
  const below = [...far].flatMap((to): Limit[] => {
    const device = deviceTowards(view, to);
    const vxlan = overheadOf('vxlan', to);
    if (!device || vxlan === undefined) return [];
    const { mtu, name } = device.link;
    const open = mtu - vxlan;
    const fits = isEncrypted(on) ? open - encryption - ((open - encryption) % 4) : open;
    const less = `MTU ${mtu}, less ${mtu - fits}`;
    return [{ mtu: fits, id, what: `the tunnel to ${to} over ${shown(name)} (${less})`, of: 'beyond' }];
  });
  // Alone on its host, it sends nothing over it.
  return below.length > 0 ? [own, ...below] : [];
}

function isEncrypted({ network }: OverlayView): boolean {
  return Object.hasOwn(network.options, 'encrypted');
}

function namesOf(view: HostView, endpoints: readonly Endpoint[]): string {
  const names = endpoints.map((endpoint) => memberName(view, endpoint)).sort();
  return endpoints.length > 4 ? counted(endpoints.length, 'endpoint') : listed(names);
}
