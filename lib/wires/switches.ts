import type { OpenVswitchFact, OpenVswitchPort } from './facts.ts';
import type { Place, Stacks } from './stacks.ts';

type Bridge = OpenVswitchFact['bridges'][number];

/** A bridge of Open vSwitch, and the kernel's device of its name (a tap where it forwards in user space). */
export interface Switch {
  bridge: Bridge;
  place: Place | undefined;
  ports: readonly SwitchPort[];
}

/** A port of such a bridge, and the kernel's device that it is; tunnels and patches are in its tables alone. */
export interface SwitchPort {
  port: OpenVswitchPort;
  of: Switch;
  place: Place | undefined;
}

/** Open vSwitch and the kernel's links of the host's namespace, joined by name: each knows the other by nothing else. */
export interface Switches {
  all: readonly Switch[];
  /** The port that a device of the kernel is. */
  portAt(place: Place): SwitchPort | undefined;
  /** The bridge that a device of the kernel is. */
  bridgeAt(place: Place): Switch | undefined;
}

/** Ports that are devices of the kernel by the same name. */
const deviceTypes = new Set(['', 'system', 'internal']);

export function switchesOf({ host, named }: Stacks, fact: OpenVswitchFact | undefined): Switches {
  const deviceOf = (name: string) => (host ? named(host, name) : undefined);
  const bridges = new Map((fact?.bridges ?? []).map((bridge) => [bridge.name, bridge]));
  const all = [...bridges.values()].map((bridge): Switch => {
    const ports: SwitchPort[] = [];
    const made = { bridge, place: deviceOf(bridge.name), ports };
    const listed = new Map(bridge.ports.map((port) => [port.name, port]));
    // Its own device is a port of the same name.
    listed.delete(bridge.name);
    for (const port of listed.values()) {
      ports.push({ port, of: made, place: deviceTypes.has(port.type) ? deviceOf(port.name) : undefined });
    }
    return made;
  });
  const bridgeAt = new Map(all.map((one) => [one.place, one]));
  const portAt = new Map(all.flatMap(({ ports }) => ports).map((port) => [port.place, port]));
  return {
    all,
    portAt: (place) => portAt.get(place),
    bridgeAt: (place) => bridgeAt.get(place),
  };
}

/** What the spanning tree lets a port do; without it a port forwards as soon as it is up. */
export function stateOfPort({ stp, up }: OpenVswitchPort): string {
  return stp?.state ?? (up ? 'forwarding' : 'disabled');
}
