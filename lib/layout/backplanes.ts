import { indexOf } from '../topology/index-of.ts';
import type { Network, Topology } from '../topology/model.ts';
import { joinsOf } from './joins.ts';
import { metrics, textWidth } from './metrics.ts';
import type { Backplane, HostBox, Point } from './model.ts';

/** The labelled bars above each shelf of hosts, for the networks that reach over several of them. */
export function backplanesOf(
  topology: Topology,
  networks: readonly Network[],
  shelves: readonly (readonly HostBox[])[],
  tops: readonly number[],
): Backplane[] {
  const joins = joinsOf(
    networks.map((network) => network.id),
    shelves.map((shelf) =>
      shelf.map((host) => ({ key: host.hostId, reach: (networkId) => reachIn(topology, host, networkId) })),
    ),
    {
      tops,
      left: 0,
      thickness: metrics.barHeight,
      stroke: metrics.dropWidth,
      lanePitch: metrics.barHeight + metrics.barGap,
      trunkPitch: metrics.trunkPitch,
      overhang: 24,
    },
  );
  return joins.map((join) => {
    const lane = networks.findIndex((network) => network.id === join.networkId);
    const network = networks[lane];
    const text = network ? labelOf(network) : '';
    const room = textWidth(text, 11, 'sans') + 24;
    // Clear of the trunks of the networks after this one, which cross its bar.
    const clear = shelves.length > 1 ? (networks.length - 1 - lane) * metrics.trunkPitch : 0;
    const x = labelPlace(
      join.bar.x + clear,
      join.drops.map((drop) => drop.line.x),
      room,
    );
    const width = Math.max(join.bar.width, x + room - join.bar.x);
    const label = { x, y: join.bar.y + metrics.barHeight / 2, text };
    return { ...join, bar: { ...join.bar, width }, label };
  });
}

/** Where a drop ends in a host: on the network's bus, else on its column, else on the folded host. */
function reachIn(topology: Topology, host: HostBox, networkId: string): Point | undefined {
  if (host.collapsed) {
    const plugged = indexOf(topology)
      .endpointsOfHost(host.hostId)
      .some((endpoint) => endpoint.networkId === networkId);
    return plugged ? { x: host.x + host.width / 2, y: host.y } : undefined;
  }
  const bus = host.buses.find((each) => each.networkId === networkId);
  if (bus) return { x: (bus.drops[0]?.line.x ?? bus.bar.x) + metrics.busHeight / 2, y: bus.bar.y };
  const column = host.banks.flatMap((bank) => bank.columns).find((each) => each.networkId === networkId);
  return column && { x: column.x + column.width / 2, y: column.y };
}

function labelOf(network: Network): string {
  const subnet = network.ipam.subnets.map((each) => each.subnet).join(', ');
  const vni = network.vni === undefined ? '' : `VXLAN ${network.vni}`;
  return [network.name, subnet, vni].filter(Boolean).join('  ');
}

/** In the first gap between drops that has the room, else after the last one. */
function labelPlace(left: number, drops: readonly number[], room: number): number {
  const starts = [left, ...drops];
  const gap = starts.findIndex((start, i) => (drops[i] ?? Number.POSITIVE_INFINITY) - start >= room);
  return (starts[gap] ?? left) + 12;
}
