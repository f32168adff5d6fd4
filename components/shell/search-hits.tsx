import { cx } from '#components/ui/cx.ts';
import type { Hit, SearchResult } from '#lib/store/search.ts';

/** The best hits below the search box; the arrow keys move in it while the focus stays in the box. */
export function SearchHits({
  id,
  result,
  active,
  onPick,
}: {
  id: string;
  result: SearchResult;
  active: number;
  onPick(hit: Hit): void;
}) {
  const more = result.total - result.hits.length;
  return (
    <div className="absolute top-full right-0 left-0 z-40 mt-1 min-w-64 overflow-hidden rounded-sm border border-line bg-panel shadow-lg shadow-black/15">
      <div id={id} role="listbox" aria-label="Hits" className="max-h-96 overflow-y-auto p-1">
        {result.hits.map((hit, position) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box, which names the active option
          <div
            key={hit.selection.id}
            id={`${id}-${position}`}
            role="option"
            aria-selected={position === active}
            // The box must keep the focus, or the list is gone before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(hit)}
            onKeyDown={undefined}
            className={cx(
              'flex cursor-default items-baseline gap-3 rounded-xs px-2 py-1',
              position === active ? 'bg-ink/7' : 'hover:bg-ink/5',
            )}
          >
            <span className="min-w-0 flex-1 truncate font-medium">{hit.title}</span>
            <span className="max-w-[55%] truncate text-2xs text-muted">{hit.detail}</span>
          </div>
        ))}
      </div>
      {more > 0 && <p className="border-t border-line px-3 py-1.5 text-2xs text-muted">{more} more</p>}
    </div>
  );
}
