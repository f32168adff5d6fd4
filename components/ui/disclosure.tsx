'use client';

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Something for those who ask, behind its name. */
export function Disclosure({
  summary,
  open = false,
  reveal = false,
  children,
}: {
  summary: ReactNode;
  /** Whether it is open at first. */
  open?: boolean;
  /** Something in it must be seen: it opens when that begins. */
  reveal?: boolean;
  children: ReactNode;
}) {
  const [first] = useState(open);
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (reveal && details.current) details.current.open = true;
  }, [reveal]);
  return (
    <details ref={details} open={first} className="group/details">
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
