import { ArrowDown, ArrowUp } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';

/** A column's head: a button that sorts by it, up and then down. */
export function HeaderCell({
  text,
  sorted,
  onSort,
  className,
}: {
  text: string;
  sorted: false | 'asc' | 'desc';
  onSort(): void;
  className?: string | undefined;
}) {
  const Arrow = sorted === 'desc' ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
      className={cx(
        'sticky top-0 z-10 border-b border-line bg-ground px-3 first:pl-4 font-normal',
        className,
      )}
    >
      <button
        type="button"
        onClick={onSort}
        className={cx(
          'group flex h-8 items-center gap-1 text-2xs whitespace-nowrap',
          sorted ? 'text-ink' : 'text-muted hover:text-ink',
        )}
      >
        {text}
        <Arrow
          aria-hidden="true"
          className={cx(
            'size-3',
            !sorted && 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60',
          )}
        />
      </button>
    </th>
  );
}
