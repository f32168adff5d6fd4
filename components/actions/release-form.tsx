'use client';

import { usePage } from '#components/page-context.tsx';
import { entityOf } from '#lib/topology/entity-of.ts';
import { DoingForm } from './doing-form.tsx';
import { DoingView } from './doing-view.tsx';
import type { FormProps } from './form-props.ts';
import { useDoing } from './use-doing.ts';

/** Frees an endpoint whose container is gone. */
export function ReleaseForm({ endpointId, submitRef, onDone }: FormProps & { endpointId: string }) {
  const { topology } = usePage();
  const name = entityOf(topology.endpoints, endpointId)?.name ?? 'The endpoint';
  const words = { key: `release ${endpointId}`, done: `${name} is free`, undone: `${name} is back` };
  const doing = useDoing({ kind: 'release-endpoint', endpointId }, words, onDone);
  const { plan } = doing.planning;
  return (
    <DoingForm doing={doing} verb="Free it" busyVerb="Freeing…" submitRef={submitRef}>
      <DoingView
        doing={doing}
        verb="free it"
        heading="What will happen"
        lead={plan && `${plan.steps.map((step) => step.summary).join('. ')}.`}
      />
    </DoingForm>
  );
}
