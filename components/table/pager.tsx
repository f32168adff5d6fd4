import { Button } from '#components/ui/button.tsx';

/** Which part of a long table shows, and the way to the others. */
export function Pager({
  at,
  pageSize,
  count,
  onTurn,
}: {
  at: number;
  pageSize: number;
  count: number;
  onTurn(to: number): void;
}) {
  const first = at * pageSize + 1;
  const last = Math.min(count, first + pageSize - 1);
  return (
    <nav
      aria-label="Pages"
      className="flex items-center gap-2 border-t border-line bg-panel px-4 py-1.5 text-xs text-muted"
    >
      <p role="status" className="mr-auto tabular-nums">
        {first.toLocaleString('en')}–{last.toLocaleString('en')} of {count.toLocaleString('en')}
      </p>
      <Button disabled={at === 0} onClick={() => onTurn(at - 1)}>
        Previous
      </Button>
      <Button disabled={last === count} onClick={() => onTurn(at + 1)}>
        Next
      </Button>
    </nav>
  );
}
