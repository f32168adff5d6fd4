import { TriangleAlert } from 'lucide-react';
import type { Point } from '#lib/layout/model.ts';
import type { Hint } from './hint.ts';
import { HintRates } from './hint-rates.tsx';

/** What is under the pointer, in words, and what a click or letting go would do. */
export function GraphTooltip({ hint, at }: { hint: Hint; at: Point }) {
  return (
    <div
      className="pointer-events-none absolute top-0 left-0 z-10 max-w-72 rounded border border-line bg-panel px-2.5 py-1.5 text-xs shadow-sm"
      style={{
        transform: `translate(max(8px, min(${at.x + 14}px, 100cqw - 100% - 8px)), max(8px, min(${at.y + 18}px, 100cqh - 100% - 8px)))`,
      }}
      data-testid="graph-tooltip"
    >
      <div className="font-medium wrap-anywhere">
        {hint.warning && (
          <TriangleAlert size={13} className="mr-1 inline-block align-[-2px] text-warn" aria-hidden />
        )}
        {hint.title}
      </div>
      {hint.facts.map((fact) => (
        <div key={fact} className="wrap-anywhere text-muted">
          {fact}
        </div>
      ))}
      {hint.countedId && <HintRates key={hint.countedId} id={hint.countedId} />}
      {hint.click && <div className="mt-0.5 text-accent">{hint.click}</div>}
    </div>
  );
}
