import { isDown, wireText } from '#components/words/wires.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Endpoint, Topology } from '#lib/topology/model.ts';

/** Whether an endpoint's link is cut: at either of its ends, or by its bridge, which does not forward for it. */
export function isCut({ interface: device, veth }: Endpoint): boolean {
  const states = [device?.state, veth?.state].filter((state) => state !== undefined);
  return states.some(isDown) || veth?.port === 'disabled' || veth?.port === 'blocking';
}

/**
 * Whether an endpoint should have a link of its own and none was found: of a running container, on a network whose
 * driver makes one, on a host whose wires are read.
 */
export function lacksPair(topology: Topology, endpoint: Endpoint): boolean {
  if (endpoint.interface || !endpoint.attached || endpoint.role !== 'container') return false;
  if (entityOf(topology.hosts, endpoint.hostId)?.wires?.state !== 'live') return false;
  const container = entityOf(topology.containers, endpoint.containerId ?? '');
  const driver = entityOf(topology.networks, endpoint.networkId)?.driver ?? '';
  return (
    (container?.state === 'running' || container?.state === 'paused') &&
    ['bridge', 'overlay', 'macvlan', 'ipvlan'].includes(driver)
  );
}

/** An endpoint's link in a line: `eth0 ⇄ veth1a2b @ docker0`, `eth0 ⤴ enp3s0`; undefined if none is known. */
export function pairText(topology: Topology, endpoint: Endpoint): string | undefined {
  const parent = entityOf(topology.interfaces, endpoint.interface?.parentId ?? '');
  if (endpoint.veth || !endpoint.interface || !parent) return wireText(endpoint);
  return `${endpoint.interface.name} ⤴ ${parent.name}`;
}

/** What else is known of an endpoint's link: `MTU 1500 · up · #12 ⇄ #13`; where the two ends differ, both. */
export function linkFacts({ interface: device, veth }: Endpoint): string {
  if (!device) return '';
  const both = (inner: string | number, outer: string | number | undefined) =>
    outer === undefined || outer === inner ? `${inner}` : `${inner} ⇄ ${outer}`;
  const port = veth?.port && veth.port !== 'forwarding' ? [`port ${veth.port}`] : [];
  return [
    `MTU ${both(device.mtu, veth?.mtu)}`,
    both(device.state, veth?.state),
    ...port,
    `#${device.index}${veth ? ` ⇄ #${veth.index}` : ''}`,
  ].join(' · ');
}
