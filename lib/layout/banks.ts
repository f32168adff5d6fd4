import { metrics } from './metrics.ts';
import type { RowPlan } from './rows.ts';

/**
 * Splits a host's rows into banks. Rows of one project stand together; a project joins the bank before it unless
 * that would waste room: most crossings of containers and networks that have nothing to do with each other are empty.
 * What comes later never changes how the rows before it are split, so that a new container moves little.
 */
export function banksOf(rows: readonly RowPlan[]): RowPlan[][] {
  const banks: RowPlan[][] = [];
  for (const block of blocksOf(rows)) {
    const bank = banks.at(-1);
    if (bank && belongsTogether(bank, block)) bank.push(...block);
    else banks.push([...block]);
  }
  return banks;
}

/** Room that may go to empty crossings, in square units: below it, splitting costs more calm than it saves. */
const allowance = 45_000;

function belongsTogether(bank: readonly RowPlan[], block: readonly RowPlan[]): boolean {
  if (bank.length + block.length > metrics.bankRows) return false;
  const apart = areaOf(bank) + areaOf(block);
  return areaOf([...bank, ...block]) - apart <= Math.max(allowance, areaOf(bank) / 4);
}

/** About what a bank takes: every row crosses every column. */
function areaOf(rows: readonly RowPlan[]): number {
  const networks = new Set(rows.flatMap((row) => row.endpoints.map((endpoint) => endpoint.networkId)));
  const width = metrics.titleMinWidth + networks.size * metrics.columnUsual;
  return width * (metrics.titleHeight + rows.length * metrics.rowPitch);
}

/** Runs of rows that are not torn: those of a project or of none, in pieces of at most `bankRows`. */
function blocksOf(rows: readonly RowPlan[]): RowPlan[][] {
  const blocks: RowPlan[][] = [];
  for (const wire of wiresOf(rows)) {
    const last = blocks.at(-1);
    const together = last && last[0]?.group === wire[0]?.group;
    if (together && last.length + wire.length <= metrics.bankRows) last.push(...wire);
    else blocks.push([...wire]);
  }
  return blocks;
}

/** A row and those that ride on its wire. */
function wiresOf(rows: readonly RowPlan[]): RowPlan[][] {
  const wires: RowPlan[][] = [];
  for (const row of rows) {
    const last = wires.at(-1);
    if (last && row.ridesOn) last.push(row);
    else wires.push([row]);
  }
  return wires;
}
