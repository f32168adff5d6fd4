'use client';

import { type RefObject, useState } from 'react';
import { usePage } from '#components/page-context.tsx';
import { Field } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { fieldsFor } from './address-fields.ts';
import { type ConnectFields, connectActionOf, fieldErrorsOf, noFields } from './connect-fields.ts';
import { FailureView } from './failure-view.tsx';
import { PlanView } from './plan-view.tsx';
import { SheetForm } from './sheet-form.tsx';
import type { ActionTarget, TargetNames } from './target.ts';
import { useApply } from './use-apply.ts';
import { usePlan } from './use-plan.ts';

export interface ActionFormProps {
  target: ActionTarget;
  names: TargetNames;
  submitRef: RefObject<HTMLButtonElement | null>;
  onDone(): void;
}

/** Connects a container to a network: fields, the plan in words, the button. */
export function ConnectForm({ target, names, submitRef, onDone }: ActionFormProps) {
  const { topology } = usePage();
  const [fields, setFields] = useState<ConnectFields>(noFields);
  const action = connectActionOf(target.containerId, target.networkId, fields);
  const planning = usePlan(action);
  const applying = useApply(names, planning.adopt, onDone);
  const offered = fieldsFor(topology, target);

  const failure = applying.failure ?? planning.failure;
  const { errors, rest } = fieldErrorsOf(failure?.fields ?? {});
  // A fault told at its field need not be told again below.
  const told = Object.keys(errors).length > 0 && rest.length === 0;
  const set = (name: keyof ConnectFields) => (value: string) => {
    applying.forget();
    setFields((last) => ({ ...last, [name]: value }));
  };
  const { plan } = planning;

  return (
    <SheetForm
      verb="Connect"
      busyVerb="Connecting…"
      busy={applying.busy}
      ready={planning.current && plan !== undefined}
      submitRef={submitRef}
      onSubmit={() => plan && applying.apply(action, plan)}
    >
      {offered.kind === 'fixed' ? (
        <p className="text-muted">{offered.reason}</p>
      ) : (
        <div className="grid grid-cols-[repeat(2,minmax(0,1fr))] gap-x-3 gap-y-2 max-sm:grid-cols-[minmax(0,1fr)]">
          {offered.ipv4 && (
            <Field
              label="IPv4 address"
              name="ipv4"
              value={fields.ipv4}
              onChange={set('ipv4')}
              placeholder="next free one"
              hint={offered.ipv4.length > 0 ? `in ${offered.ipv4.join(', ')}` : undefined}
              error={errors.ipv4}
            />
          )}
          {offered.ipv6 && (
            <Field
              label="IPv6 address"
              name="ipv6"
              value={fields.ipv6}
              onChange={set('ipv6')}
              placeholder="next free one"
              hint={`in ${offered.ipv6.join(', ')}`}
              error={errors.ipv6}
            />
          )}
          <Field
            label="Aliases"
            name="aliases"
            value={fields.aliases}
            onChange={set('aliases')}
            placeholder="none"
            hint={`further names for ${names.container}, with spaces between`}
            error={errors.aliases}
          />
        </div>
      )}
      {!told && (plan || !failure) && (
        <PlanView
          plan={plan}
          current={planning.current}
          heading="What will happen"
          lead={plan && `${plan.steps.map((step) => step.summary).join('. ')}.`}
        />
      )}
      {applying.changed && (
        <Notice tone="warn" role="alert">
          Things changed while you read. This is the plan as it is now: look again, then connect.
        </Notice>
      )}
      {failure && !told && <FailureView message={failure.message} engine={failure.engine} />}
    </SheetForm>
  );
}
