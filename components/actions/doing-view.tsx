'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { FailureView } from './failure-view.tsx';
import { PlanView } from './plan-view.tsx';
import { StepList } from './step-list.tsx';
import type { Doing } from './use-doing.ts';

export interface DoingViewProps {
  doing: Doing;
  /** Above the plan's words. */
  heading: string;
  lead?: ReactNode;
  /** What to say where there is nothing to mind. */
  calm?: ReactNode;
  /** The verb of the button, for sentences: `connect`. */
  verb: string;
  /** Whether what failed is told at its field already. */
  told?: boolean;
}

/** What an action will do, is doing, or has done in part: the same for all of them. */
export function DoingView({ doing, heading, lead, calm, verb, told = false }: DoingViewProps) {
  const { planning, applying, failure } = doing;
  const { plan } = planning;
  const working = applying.busy && !applying.beyond && applying.steps.length > 1;
  if (applying.partial) return <PartialView doing={doing} />;
  if (applying.busy && applying.beyond) return <p className="text-muted">Working…</p>;
  return (
    <>
      {!told && !working && (plan || (!failure && doing.action)) && (
        <PlanView plan={plan} current={planning.current} heading={heading} lead={lead} calm={calm} />
      )}
      {working && (
        <div className="grid gap-2">
          <StepList steps={applying.steps} ended={applying.ended} working />
          <div>
            <Button size="small" disabled={applying.stopping} onClick={applying.stop}>
              {applying.stopping ? 'Stopping after this step…' : 'Stop after this step'}
            </Button>
          </div>
        </div>
      )}
      {plan?.confirm && planning.current && !working && <ConfirmView doing={doing} confirm={plan.confirm} />}
      {applying.changed && (
        <Notice tone="warn" role="alert">
          Things changed while you read. This is the plan as it is now: look again, then {verb}.
        </Notice>
      )}
      {failure && !told && <FailureView message={failure.message} engine={failure.engine} />}
    </>
  );
}

/** What would cut off Patchbay itself is typed, not clicked. */
function ConfirmView({ doing, confirm }: { doing: Doing; confirm: { text: string; reason: string } }) {
  return (
    <div className="grid gap-2">
      <Notice tone="bad" role="alert">
        {confirm.reason}
      </Notice>
      <Field
        label={`Type ${confirm.text} to do it all the same`}
        name="confirmation"
        value={doing.typed}
        onChange={doing.type}
      />
    </div>
  );
}

/** Half done: which steps were, and what can be done about it. */
function PartialView({ doing: { applying } }: { doing: Doing }) {
  const { partial, revised, failure } = applying;
  const follow = useRef<HTMLDivElement>(null);
  // The button that did it is gone, and the focus with it.
  useEffect(() => follow.current?.querySelector('button')?.focus(), []);
  if (!partial) return null;
  const done = partial.steps.filter(({ status }) => status === 'done').length;
  const { undo, finish } = partial;
  return (
    <div className="grid gap-3">
      <Notice tone="bad" role="alert">
        Only a part was done: {done} of {partial.steps.length} steps. {failure?.message}
      </Notice>
      <StepList steps={partial.steps} ended={new Map(partial.steps.map((step, at) => [at, step]))} />
      {revised && (
        <Notice tone="warn" role="alert">
          Things changed meanwhile. {revised.of === 'finish' ? 'Doing the rest' : 'Undoing'} would now do
          this: {revised.plan.steps.map(({ summary }) => `${summary}.`).join(' ')}{' '}
          {revised.plan.warnings.map(({ message }) => message).join(' ')} Press again to do that.
        </Notice>
      )}
      <div ref={follow} className="flex flex-wrap gap-2">
        {finish && (
          <Button look="primary" onClick={applying.finish}>
            Do the rest
          </Button>
        )}
        {undo && <Button onClick={applying.rollBack}>Undo what was done</Button>}
      </div>
    </div>
  );
}
