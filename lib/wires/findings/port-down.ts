import { commandLine } from '../../actions/cli.ts';
import { listed } from '../../actions/wording.ts';
import type { Endpoint } from '../../topology/model.ts';
import type { Finding } from '../../topology/model-wires.ts';
import type { Place } from '../stacks.ts';
import { counted, finding, shown } from './finding.ts';
import {
  type BridgeView,
  type HostView,
  hostInterface,
  isRunning,
  memberName,
  type OverlayView,
  overlayInterface,
} from './host-view.ts';
import { inContainer, insideOverlay } from './remedies.ts';

/**
 * [F4] What is set down though endpoints use it: a bridge, a port of it, a VXLAN device, an endpoint's own interface.
 * Only what somebody set down counts (IFF_UP): without a carrier is every bridge on which nothing runs.
 */
export function portsDown(view: HostView): Finding[] {
  return [
    ...view.bridges.flatMap((on) => [
      ...bridgeDown(view, on, hostInterface(view, on.bridge, on.network.id)),
      ...tunnelsDown(view, on),
    ]),
    ...view.overlays.flatMap((on) => overlayDown(view, on)),
    ...[...view.wires.endpoints].flatMap(([id, place]) => {
      const endpoint = view.built.endpoints[id];
      return endpoint && isRunning(view, endpoint) ? endpointDown(view, endpoint, place) : [];
    }),
  ];
}

function bridgeDown(view: HostView, on: BridgeView, id: string): Finding[] {
  if (on.bridge.link.up || on.endpoints.length === 0) return [];
  const { name } = on.bridge.link;
  return [
    down(view, {
      about: [id, on.network.id],
      key: `${view.host.id}/host/${on.bridge.link.index}`,
      what: `${shown(name)}, the bridge of ${shown(on.network.name)},`,
      effect: `${usersOf(view, on)} on it reach nothing`,
      command: commandLine(['ip', 'link', 'set', 'dev', name, 'up']),
    }),
  ];
}

function overlayDown(view: HostView, on: OverlayView): Finding[] {
  const { network, bridge, vxlans, endpoints } = on;
  if (endpoints.length === 0) return [];
  return [...(bridge ? [bridge] : []), ...vxlans]
    .filter(({ link }) => !link.up)
    .map((place) =>
      down(view, {
        about: [overlayInterface(view, on, place), network.id],
        key: `${view.host.id}/${network.nativeId}/${place.link.index}`,
        what: `${shown(place.link.name)}, the ${place === bridge ? 'bridge' : 'VXLAN device'} of ${shown(network.name)},`,
        effect: `${usersOf(view, on)} here reach ${place === bridge ? 'nothing on it' : 'no other host on it'}`,
        command: insideOverlay(on, ['ip', 'link', 'set', 'dev', place.link.name, 'up']),
      }),
    );
}

/** Tunnels, and the local ports of Open vSwitch bridges, that are ports of a network's bridge. */
function tunnelsDown(view: HostView, on: BridgeView): Finding[] {
  const switches = new Set((view.wires.facts.openVswitch?.bridges ?? []).map(({ name }) => name));
  if (on.endpoints.length === 0) return [];
  return on.ports
    .filter(({ link }) => !link.up && (link.tunnel || link.vxlan || switches.has(link.name)))
    .map((port) =>
      down(view, {
        about: [hostInterface(view, port, on.network.id), on.network.id],
        key: `${view.host.id}/host/${port.link.index}`,
        what: `${shown(port.link.name)}, a port of ${shown(on.bridge.link.name)},`,
        effect: `${shown(on.network.name)} reaches nothing beyond it`,
        command: commandLine(['ip', 'link', 'set', 'dev', port.link.name, 'up']),
      }),
    );
}

function endpointDown(view: HostView, endpoint: Endpoint, place: Place): Finding[] {
  const network = view.networkOf(endpoint);
  const container = view.containerOf(endpoint);
  if (!network || !container) return [];
  const [member, net] = [memberName(view, endpoint), shown(network.name)];
  const effect = `${member} reaches nothing on ${net}`;
  const inside = place.link.up
    ? []
    : [
        down(view, {
          about: [endpoint.id, network.id],
          key: `${endpoint.id}/inside`,
          what: `${shown(place.link.name)} in ${member}`,
          effect,
          command: inContainer(view, container, ['ip', 'link', 'set', 'dev', place.link.name, 'up']),
        }),
      ];
  const peer = view.wires.pairs.get(place);
  if (!peer || peer.link.up) return inside;
  const up = ['ip', 'link', 'set', 'dev', peer.link.name, 'up'];
  const overlay = view.overlays.find(({ stack }) => stack === peer.stack);
  // Where else it may be, nobody knows a command for it.
  if (!overlay && !peer.stack.host) return inside;
  return [
    ...inside,
    down(view, {
      about: [endpoint.id, network.id],
      key: `${endpoint.id}/port`,
      what: `${shown(peer.link.name)}, the other end of ${shown(place.link.name)} of ${member},`,
      effect,
      command: overlay ? insideOverlay(overlay, up) : commandLine(up),
    }),
  ];
}

interface Down {
  about: string[];
  key: string;
  what: string;
  effect: string;
  command: string;
}

function down(view: HostView, { what, effect, command, ...rest }: Down): Finding {
  return finding({
    ...rest,
    code: 'port-down',
    severity: 'error',
    hostId: view.host.id,
    message: `${what} is set down: ${effect}.`,
    remedy: `Set it up again on the host: ${command}`,
  });
}

function usersOf(view: HostView, on: BridgeView | OverlayView): string {
  const containers = on.endpoints.filter((endpoint) => view.containerOf(endpoint));
  const endpoints = containers.length > 0 ? containers : on.endpoints;
  const names = endpoints.map((endpoint) => memberName(view, endpoint)).sort();
  return endpoints.length > 3 ? counted(endpoints.length, 'endpoint') : listed(names);
}
