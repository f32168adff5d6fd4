import { commandLine } from '../../actions/cli.ts';
import { isUp } from '../../topology/container-state.ts';
import type { Finding } from '../../topology/model-wires.ts';
import type { StackFact } from '../facts.ts';
import { isVeth } from '../pairs.ts';
import type { Place } from '../stacks.ts';
import { finding, shown } from './finding.ts';
import {
  type BridgeView,
  type HostView,
  hostInterface,
  type OverlayView,
  overlayInterface,
} from './host-view.ts';
import { insideOverlay } from './remedies.ts';

/** [F3] A veth on a network's bridge whose other end is no endpoint's. */
export function vethsWithoutEndpoint(view: HostView): Finding[] {
  // Without everything that can be read, the other end may be where nobody looked.
  if (view.host.engine?.flavour !== 'docker' || view.wires.facts.gaps.length > 0) return [];
  return [...view.bridges, ...view.overlays].flatMap((on) =>
    on.ports.filter(isVeth).flatMap((port) => strayOn(view, on, port)),
  );
}

function strayOn(view: HostView, on: BridgeView | OverlayView, port: Place): Finding[] {
  const where = whereabouts(view, on, port);
  if (!where) return [];
  const [name, net] = [shown(port.link.name), shown(on.network.name)];
  const overlay = 'handle' in on ? on : undefined;
  const id = overlay ? overlayInterface(view, overlay, port) : hostInterface(view, port, on.network.id);
  const remove = ['ip', 'link', 'del', 'dev', port.link.name];
  const command = overlay ? insideOverlay(overlay, remove) : commandLine(remove);
  return [
    finding({
      code: 'veth-without-endpoint',
      key: `${view.host.id}/${on.network.nativeId}/${port.link.index}`,
      severity: 'warning',
      hostId: view.host.id,
      about: [id, on.network.id],
      message: `${name} is plugged into ${net}, but belongs to no endpoint: ${where}`,
      remedy: `If nobody put it there on purpose, remove it on the host: ${command}`,
    }),
  ];
}

/** Where a port's other end is, as a sentence, if that is nobody's; undefined where it is somebody's, or not known. */
function whereabouts(
  view: HostView,
  { network, endpoints }: BridgeView | OverlayView,
  port: Place,
): string | undefined {
  const peer = view.wires.pairs.get(port);
  if (!peer) {
    // What leads to no link of a namespace that was read, or not back, was changed while it was read.
    return port.link.peerIndex !== undefined && view.wires.unpaired.get(port) === 'elsewhere'
      ? 'its other end is in a network namespace that no container of this engine has.'
      : undefined;
  }
  if (view.wires.endpointAt(peer)) return undefined;
  if (peer.stack === port.stack) {
    // A veth between a bridge and something else of the same host (another bridge, Open vSwitch) joins the two.
    if (peer.link.master !== undefined) return undefined;
    // Nor does one with an address want anything: the host itself uses it.
    if (peer.link.addresses.some((address) => !address.toLowerCase().startsWith('fe80:'))) return undefined;
    return isPlugged(view, peer) ? undefined : `its other end, ${shown(peer.link.name)}, is beside it.`;
  }
  if (peer.stack.host) return undefined;
  // Members of these are read less often than containers; gateways come and go with other networks.
  if (network.ingress || network.name === 'docker_gwbridge') return undefined;
  const owners = ownersOf(view, peer.stack);
  // Builds and the engine's own sandboxes have no container; one that has an endpoint without a device is another finding.
  if (owners.length === 0 || endpoints.some((endpoint) => view.wires.stackOf(endpoint) === peer.stack))
    return undefined;
  return `its other end is ${shown(peer.link.name)} in ${owners.map(shown).join(', ')}, which the engine does not have on that network.`;
}

/** Whether a link of the host is a port of an Open vSwitch bridge. */
function isPlugged({ wires: { facts } }: HostView, { link }: Place): boolean {
  return (facts.openVswitch?.bridges ?? []).some(({ ports }) => ports.some(({ name }) => name === link.name));
}

/** The names of the containers that run in a namespace and have endpoints there. */
function ownersOf(view: HostView, stack: StackFact): string[] {
  const found = Object.values(view.built.endpoints).flatMap((endpoint) => {
    const container = view.containerOf(endpoint);
    return container && isUp(container.state) && view.wires.stackOf(endpoint) === stack
      ? [container.name]
      : [];
  });
  return [...new Set(found)];
}
