import { Button } from '#components/ui/button.tsx';

/** Over the picture, when a search finds nothing in it. */
export function NothingFound({ query, onClear }: { query: string; onClear(): void }) {
  return (
    <div className="absolute inset-x-0 top-6 flex justify-center">
      <div role="status" className="flex items-center gap-3 rounded-sm border border-line bg-panel px-3 py-2">
        <span>
          Nothing matches <span className="font-medium break-all">{query}</span>.
        </span>
        <Button onClick={onClear}>Clear the search</Button>
      </div>
    </div>
  );
}
