import {
  createColumnHelper,
  createPaginatedRowModel,
  createSortedRowModel,
  rowPaginationFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { compareValues } from './compare.ts';

/** A row is one thing of the topology with what its table shows of it. */
export interface Row {
  id: string;
  /** For tests and tools: `container-web`. */
  testId: string;
}

/** A column: what it sorts by and what it shows. */
export interface Column<R extends Row> {
  id: string;
  header: string;
  value(row: R): string | number;
  cell(row: R): ReactNode;
  /** Width, alignment, and below which width of the window the column is left out. */
  className?: string;
}

/** Boxes to tick at the rows, to do something with several at once. */
export interface Ticks<R extends Row> {
  ticked: ReadonlySet<string>;
  can(row: R): boolean;
  /** What the row's box is called. */
  label(row: R): string;
  onTick(id: string, on: boolean): void;
}

export const features = tableFeatures({
  rowSortingFeature,
  rowPaginationFeature,
  sortedRowModel: createSortedRowModel(),
  paginatedRowModel: createPaginatedRowModel(),
});

/** The library's columns for ours. */
export function columnDefs<R extends Row>(columns: readonly Column<R>[]) {
  const helper = createColumnHelper<typeof features, R>();
  return columns.map((column) =>
    helper.accessor((row: R): unknown => column.value(row), {
      id: column.id,
      header: column.header,
      sortFn: (a, b) => compareValues(column.value(a.original), column.value(b.original)),
    }),
  );
}
