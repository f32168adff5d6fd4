'use client';

import type { ReactNode } from 'react';
import { usePage } from '#components/page-context.tsx';
import type { Selection } from '#lib/store/selection.ts';

/** The name of a thing; clicking it selects the thing. */
export function ThingLink({ to, title, children }: { to: Selection; title?: string; children: ReactNode }) {
  const { select } = usePage();
  return (
    <button
      type="button"
      title={title}
      onClick={() => select(to)}
      className="max-w-full rounded-xs text-left wrap-anywhere underline decoration-line underline-offset-3 hover:decoration-current"
    >
      {children}
    </button>
  );
}
