'use client';

import { useRef, useState } from 'react';
import { inspectorId } from '#components/inspector/focus.ts';
import { usePage } from '#components/page-context.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { ConnectForm } from './connect-form.tsx';
import { DisconnectForm } from './disconnect-form.tsx';
import { type ActionTarget, namesOf } from './target.ts';

/**
 * What opened the sheet may be gone with what the sheet did (a disconnected endpoint's row): then the inspector
 * or the table takes the keyboard. The dialog returns the focus only after it has told that it is closed.
 */
function keepFocus(): void {
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    const row = document.querySelector<HTMLElement>('[role="grid"] tr[tabindex="0"]');
    (row ?? document.getElementById(inspectorId))?.focus({ preventScroll: true });
  }, 100);
}

/** The sheet that plans and applies an action. */
export function ActionSheet({ target, onClose }: { target: ActionTarget | undefined; onClose(): void }) {
  const { topology } = usePage();
  const submit = useRef<HTMLButtonElement>(null);
  // The sheet keeps what it is about while it fades, also when that is gone from the topology by then.
  const [shown, setShown] = useState<{ target: ActionTarget; names: ReturnType<typeof namesOf> }>();
  if (target && shown?.target !== target) setShown({ target, names: namesOf(topology, target) });

  const names = shown?.names;
  const title =
    shown?.target.kind === 'disconnect'
      ? `Disconnect ${names?.container} from ${names?.network}`
      : `Connect ${names?.container} to ${names?.network}`;
  const Form = shown?.target.kind === 'disconnect' ? DisconnectForm : ConnectForm;
  return (
    <Sheet
      open={target !== undefined}
      onClose={onClose}
      title={title}
      subtitle={`on ${names?.host}`}
      initialFocus={submit}
      onClosed={keepFocus}
    >
      {shown && <Form target={shown.target} names={shown.names} submitRef={submit} onDone={onClose} />}
    </Sheet>
  );
}
