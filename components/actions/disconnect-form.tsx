'use client';

import { Notice } from '#components/ui/notice.tsx';
import type { Action, Plan } from '#lib/actions/schema.ts';
import type { ActionFormProps } from './connect-form.tsx';
import { FailureView } from './failure-view.tsx';
import { PlanView } from './plan-view.tsx';
import { SheetForm } from './sheet-form.tsx';
import { broughtBack } from './undo-words.ts';
import { useApply } from './use-apply.ts';
import { usePlan } from './use-plan.ts';

/** Takes a container off a network: what is lost with that, the way back, the button. */
export function DisconnectForm({ target, names, submitRef, onDone }: ActionFormProps) {
  const { containerId, networkId } = target;
  const action: Action = { kind: 'disconnect', networkId, containerId };
  const planning = usePlan(action);
  const applying = useApply(names, planning.adopt, onDone);
  const failure = applying.failure ?? planning.failure;
  const { plan } = planning;
  return (
    <SheetForm
      verb="Disconnect"
      busyVerb="Disconnecting…"
      busy={applying.busy}
      ready={planning.current && plan !== undefined}
      submitRef={submitRef}
      onSubmit={() => plan && applying.apply(action, plan)}
    >
      {(plan || !failure) && (
        <PlanView
          plan={plan}
          current={planning.current}
          heading="What will be lost"
          calm={`Only the connection itself: nobody else on ${names.network} reaches ${names.container} there.`}
        />
      )}
      {plan && <UndoNote plan={plan} />}
      {applying.changed && (
        <Notice tone="warn" role="alert">
          Things changed while you read. This is the plan as it is now: look again, then disconnect.
        </Notice>
      )}
      {failure && <FailureView message={failure.message} engine={failure.engine} />}
    </SheetForm>
  );
}

/** Whether there is a way back, and how far it leads. Where there is none the plan warns itself. */
function UndoNote({ plan }: { plan: Plan }) {
  if (plan.undo?.kind !== 'connect') return null;
  const back = broughtBack(plan.undo);
  return <p className="text-muted">You can undo it afterwards{back && <>: that brings back {back}</>}.</p>;
}
