import type { RefObject } from 'react';

/** What every form in the action sheet is given. */
export interface FormProps {
  submitRef: RefObject<HTMLButtonElement | null>;
  /** All is done: the sheet may close. */
  onDone(): void;
}
