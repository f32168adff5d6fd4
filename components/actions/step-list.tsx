import { Check, CircleDashed, LoaderCircle, Minus, X } from 'lucide-react';
import type { StepResult } from '#lib/actions/schema.ts';

const signs = {
  done: { Icon: Check, tone: 'text-ok', says: 'done' },
  failed: { Icon: X, tone: 'text-bad', says: 'failed' },
  skipped: { Icon: Minus, tone: 'text-muted', says: 'not tried' },
  working: { Icon: LoaderCircle, tone: 'animate-spin text-accent', says: 'under way' },
  waiting: { Icon: CircleDashed, tone: 'text-muted', says: 'to do' },
} as const;

/** The steps of an action with what became of each so far. */
export function StepList({
  steps,
  ended,
  working = false,
}: {
  steps: readonly { summary: string }[];
  ended: ReadonlyMap<number, StepResult>;
  /** They are done one after the other, now. */
  working?: boolean;
}) {
  return (
    <ol className="grid gap-1.5" aria-live="polite">
      {steps.map((step, at) => {
        const result = ended.get(at);
        const { Icon, tone, says } =
          signs[result?.status ?? (working && at === ended.size ? 'working' : 'waiting')];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the plan.
          <li key={at} className="flex items-start gap-2">
            <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${tone}`} />
            <div className="min-w-0">
              <p className="wrap-anywhere">
                {result?.summary ?? step.summary} <span className="text-muted">({says})</span>
              </p>
              {result?.error && <p className="mt-0.5 text-xs text-muted">{result.error.message}</p>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
