'use client';

import { useCallback } from 'react';
import { applyAction, readContainer } from '#components/api.ts';
import { useToasts } from '#components/ui/toast.tsx';
import { isUndone, outcomeOf, type Undo } from './apply-outcome.ts';
import type { ActionWords } from './target.ts';
import { cameBack } from './undo-words.ts';

/** Long enough to notice a mistake; hovering or focusing the message holds it. */
const undoTime = 20_000;
const readTime = 8_000;
const untilDismissed = 0;
const typedElsewhere =
  'This would cut off what Patchbay itself needs. Do it where the container is shown: there it can be confirmed by typing.';

interface Message {
  type?: 'done' | 'error';
  title: string;
  description?: string | undefined;
  timeout: number;
  button?: { text: string; onClick(): void } | undefined;
}

export interface Announce {
  /** Says that an action is done, and offers to undo it. */
  done(words: ActionWords, undo: Undo | undefined): void;
  /** Says that an action failed whose sheet is gone. */
  failed(words: ActionWords, message: string): void;
}

/**
 * The messages at the page's foot that tell of actions. What is about the same thing has one place: what is
 * newer takes it, or an old Undo would undo what came after.
 */
export function useAnnounce(): Announce {
  const { add } = useToasts();

  const show = useCallback(
    ({ key }: ActionWords, { type, title, description, timeout, button }: Message) => {
      add({
        id: key,
        // All of them each time: what is left out would stay from the message before.
        type,
        title,
        description,
        timeout,
        priority: type === 'error' ? 'high' : 'low',
        actionProps: button && { children: button.text, onClick: button.onClick },
      });
    },
    [add],
  );

  const failed = useCallback(
    (words: ActionWords, title: string) => show(words, { type: 'error', title, timeout: untilDismissed }),
    [show],
  );

  const undoIt = useCallback(
    async ({ action: undo, fingerprint }: Undo, words: ActionWords) => {
      show(words, { title: 'Undoing…', timeout: untilDismissed });
      const outcome = outcomeOf(await applyAction({ action: undo, fingerprint }), undo);
      const again = (text: string, newPlan = fingerprint) => ({
        text,
        onClick: () => void undoIt({ action: undo, fingerprint: newPlan }, words),
      });
      const refuse = (title: string, description: string, button: Message['button']) =>
        show(words, { type: 'error', title, description, timeout: untilDismissed, button });
      if (outcome.kind === 'failed' && isUndone(undo, outcome.code)) {
        const description = `${words.undone}; nothing was left to do.`;
        return show(words, { type: 'done', title: 'Already undone', description, timeout: readTime });
      }
      if (outcome.kind === 'failed' && outcome.code === 'confirmation-needed')
        return show(words, {
          type: 'error',
          title: 'Not undone',
          description: typedElsewhere,
          timeout: untilDismissed,
        });
      if (outcome.kind === 'failed') return refuse('Undo failed', outcome.message, again('Try again'));
      if (outcome.kind === 'plan-changed') {
        const { steps, warnings, fingerprint: newPlan } = outcome.plan;
        const says = [
          ...steps.map(({ summary }) => `${summary}.`),
          ...warnings.map(({ message }) => message),
        ];
        return refuse('Undoing would do something else by now', says.join(' '), again('Do that', newPlan));
      }
      const detail = undo.kind === 'connect' ? await readContainer(undo.containerId) : undefined;
      const description = undo.kind === 'connect' && detail?.ok ? cameBack(undo, detail.value) : undefined;
      show(words, { type: 'done', title: words.undone, description, timeout: readTime });
      if (outcome.unrecorded) failed({ ...words, key: 'unrecorded' }, outcome.unrecorded);
    },
    [show, failed],
  );

  const done = useCallback(
    (words: ActionWords, undo: Undo | undefined) =>
      show(words, {
        type: 'done',
        title: words.done,
        timeout: undoTime,
        button: undo && { text: 'Undo', onClick: () => void undoIt(undo, words) },
      }),
    [show, undoIt],
  );

  return { done, failed };
}
