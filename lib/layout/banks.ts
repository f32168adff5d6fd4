import { metrics } from './metrics.ts';
import type { RowPlan } from './rows.ts';

/**
 * Splits a host's rows into banks of at most `bankRows` rows. A container and those that ride on its wire stay
 * together; a project starts a new bank rather than being torn, unless it is larger than a bank itself.
 */
export function banksOf(rows: readonly RowPlan[]): RowPlan[][] {
  const banks: RowPlan[][] = [];
  let bank: RowPlan[] = [];
  for (const block of blocksOf(rows)) {
    if (bank.length > 0 && bank.length + block.length > metrics.bankRows) {
      banks.push(bank);
      bank = [];
    }
    bank.push(...block);
  }
  if (bank.length > 0) banks.push(bank);
  return banks;
}

/** Runs of rows that are not torn apart. */
function blocksOf(rows: readonly RowPlan[]): RowPlan[][] {
  const wires = splitWhere(rows, (row) => !row.ridesOn);
  const blocks: RowPlan[][] = [];
  for (const wire of wires) {
    const last = blocks.at(-1);
    const group = wire[0]?.group;
    const fits = last && last.length + wire.length <= metrics.bankRows;
    if (last && group !== undefined && last[0]?.group === group && fits) last.push(...wire);
    else blocks.push([...wire]);
  }
  return blocks;
}

function splitWhere<T>(items: readonly T[], starts: (item: T) => boolean): T[][] {
  const runs: T[][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last && !starts(item)) last.push(item);
    else runs.push([item]);
  }
  return runs;
}
