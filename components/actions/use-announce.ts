'use client';

import { useCallback } from 'react';
import { applyAction, readContainer } from '#components/api.ts';
import { useToasts } from '#components/ui/toast.tsx';
import type { Action } from '#lib/actions/schema.ts';
import { outcomeOf } from './apply-outcome.ts';
import type { TargetNames } from './target.ts';
import { cameBack, doneText, undoneText } from './undo-words.ts';

/** Long enough to notice a mistake; hovering or focusing the message holds it. */
const undoTime = 20_000;

export interface Announce {
  /** Says that an action is done, and offers to undo it. */
  done(kind: Action['kind'], names: TargetNames, undo: Action | undefined): void;
  /** Says that an action failed whose sheet is gone. */
  failed(message: string): void;
}

/** The messages at the page's foot that tell of actions. */
export function useAnnounce(): Announce {
  const { add, close } = useToasts();

  const failed = useCallback(
    (message: string) => {
      add({ type: 'error', title: message, timeout: 0, priority: 'high' });
    },
    [add],
  );

  const undoIt = useCallback(
    async (undo: Action, names: TargetNames) => {
      const working = add({ title: 'Undoing…', timeout: 0 });
      const outcome = outcomeOf(await applyAction(undo));
      const detail = undo.kind === 'connect' ? await readContainer(undo.containerId) : undefined;
      close(working);
      if (outcome.kind !== 'done') {
        const message =
          outcome.kind === 'failed' ? outcome.message : 'Things changed meanwhile. Connect it by hand.';
        add({
          type: 'error',
          title: `Undo failed: ${message}`,
          timeout: 0,
          priority: 'high',
          actionProps: { children: 'Try again', onClick: () => void undoIt(undo, names) },
        });
        return;
      }
      const description =
        undo.kind === 'connect' ? cameBack(undo, detail?.ok ? detail.value : undefined) : undefined;
      add({ type: 'done', title: undoneText(undo, names.container, names.network), description });
    },
    [add, close],
  );

  const done = useCallback(
    (kind: Action['kind'], names: TargetNames, undo: Action | undefined) => {
      const id = add({
        type: 'done',
        title: doneText(kind, names.container, names.network),
        timeout: undoTime,
        ...(undo && {
          actionProps: {
            children: 'Undo',
            onClick: () => {
              close(id);
              void undoIt(undo, names);
            },
          },
        }),
      });
    },
    [add, close, undoIt],
  );

  return { done, failed };
}
