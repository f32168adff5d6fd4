import type { ReactNode } from 'react';

/** A part of the inspector under a small heading, with an action at its right. */
export function Section({
  title,
  count,
  action,
  children,
}: {
  title: string;
  count?: number;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="border-t border-line px-4 py-3">
      <header className="mb-1.5 flex min-h-5 items-center gap-2">
        <h3 className="flex-1 text-2xs text-muted">
          {title}
          {count !== undefined && <span className="tabular-nums"> · {count}</span>}
        </h3>
        {action}
      </header>
      {children}
    </section>
  );
}
