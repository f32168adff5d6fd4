'use client';

import type { Action, Plan } from '#lib/actions/schema.ts';
import { DoingForm } from './doing-form.tsx';
import { DoingView } from './doing-view.tsx';
import type { FormProps } from './form-props.ts';
import type { ActionWords, MembershipNames } from './target.ts';
import { broughtBack } from './undo-words.ts';
import { useDoing } from './use-doing.ts';

export interface MembershipFormProps extends FormProps {
  about: { containerId: string; networkId: string };
  names: MembershipNames;
}

/** Takes a container off a network: what is lost with that, the way back, the button. */
export function DisconnectForm({ about, names, submitRef, onDone }: MembershipFormProps) {
  const { containerId, networkId } = about;
  const action: Action = { kind: 'disconnect', networkId, containerId };
  const words: ActionWords = {
    key: `${containerId} ${networkId}`,
    done: `${names.container} is off ${names.network}`,
    undone: `${names.container} is back on ${names.network}`,
  };
  const doing = useDoing(action, words, onDone);
  const { plan } = doing.planning;
  return (
    <DoingForm doing={doing} verb="Disconnect" busyVerb="Disconnecting…" submitRef={submitRef}>
      <DoingView
        doing={doing}
        verb="disconnect"
        heading="What will be lost"
        calm={`Only the connection itself: nobody else on ${names.network} reaches ${names.container} there.`}
      />
      {plan && <UndoNote plan={plan} />}
    </DoingForm>
  );
}

/** Whether there is a way back, and how far it leads. Where there is none the plan warns itself. */
function UndoNote({ plan }: { plan: Plan }) {
  if (plan.undo?.kind !== 'connect') return null;
  const back = broughtBack(plan.undo);
  return <p className="text-muted">You can undo it afterwards{back && <>: that brings back {back}</>}.</p>;
}
