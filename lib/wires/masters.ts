import { interfaceId } from '../topology/ids.ts';
import type { ListedLinks } from './listed-links.ts';
import type { Place } from './stacks.ts';
import type { Switch, SwitchPort } from './switches.ts';

/** The bridge that a device is a port of. */
export interface Master {
  name: string;
  /** If it is among the interfaces. */
  id: string | undefined;
}

/**
 * By Open vSwitch's tables, or else by the kernel (which calls the whole of Open vSwitch one master). Undefined for a
 * port of nothing.
 */
export function masterOf(listed: ListedLinks, place: Place): Master | undefined {
  const port = listed.switches.portAt(place);
  if (port) return { name: port.of.bridge.name, id: switchId(listed, port.of) };
  const master = kernelMaster(listed, place);
  return master && { name: master.link.name, id: listed.idOf(master) };
}

export function kernelMaster({ wires: { stacks } }: ListedLinks, { stack, link }: Place): Place | undefined {
  return link.master === undefined ? undefined : stacks.at(stack, link.master);
}

/** The interface that a bridge of Open vSwitch is: the kernel's device of its name, where there is one. */
export function switchId({ hostId, idOf }: ListedLinks, { bridge, place }: Switch): string {
  return idOf(place) ?? interfaceId(hostId, 'ovs', bridge.name);
}

/** The same for a port. */
export function switchPortId({ hostId, idOf }: ListedLinks, { port, place }: SwitchPort): string {
  return idOf(place) ?? interfaceId(hostId, 'ovs', port.name);
}
