import { commandLine, containerWord, program } from '../../actions/cli.ts';
import type { Endpoint } from '../../topology/model.ts';
import type { Finding } from '../../topology/model-wires.ts';
import { hasAddress } from '../homes.ts';
import type { Place } from '../stacks.ts';
import { finding, shown } from './finding.ts';
import { type HostView, hostInterface, isRunning, memberName } from './host-view.ts';
import { insideOverlay } from './remedies.ts';

/** [F10] An endpoint's interface that has not what its engine says: the address, the MAC, or the bridge it is plugged into. */
export function interfacesThatDiffer(view: HostView): Finding[] {
  if (view.host.engine?.flavour !== 'docker') return [];
  return [...view.wires.endpoints].flatMap(([id, place]) => {
    const endpoint = view.built.endpoints[id];
    if (endpoint?.role !== 'container' || !isRunning(view, endpoint)) return [];
    return [...ownDiffers(view, endpoint, place), ...bridgeDiffers(view, endpoint, place)];
  });
}

function ownDiffers(view: HostView, endpoint: Endpoint, place: Place): Finding[] {
  const { link } = place;
  const network = view.networkOf(endpoint);
  const container = view.containerOf(endpoint);
  // Who is on a LAN by macvlan or ipvlan may have its address from there.
  if (!network || !container || (network.driver !== 'bridge' && network.driver !== 'overlay')) return [];
  const has = [...otherMac(endpoint, place), ...otherAddress(view, endpoint, place)];
  if (has.length === 0) return [];
  const name = memberName(view, endpoint);
  const command = commandLine([program(view.host), 'restart', containerWord(view.built, container)]);
  return [
    finding({
      code: 'interface-differs',
      key: endpoint.id,
      severity: 'warning',
      hostId: view.host.id,
      about: [endpoint.id, network.id],
      message: `On ${shown(network.name)}, ${shown(link.name)} of ${name} has ${has.join(' and ')}: others look for it in vain.`,
      remedy: `Find out what sets it otherwise. A restart brings back what the engine says: ${command}`,
    }),
  ];
}

function otherMac({ mac: said }: Endpoint, { link: { mac } }: Place): string[] {
  if (!said || !mac || said.toLowerCase() === mac.toLowerCase()) return [];
  return [`the MAC address ${mac} in place of ${said}`];
}

function otherAddress({ wires: { stacks } }: HostView, { ipv4 }: Endpoint, { stack, link }: Place): string[] {
  const places = stacks.placesIn(stack);
  // Where there is not even that of the loopback, addresses were not read.
  if (ipv4 === undefined || places.every((place) => place.link.addresses.length === 0)) return [];
  // On a bridge in the container, say, it is still reached.
  if (places.some((place) => hasAddress(place, ipv4))) return [];
  const others = link.addresses.filter((address) => !address.includes(':'));
  return [`${others.length > 0 ? others.map(shown).join(', ') : 'no address'} in place of ${ipv4}`];
}

function bridgeDiffers(view: HostView, endpoint: Endpoint, place: Place): Finding[] {
  const network = view.networkOf(endpoint);
  const peer = view.wires.pairs.get(place);
  const home = network && view.wires.homes.get(network.id);
  const bridge = home?.bridges[0];
  if (!network || !peer || !bridge || peer.stack !== bridge.stack) return [];
  if (home.bridges.some(({ link }) => link.index === peer.link.master)) return [];
  const actual =
    peer.link.master === undefined ? undefined : view.wires.stacks.at(peer.stack, peer.link.master);
  // A port of Open vSwitch is no port of the kernel's, and what it is a port of was not read is not known.
  if (peer.link.master !== undefined && !actual) return [];
  if (isSwitched(view, peer)) return [];
  const name = memberName(view, endpoint);
  const [veth, own] = [shown(peer.link.name), shown(bridge.link.name)];
  const overlay = view.overlays.find(({ stack }) => stack === peer.stack);
  const words = ['ip', 'link', 'set', 'dev', peer.link.name, 'master', bridge.link.name];
  return [
    finding({
      code: 'interface-differs',
      key: `${endpoint.id}/bridge`,
      severity: 'error',
      hostId: view.host.id,
      about: [endpoint.id, network.id, ...(actual ? [hostInterface(view, actual, network.id)] : [])],
      message: `${name} is on ${shown(network.name)}, but ${veth}, its wire, is plugged into ${actual ? shown(actual.link.name) : 'nothing'}, not into ${own}.`,
      remedy: `Plug it in on the host: ${overlay ? insideOverlay(overlay, words) : commandLine(words)}`,
    }),
  ];
}

function isSwitched({ wires: { facts } }: HostView, { link }: Place): boolean {
  return (facts.openVswitch?.bridges ?? []).some(({ ports }) => ports.some(({ name }) => name === link.name));
}
