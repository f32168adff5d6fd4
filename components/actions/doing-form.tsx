'use client';

import type { ReactNode } from 'react';
import type { FormProps } from './form-props.ts';
import { SheetForm } from './sheet-form.tsx';
import type { Doing } from './use-doing.ts';

export interface DoingFormProps extends Pick<FormProps, 'submitRef'> {
  doing: Doing;
  verb: string;
  busyVerb: string;
  onRefused?: () => void;
  children: ReactNode;
}

/** The body of a sheet that applies an action when it is ready. */
export function DoingForm({ doing, verb, busyVerb, submitRef, onRefused, children }: DoingFormProps) {
  return (
    <SheetForm
      verb={verb}
      busyVerb={busyVerb}
      busy={doing.applying.busy}
      ready={doing.ready}
      submitRef={submitRef}
      onSubmit={doing.apply}
      over={doing.applying.partial !== undefined}
      {...(doing.applying.partial ? { leave: 'Close' } : {})}
      onRefused={onRefused}
    >
      {children}
    </SheetForm>
  );
}
