import { indexOf } from '../topology/index-of.ts';
import type { Host, Network, Topology } from '../topology/model.ts';
import { bankOf } from './bank-box.ts';
import { banksOf } from './banks.ts';
import { columnsOf } from './columns.ts';
import { footOf } from './foot.ts';
import { joinsOf } from './joins.ts';
import { meshesOf } from './meshes.ts';
import { fitText, metrics, textWidth } from './metrics.ts';
import type { Bank, Chip, HostBox, Join } from './model.ts';
import { type RowPlan, rowsOf } from './rows.ts';
import { heightOf, shelvesOf } from './shelves.ts';
import { translateBank } from './translate.ts';

/** One host with all that is in it, its top left corner at the origin. */
export function hostBox(topology: Topology, host: Host, aspect: number, collapsed: boolean): HostBox {
  const { used, unused } = columnsOf(topology, host.id);
  const title = { x: metrics.hostPadding, y: metrics.hostPadding, width: 0, height: metrics.titleHeight };
  if (collapsed) {
    const box = { x: 0, y: 0, width: metrics.collapsedWidth, height: metrics.collapsedHeight };
    const wide = { ...title, width: box.width - 2 * metrics.hostPadding };
    return { ...box, hostId: host.id, collapsed, title: wide, banks: [], buses: [], chips: [] };
  }
  const titleWidth = Math.max(metrics.titleMinWidth, textWidth(host.name, 14, 'sans') + 8);
  const plans = banksOf(rowsOf(topology, host.id));
  const { networkIds } = meshesOf(topology);
  // These are led to from the bars above the hosts.
  const isReached = (network: Network) => network.scope !== 'local' || networkIds.has(network.id);
  const shared = sharedBetween(plans, used, isReached);
  const { shelves, tops } = placeBanks(
    plans.map((rows, i) => bankOf(topology, host, rows, used, i === 0 ? titleWidth : 0)),
    shared.length,
    aspect,
  );
  const banks = shelves.flat();
  const right = Math.max(metrics.hostPadding + titleWidth, ...banks.map((bank) => bank.x + bank.width));
  const top = banks[0]?.y ?? metrics.hostPadding;
  const bottom = Math.max(top + metrics.titleHeight, ...banks.map((bank) => bank.y + bank.height));
  const chips = chipsOf(unused, right - metrics.hostPadding, bottom + 10);
  const end = Math.max(bottom, ...chips.map((chip) => chip.y + chip.height));
  const width = right + metrics.hostPadding;
  const height = end + metrics.hostPadding - 2;
  const foot = footOf(topology, host.id, { x: 0, y: height }, width);
  return {
    x: 0,
    y: 0,
    width,
    height,
    hostId: host.id,
    collapsed,
    title: { ...title, x: banks[0]?.x ?? metrics.hostPadding, y: top, width: titleWidth },
    banks,
    buses: busesOf(shared, shelves, tops, isReached),
    chips,
    ...(foot ? { foot } : {}),
  };
}

/** The networks that have columns in several banks, or could not be reached from above without a bus. */
function sharedBetween(
  plans: readonly RowPlan[][],
  used: readonly Network[],
  isReached: (network: Network) => boolean,
): Network[] {
  if (plans.length < 2) return [];
  return used.filter((network) => {
    // The host's namespace and `none` join nobody: their columns are not wired together.
    if (network.driver === 'host' || network.driver === 'null') return false;
    const banks = plans.filter((rows) =>
      rows.some((row) => row.endpoints.some((e) => e.networkId === network.id)),
    );
    return banks.length > 1 || isReached(network);
  });
}

/** The banks on shelves, room above each for as many buses as are needed, room at the left for their trunks. */
function placeBanks(
  banks: readonly Bank[],
  buses: number,
  aspect: number,
): { shelves: Bank[][]; tops: number[] } {
  const overhead = buses * metrics.busPitch;
  const spacing = { gap: metrics.bankGap, shelfGap: metrics.bankShelfGap, overhead };
  const shelves = shelvesOf(banks, aspect, spacing);
  const left = metrics.hostPadding + (shelves.length > 1 ? buses * metrics.busTrunkPitch : 0);
  const tops: number[] = [];
  let y = metrics.hostPadding;
  const placed = shelves.map((shelf) => {
    tops.push(y);
    let x = left;
    const row = shelf.map((bank) => {
      const there = translateBank(bank, x, y + overhead);
      x += bank.width + metrics.bankGap;
      return there;
    });
    y += overhead + heightOf(shelf) + metrics.bankShelfGap;
    return row;
  });
  return { shelves: placed, tops };
}

function busesOf(
  shared: readonly Network[],
  shelves: readonly Bank[][],
  tops: readonly number[],
  isReached: (network: Network) => boolean,
): Join[] {
  const reachables = shelves.map((shelf, i) =>
    shelf.map((bank, j) => ({
      key: `${i}-${j}`,
      reach: (networkId: string) => {
        const column = bank.columns.find((each) => each.networkId === networkId);
        return column && { x: column.x + column.width / 2, y: column.y };
      },
    })),
  );
  const strips = {
    tops,
    left: metrics.hostPadding - 6,
    thickness: metrics.busHeight,
    stroke: metrics.busHeight,
    lanePitch: metrics.busPitch,
    trunkPitch: metrics.busTrunkPitch,
    overhang: metrics.busHeight,
  };
  const [spanning, own] = [shared.filter(isReached), shared.filter((each) => !isReached(each))];
  const ids = (networks: readonly Network[]) => networks.map((each) => each.id);
  return joinsOf(ids([...spanning, ...own]), reachables, strips, new Set(ids(spanning)));
}

/** The unused networks as chips, line by line, after the word that says what they are. */
function chipsOf(unused: readonly Network[], width: number, top: number): Chip[] {
  const right = metrics.hostPadding + width;
  let x = metrics.hostPadding + metrics.chipLabel;
  let y = top;
  return unused.map((network) => {
    const label = fitText(network.name, 11, 'sans', Math.min(160, width - metrics.chipLabel - 16));
    const chip = textWidth(label, 11, 'sans') + 18;
    if (x + chip > right && x > metrics.hostPadding + metrics.chipLabel) {
      x = metrics.hostPadding + metrics.chipLabel;
      y += metrics.chipHeight + metrics.chipGap;
    }
    const place = { x, y, width: chip, height: metrics.chipHeight, networkId: network.id, label };
    x += chip + metrics.chipGap;
    return place;
  });
}

/** How many elements a host would take to draw, roughly: what decides whether it is opened at first. */
export function weightOf(topology: Topology, hostId: string): number {
  const index = indexOf(topology);
  return (
    index.containersOfHost(hostId).length +
    2 * index.endpointsOfHost(hostId).length +
    3 * index.networksOfHost(hostId).length
  );
}
