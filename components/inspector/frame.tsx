'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePage } from '#components/page-context.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';

/** The head of the inspector: what kind of thing, its name, what can be done with it. */
export function Frame({
  kind,
  title,
  status,
  actions,
  children,
}: {
  /** `Container on h1`, with links in it. */
  kind: ReactNode;
  title: string;
  status?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const { select } = usePage();
  return (
    <>
      <header className="px-4 pt-2.5 pb-3">
        <div className="flex items-center gap-2">
          <p className="min-w-0 flex-1 text-xs text-muted">{kind}</p>
          <IconButton label="Close" className="-mr-1.5" onClick={() => select(undefined)}>
            <X className="size-4" />
          </IconButton>
        </div>
        <h2 className="text-lg font-semibold wrap-anywhere">{title}</h2>
        {status && <div className="mt-0.5">{status}</div>}
        {actions && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </>
  );
}
