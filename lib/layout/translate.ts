import type { Bank, Box, Foot, HostBox, Join, Point } from './model.ts';

/** A host and all that is in it, moved. */
export function translateHost(host: HostBox, dx: number, dy: number): HostBox {
  const at = mover(dx, dy);
  return {
    ...at(host),
    title: at(host.title),
    banks: host.banks.map((bank) => translateBank(bank, dx, dy)),
    buses: host.buses.map((bus) => translateJoin(bus, dx, dy)),
    chips: host.chips.map(at),
    ...(host.foot ? { foot: { ...at<Foot>(host.foot), items: host.foot.items.map(at) } } : {}),
  };
}

/** A bank and all that is in it, moved. */
export function translateBank(bank: Bank, dx: number, dy: number): Bank {
  const at = mover(dx, dy);
  return {
    ...at(bank),
    groups: bank.groups.map((group) => ({ ...at(group), bracket: at(group.bracket) })),
    rows: bank.rows.map((row) => ({
      ...row,
      pill: at(row.pill),
      jacks: row.jacks.map(at),
      ports: row.ports.map(at),
    })),
    columns: bank.columns.map(at),
  };
}

function translateJoin(join: Join, dx: number, dy: number): Join {
  const at = mover(dx, dy);
  const drops = join.drops.map((drop) => ({ ...drop, line: at<Box>(drop.line) }));
  return { ...join, bar: at(join.bar), drops, ...(join.trunk ? { trunk: at(join.trunk) } : {}) };
}

const mover =
  (dx: number, dy: number) =>
  <T extends Point>(thing: T): T => ({ ...thing, x: thing.x + dx, y: thing.y + dy });
