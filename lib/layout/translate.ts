import type { Box, HostBox, Point } from './model.ts';

/** A host and all that is in it, moved. */
export function translateHost(host: HostBox, dx: number, dy: number): HostBox {
  const at = <T extends Point>(thing: T): T => ({ ...thing, x: thing.x + dx, y: thing.y + dy });
  return {
    ...at(host),
    title: at(host.title),
    banks: host.banks.map((bank) => ({
      ...at(bank),
      groups: bank.groups.map((group) => ({ ...at(group), bracket: at(group.bracket) })),
      rows: bank.rows.map((row) => ({
        ...row,
        pill: at(row.pill),
        jacks: row.jacks.map(at),
        ports: row.ports.map(at),
      })),
      columns: bank.columns.map(at),
    })),
    buses: host.buses.map((bus) => ({
      ...bus,
      line: at(bus.line),
      drops: bus.drops.map((drop: Box) => at(drop)),
    })),
    chips: host.chips.map(at),
  };
}
