import { CircleAlert, TriangleAlert } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import { count } from '#components/words/counts.ts';
import type { Finding } from '#lib/topology/model-wires.ts';

/** How many findings there are, with the sign and the colour of the worst. */
export function FindingCount({ findings }: { findings: readonly Finding[] }) {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const Icon = errors > 0 ? CircleAlert : TriangleAlert;
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 text-2xs tabular-nums',
        errors > 0 ? 'text-bad' : 'text-warn',
      )}
    >
      <Icon aria-hidden="true" className="size-3.5" />
      {findings.length}
      {errors > 0 && <span className="sr-only">, {count(errors, 'error')}</span>}
    </span>
  );
}
