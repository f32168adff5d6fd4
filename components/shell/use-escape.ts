'use client';

import { useEffect } from 'react';
import type { PicksControl } from '#components/page-context.tsx';
import type { Selection } from '#lib/store/selection.ts';

/** Where Escape means the whole page: nothing has the focus (as after a click in the picture), a row, the foot bar. */
const wholePage = '[role="grid"], [data-pick-bar]';

/** Escape lets go of what is picked first, then of what is selected. */
export function useEscape(
  select: (selection: Selection | undefined) => void,
  { picks, letGo }: PicksControl,
): void {
  const any = picks.length > 0;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      const nowhere = event.target === document.body;
      const within = event.target instanceof Element && event.target.closest(wholePage) !== null;
      if (any && (nowhere || within)) letGo();
      else if (nowhere) select(undefined);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [select, any, letGo]);
}
