'use client';

import { Dialog } from '@base-ui/react/dialog';
import type { FormEvent, KeyboardEvent, ReactNode, RefObject } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '#components/ui/button.tsx';

export interface SheetFormProps {
  /** What the button says, at rest and while it works. */
  verb: string;
  busyVerb: string;
  busy: boolean;
  ready: boolean;
  /** There is nothing to submit any more: what is left to do is in the body. */
  over?: boolean;
  /** What the other button says. */
  leave?: string;
  submitRef: RefObject<HTMLButtonElement | null>;
  onSubmit(): void;
  /** It was pressed before it was ready. */
  onRefused?: (() => void) | undefined;
  children: ReactNode;
}

/** The body of a sheet that does something: Enter does it, Escape does not. */
export function SheetForm({
  verb,
  busyVerb,
  busy,
  ready,
  over = false,
  leave = 'Cancel',
  submitRef,
  onSubmit,
  onRefused,
  children,
}: SheetFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!ready || busy) {
      const form = event.currentTarget;
      // What is wrong may be marked only now.
      flushSync(() => onRefused?.());
      form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    onSubmit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The Enter that opened the sheet, held down, must not also confirm it.
    if (event.key === 'Enter' && event.repeat) event.preventDefault();
  };
  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-5 py-4">{children}</div>
      <footer className="sticky -bottom-4 flex justify-end gap-2 rounded-b-md border-t border-line bg-panel px-5 py-3 max-sm:bottom-0 max-sm:rounded-none">
        <Dialog.Close render={<Button>{leave}</Button>} />
        {/* Not disabled: it keeps the focus while it works, and says what is missing when pressed. */}
        {!over && (
          <Button ref={submitRef} type="submit" look="primary" aria-disabled={!ready || busy}>
            {busy ? busyVerb : verb}
          </Button>
        )}
      </footer>
    </form>
  );
}
