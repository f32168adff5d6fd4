import { indexOf } from '../topology/index-of.ts';
import type { Network, Topology } from '../topology/model.ts';
import { metrics } from './metrics.ts';
import type { Backplane, Box, HostBox } from './model.ts';

/** The bars above each shelf, one a network, and the trunks at the left that join a network's bars. */
export function backplanesOf(
  topology: Topology,
  networks: readonly Network[],
  shelves: readonly (readonly HostBox[])[],
  stripTops: readonly number[],
): Backplane[] {
  return networks.flatMap((network, lane) => {
    const backplanes: Backplane[] = [];
    shelves.forEach((shelf, number) => {
      const y = (stripTops[number] ?? 0) + lane * (metrics.barHeight + metrics.barGap);
      const drops = shelf.flatMap((host) => dropTo(topology, network, host, y + metrics.barHeight));
      if (drops.length === 0) return;
      const above = backplanes.at(-1);
      const trunkX = lane * metrics.trunkPitch;
      const centres = drops.map((drop) => drop.line.x);
      const several = shelves.length > 1;
      const left = several ? trunkX : Math.min(...centres) - 24;
      // Clear of the trunks of the networks after this one, which cross its bar.
      const clear = several ? (networks.length - 1 - lane) * metrics.trunkPitch : 0;
      const labelX = labelPlace(left + clear, centres, labelRoom(network));
      const right = Math.max(...centres, labelX + labelRoom(network)) + 24;
      const bar = { x: left, y, width: right - left, height: metrics.barHeight };
      const trunk: Box | undefined = above && {
        x: trunkX,
        y: above.bar.y + above.bar.height,
        width: 3,
        height: y - above.bar.y - above.bar.height,
      };
      backplanes.push({
        networkId: network.id,
        shelf: number,
        bar,
        label: { x: labelX, y: y + metrics.barHeight / 2, text: labelOf(network) },
        drops,
        ...(trunk ? { trunk } : {}),
      });
    });
    return backplanes;
  });
}

function dropTo(topology: Topology, network: Network, host: HostBox, from: number): Backplane['drops'] {
  const column = host.banks.flatMap((bank) => bank.columns).find((each) => each.networkId === network.id);
  const plugged =
    column ||
    (host.collapsed &&
      indexOf(topology)
        .endpointsOfHost(host.hostId)
        .some((endpoint) => endpoint.networkId === network.id));
  if (!plugged) return [];
  const x = column ? column.x + column.width / 2 : host.x + host.width / 2;
  const to = column ? (busTop(host, network.id) ?? column.y) : host.y;
  return [{ hostId: host.hostId, line: { x: x - 1.5, y: from, width: 3, height: Math.max(0, to - from) } }];
}

/** Where the label stands: in the first gap between drops that has the room, else after the last one. */
function labelPlace(left: number, drops: readonly number[], room: number): number {
  const starts = [left, ...drops];
  const gap = starts.findIndex((start, i) => (drops[i] ?? Number.POSITIVE_INFINITY) - start >= room);
  return (starts[gap] ?? left) + 12;
}

/** Where a network has a bus in a host, the drop ends on it. */
const busTop = (host: HostBox, networkId: string) =>
  host.buses.find((bus) => bus.networkId === networkId)?.line.y;

function labelOf(network: Network): string {
  const subnet = network.ipam.subnets.map((each) => each.subnet).join(', ');
  const vni = network.vni === undefined ? '' : `  VXLAN ${network.vni}`;
  return [network.name, subnet].filter(Boolean).join('  ') + vni;
}

const labelRoom = (network: Network) => labelOf(network).length * 6.2 + 24;
