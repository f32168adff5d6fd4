import { indexOf } from '../topology/index-of.ts';
import type { Host, Network, Topology } from '../topology/model.ts';
import { bankAt } from './bank-box.ts';
import { banksOf } from './banks.ts';
import { columnsOf } from './columns.ts';
import { fitText, metrics, textWidth } from './metrics.ts';
import type { Bank, Box, Bus, Chip, HostBox } from './model.ts';
import { rowsOf } from './rows.ts';

/** One host with all that is in it, its top left corner at the origin. */
export function hostBox(topology: Topology, host: Host, collapsed: boolean): HostBox {
  const { used, unused } = columnsOf(topology, host.id);
  const title = { x: metrics.hostPadding, y: metrics.hostPadding, width: 0, height: metrics.titleHeight };
  if (collapsed) {
    const box = { x: 0, y: 0, width: metrics.collapsedWidth, height: metrics.collapsedHeight };
    const wide = { ...title, width: box.width - 2 * metrics.hostPadding };
    return { ...box, hostId: host.id, collapsed, title: wide, banks: [], buses: [], chips: [] };
  }
  const plans = banksOf(rowsOf(topology, host.id));
  // The host's namespace and `none` join nobody: their columns are not wired together.
  const wired = used.filter((network) => network.driver !== 'host' && network.driver !== 'null');
  const shared = wired.filter(
    (network) => plans.filter((rows) => rows.some((row) => uses(row.endpoints, network))).length > 1,
  );
  const top = metrics.hostPadding + shared.length * metrics.busPitch;
  const banks: Bank[] = [];
  let x = metrics.hostPadding;
  for (const rows of plans) {
    const bank = bankAt(topology, host, rows, used, { x, y: top });
    banks.push(bank);
    x += bank.width + metrics.bankGap;
  }
  const titleWidth = Math.max(metrics.titleMinWidth, textWidth(host.name, 14, 'sans') + 8);
  const inner = Math.max(titleWidth, x - metrics.bankGap - metrics.hostPadding);
  const bottom = Math.max(top + metrics.titleHeight, ...banks.map((bank) => bank.y + bank.height));
  const chips = chipsOf(unused, inner, bottom + 10);
  const end = Math.max(bottom, ...chips.map((chip) => chip.y + chip.height));
  return {
    x: 0,
    y: 0,
    width: inner + 2 * metrics.hostPadding,
    height: end + metrics.hostPadding - 2,
    hostId: host.id,
    collapsed,
    title: { ...title, y: top, width: titleWidth },
    banks,
    buses: busesOf(shared, banks),
    chips,
  };
}

const uses = (endpoints: readonly { networkId: string }[], network: Network) =>
  endpoints.some((endpoint) => endpoint.networkId === network.id);

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

/** A lane above the banks for each network that has a column in more than one of them. */
function busesOf(shared: readonly Network[], banks: readonly Bank[]): Bus[] {
  return shared.map((network, lane) => {
    const y = metrics.hostPadding + lane * metrics.busPitch;
    const columns = banks.flatMap((bank) => bank.columns.filter((column) => column.networkId === network.id));
    const centres = columns.map((column) => column.x + column.width / 2);
    const from = Math.min(...centres);
    const drops: Box[] = columns.map((column, i) => ({
      x: (centres[i] ?? from) - 1,
      y,
      width: 2,
      height: column.y - y,
    }));
    return {
      networkId: network.id,
      line: { x: from, y, width: Math.max(...centres) - from, height: 2 },
      drops,
    };
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
