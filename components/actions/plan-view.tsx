import type { ReactNode } from 'react';
import { CommandLine } from '#components/ui/command-line.tsx';
import { cx } from '#components/ui/cx.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { Plan } from '#lib/actions/schema.ts';

export interface PlanViewProps {
  plan: Plan | undefined;
  /** Whether the plan is of what is asked for now; an older one is dimmed. */
  current: boolean;
  heading: string;
  /** What to say above the warnings. */
  lead?: ReactNode;
  /** What to say in place of warnings where there are none. */
  calm?: ReactNode;
}

/** A plan in words: what will be done, what to mind, and the same as commands. */
export function PlanView({ plan, current, heading, lead, calm }: PlanViewProps) {
  if (!plan) return <p className="text-muted">Planning…</p>;
  return (
    <div className={cx('grid gap-3 transition-opacity', !current && 'opacity-50')} aria-busy={!current}>
      <section>
        <h3 className="mb-1 text-2xs text-muted">{heading}</h3>
        {lead && <p>{lead}</p>}
        {plan.warnings.length === 0 && calm && <p>{calm}</p>}
        {plan.warnings.length > 0 && (
          <ul className={cx('grid gap-1.5', lead !== undefined && 'mt-1.5')}>
            {plan.warnings.map((warning) => (
              <li key={`${warning.code} ${warning.message}`}>
                <Notice tone="warn">{warning.message}</Notice>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="grid gap-1.5">
        <h3 className="text-2xs text-muted">The same as a command</h3>
        {plan.steps.map((step) => (
          <CommandLine key={`${step.host} ${step.cli}`} text={step.cli} />
        ))}
      </section>
    </div>
  );
}
