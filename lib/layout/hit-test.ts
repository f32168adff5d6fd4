import { metrics } from './metrics.ts';
import type { Bank, Box, HostBox, PatchBayLayout, Point, Row } from './model.ts';

/** What lies under a point of the picture. */
export type Hit =
  | { kind: 'host'; hostId: string }
  | { kind: 'title'; hostId: string }
  | { kind: 'container'; containerId: string }
  /** The label over the rows of a project. */
  | { kind: 'group'; hostId: string; name: string }
  | { kind: 'network'; networkId: string; hostId?: string }
  /** A mesh's bar, or a strand of it: tunnels. */
  | { kind: 'tunnels'; tunnelIds: readonly string[]; at: Point }
  /** A warning sign on a thing. */
  | { kind: 'sign'; about: string; findingIds: readonly string[]; at: Point }
  | { kind: 'jack'; endpointId: string; at: Point }
  | { kind: 'port'; portIds: string[]; at: Point }
  /** Where a container's row meets the column of a network it is not on. */
  | { kind: 'crossing'; containerId: string; networkId: string; at: Point };

/** What lies under a point, the smallest thing first; undefined for the empty ground. */
export function hitTest(layout: PatchBayLayout, point: Point): Hit | undefined {
  const sign = layout.signs.find((each) => distance(each, point) <= metrics.signReach);
  if (sign) return { kind: 'sign', about: sign.about, findingIds: sign.findingIds, at: centre(sign) };
  const strand = layout.backplanes
    .flatMap((each) => each.drops.flatMap(({ strands }) => strands))
    .find(({ line }) => within(widened(line), point));
  if (strand) return { kind: 'tunnels', tunnelIds: strand.tunnelIds, at: point };
  for (const host of layout.hosts) if (within(host, point)) return hitHost(host, point);
  const bar = layout.backplanes.find((backplane) => within(backplane.bar, point));
  if (!bar) return undefined;
  return bar.networkId === undefined
    ? { kind: 'tunnels', tunnelIds: bar.tunnelIds, at: point }
    : { kind: 'network', networkId: bar.networkId };
}

/** Where a container's row meets a network's column, if both are drawn in one bank. */
export function crossingOf(
  layout: PatchBayLayout,
  containerId: string,
  networkId: string,
): Point | undefined {
  for (const bank of layout.hosts.flatMap((host) => host.banks)) {
    const row = bank.rows.find((each) => each.id === containerId);
    const column = row && bank.columns.find((each) => each.networkId === networkId);
    if (row && column) return { x: column.x + metrics.jackInset, y: row.pill.y + row.pill.height / 2 };
  }
  return undefined;
}

/** The box between two corners, whichever way it was drawn. */
export function boxBetween(from: Point, to: Point): Box {
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  return { x, y, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
}

/** The ids of the containers whose row, its pill or its wire, a box touches: in drawing order. */
export function rowsIn(layout: PatchBayLayout, box: Box): string[] {
  return layout.hosts
    .filter((host) => overlap(host, box))
    .flatMap((host) => host.banks.flatMap((bank) => bank.rows))
    .filter((row) => row.kind === 'container' && overlap(spanOf(row), box))
    .map((row) => row.id);
}

/** A row from the start of its pill to the end of its wire. */
function spanOf({ pill, jacks, ports }: Row): Box {
  const end = Math.max(pill.x + pill.width, ...jacks.map(({ x }) => x), ...ports.map(({ x }) => x));
  return { ...pill, width: end - pill.x };
}

function hitHost(host: HostBox, point: Point): Hit {
  if (within(host.title, point)) return { kind: 'title', hostId: host.hostId };
  const chip = host.chips.find((each) => within(each, point));
  if (chip) return { kind: 'network', networkId: chip.networkId, hostId: host.hostId };
  const bank = host.banks.find((each) => within(each, point));
  return (bank && hitBank(host, bank, point)) ?? { kind: 'host', hostId: host.hostId };
}

function hitBank(host: HostBox, bank: Bank, point: Point): Hit | undefined {
  const row = bank.rows.find((each) => Math.abs(centreOf(each) - point.y) <= metrics.rowPitch / 2);
  if (row && within(row.pill, point) && row.kind === 'container')
    return { kind: 'container', containerId: row.id };
  const group = bank.groups.find((each) => within(each, point));
  if (group) return { kind: 'group', hostId: host.hostId, name: group.name };
  const column = bank.columns.find((each) => within(each, point));
  if (!column)
    return row?.kind === 'container' && onWire(row, point)
      ? { kind: 'container', containerId: row.id }
      : undefined;
  if (!column.networkId) return portHit(row, point);
  if (row) {
    const jack = row.jacks.find((each) => each.networkId === column.networkId);
    if (jack) return { kind: 'jack', endpointId: jack.endpointId, at: { x: jack.x, y: jack.y } };
    if (row.kind === 'container') {
      const at = { x: column.x + metrics.jackInset, y: centreOf(row) };
      return { kind: 'crossing', containerId: row.id, networkId: column.networkId, at };
    }
  }
  return { kind: 'network', networkId: column.networkId, hostId: host.hostId };
}

function portHit(row: Row | undefined, point: Point): Hit | undefined {
  const jack = row?.ports.find((each) => point.x >= each.x - 8 && point.x < each.x - 8 + metrics.portSlot);
  return jack && { kind: 'port', portIds: jack.portIds, at: { x: jack.x, y: jack.y } };
}

/** A line is thinner than a pointer can find. */
const widened = (line: Box): Box => ({
  ...line,
  x: line.x - (metrics.strandPitch - line.width) / 2,
  width: metrics.strandPitch,
});
const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
const centre = ({ x, y }: Point): Point => ({ x, y });
const onWire = (row: Row, point: Point) =>
  point.x > row.pill.x && point.x < (row.jacks.at(-1)?.x ?? row.pill.x);
const centreOf = (row: Row) => row.pill.y + row.pill.height / 2;
const within = (box: Box, point: Point) =>
  point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
const overlap = (a: Box, b: Box) =>
  a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
