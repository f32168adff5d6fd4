'use client';

import { type RefObject, useEffect, useRef } from 'react';

/**
 * Keeps the keyboard where it was: if the thing with the focus goes (a push removed its row, its button), the
 * fallback takes the focus instead of the page's top.
 */
export function useKeepFocus(
  place: RefObject<HTMLElement | null>,
  fallback: () => HTMLElement | null | undefined,
): void {
  const last = useRef<Node>(undefined);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      last.current = target instanceof Node && place.current?.contains(target) ? target : undefined;
    };
    const forget = () => {
      if (document.activeElement === document.body) last.current = undefined;
    };
    document.addEventListener('focusin', note);
    // A click beside everything takes the focus away on purpose.
    document.addEventListener('click', forget);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('click', forget);
    };
  }, [place]);
  // After every render: any of them may have removed it.
  useEffect(() => {
    if (!last.current || last.current.isConnected || document.activeElement !== document.body) return;
    last.current = undefined;
    fallback()?.focus({ preventScroll: true });
  });
}
