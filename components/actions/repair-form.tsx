'use client';

import { useState } from 'react';
import { usePage } from '#components/page-context.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Action } from '#lib/actions/schema.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { networksFor } from './candidates.ts';
import { DoingForm } from './doing-form.tsx';
import { DoingView } from './doing-view.tsx';
import type { FormProps } from './form-props.ts';
import { useDoing } from './use-doing.ts';

/** Lets a stopped container start again whose network is gone: which network it gets in its place. */
export function RepairForm({
  containerId,
  missing,
  submitRef,
  onDone,
}: FormProps & { containerId: string; missing: string }) {
  const { topology } = usePage();
  const candidates = networksFor(topology, containerId).filter(({ verdict }) => verdict.ok);
  // One of the same name is most likely its successor.
  const likely = candidates.find(({ item }) => item.name === missing) ?? candidates[0];
  const [networkId, setNetworkId] = useState(likely?.item.id ?? '');
  const name = entityOf(topology.containers, containerId)?.name ?? containerId;
  const action: Action = {
    kind: 'repair',
    containerId,
    missing,
    ...(networkId ? { networkId } : {}),
  };
  const words = {
    key: `repair ${containerId}`,
    done: `${name} can start again`,
    undone: `${name} is as it was`,
  };
  const doing = useDoing(action, words, onDone);
  const { plan } = doing.planning;
  return (
    <DoingForm doing={doing} verb="Repair" busyVerb="Repairing…" submitRef={submitRef}>
      <Select
        label={`In place of ${missing}`}
        value={networkId}
        onChange={setNetworkId}
        options={[
          ...candidates.map(({ item }) => ({ value: item.id, text: `${item.name} (${item.driver})` })),
          { value: '', text: 'no other network' },
        ]}
      />
      <DoingView
        doing={doing}
        verb="repair"
        heading="What will happen"
        lead={plan && `${plan.steps.map((step) => step.summary).join('. ')}.`}
      />
    </DoingForm>
  );
}
