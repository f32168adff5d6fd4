'use client';

import { type RefObject, useState } from 'react';
import { DoingForm } from '#components/actions/doing-form.tsx';
import { DoingView } from '#components/actions/doing-view.tsx';
import type { FormProps } from '#components/actions/form-props.ts';
import { useDoing } from '#components/actions/use-doing.ts';
import { usePage } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { AddressSpace } from './address-space.tsx';
import type { Editor } from './editor.ts';
import { ExpertForm } from './expert-form.tsx';
import { faultsOfFields } from './field-faults.ts';
import { type Goal, goalOf, hiddenSettings, withGoal } from './goals.ts';
import { GuidedForm } from './guided-form.tsx';
import { hostsForGoal } from './hosts-of.ts';
import { Review } from './review.tsx';
import { isShownByGuide } from './shown-by-guide.ts';
import { startFields } from './start-fields.ts';
import { useInterfaces } from './use-interfaces.ts';
import { createActionOf, wantsSwarm } from './wizard-fields.ts';

export interface CreateFormProps extends FormProps {
  hostIds?: string[] | undefined;
  like?: string | undefined;
  firstRef: RefObject<HTMLInputElement | null>;
}

const modes = [
  { value: 'guided', label: 'Guided' },
  { value: 'expert', label: 'Expert' },
] as const;

/** Makes a network: from what is wanted, or field by field; beside it where its addresses are, and the plan. */
export function CreateForm({ hostIds, like, firstRef, submitRef, onDone }: CreateFormProps) {
  const { topology } = usePage();
  const [fields, setFields] = useState(() => startFields(topology, { hostIds, like }));
  const [goal, setGoal] = useState<Goal | undefined>(() => goalOf(fields));
  const [mode, setMode] = useState<'guided' | 'expert'>(() =>
    goal === undefined || hiddenSettings(fields, goal).length > 0 ? 'expert' : 'guided',
  );
  // An empty name is told only to those who tried.
  const [tried, setTried] = useState(false);
  const wanted = createActionOf(fields);
  const { name } = wanted.spec;
  const own = faultsOfFields(fields);
  const sayable = name !== '' && Object.keys(own).length === 0;
  const words = { key: `create ${name}`, done: `${name} is made`, undone: `${name} is removed again` };
  const doing = useDoing(sayable ? wanted : undefined, words, onDone);
  const interfaces = useInterfaces(fields.hostIds);
  const faults: Record<string, string> = {
    ...(tried && name === '' ? { 'spec.name': 'Give the network a name.' } : {}),
    ...own,
    ...(sayable ? doing.failure?.fields : {}),
  };
  const editor: Editor = {
    fields,
    fault: (path) => faults[path],
    change: (update) => {
      doing.applying.forget();
      setFields(update);
    },
  };
  const choose = (next: Goal) => {
    setGoal(next);
    editor.change((last) => hostsForGoal(topology, withGoal(last, next)));
  };
  const show = (next: 'guided' | 'expert') => {
    if (next === 'guided') setGoal(goalOf(fields));
    setMode(next);
  };
  const told = sayable && Object.keys(doing.failure?.fields ?? {}).length > 0;
  // What is told at its field is not told again; where the guide does not show the field, the way there is.
  const elsewhere =
    mode === 'guided' ? Object.entries(faults).filter(([path]) => !isShownByGuide(path, goal)) : [];

  return (
    <DoingForm
      doing={doing}
      verb="Create"
      busyVerb="Creating…"
      submitRef={submitRef}
      onRefused={() => setTried(true)}
    >
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,23rem)] gap-x-6 gap-y-5 max-md:grid-cols-[minmax(0,1fr)]">
        <div className="grid content-start gap-4">
          <div className="flex">
            <Segmented label="Form" segments={modes} value={mode} onChange={show} />
          </div>
          {mode === 'guided' ? (
            <GuidedForm
              editor={editor}
              goal={goal}
              onGoal={choose}
              onExpert={() => show('expert')}
              interfaces={interfaces}
              firstRef={firstRef}
            />
          ) : (
            <ExpertForm editor={editor} interfaces={interfaces} nameRef={firstRef} />
          )}
          {elsewhere.length > 0 && (
            <Notice tone="bad" role="alert">
              {elsewhere.map(([path, fault]) => (
                <p key={path}>{fault}</p>
              ))}
              <Button size="small" className="mt-1.5" onClick={() => show('expert')}>
                Show in the expert form
              </Button>
            </Notice>
          )}
        </div>
        <div className="grid content-start gap-4 max-md:border-t max-md:border-line max-md:pt-4 md:border-l md:border-line md:pl-6">
          <AddressSpace action={wanted} forSwarm={wantsSwarm(fields.spec)} interfaces={interfaces} />
          {sayable ? (
            <DoingView
              doing={doing}
              told={told}
              verb="create"
              heading="What will happen"
              lead={
                doing.planning.plan && `${doing.planning.plan.steps.map((step) => step.summary).join('. ')}.`
              }
            />
          ) : (
            name === '' && <p className="text-muted">Give it a name to see what will happen.</p>
          )}
          {name !== '' && (told || !sayable) && (
            <Notice tone="bad">Mend what is marked to see what will happen.</Notice>
          )}
          {sayable && <Review action={wanted} />}
        </div>
      </div>
    </DoingForm>
  );
}
