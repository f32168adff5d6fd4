'use client';

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';

/** Something for those who ask, behind its name. */
export function Disclosure({
  summary,
  open = false,
  children,
}: {
  summary: ReactNode;
  /** Whether it is open at first. */
  open?: boolean;
  children: ReactNode;
}) {
  const [first] = useState(open);
  return (
    <details open={first} className="group/details">
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
