import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something for those who ask, behind its name. */
export function Disclosure({
  summary,
  open,
  children,
}: {
  summary: ReactNode;
  /** Open from the start. */
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details className="group/details" open={open}>
      <summary className="flex cursor-default list-none items-center gap-1 text-xs text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-3.5 transition-transform group-open/details:rotate-90"
        />
        {summary}
      </summary>
      <div className="mt-1.5 pl-4.5">{children}</div>
    </details>
  );
}
