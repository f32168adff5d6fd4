'use client';

import { useState } from 'react';
import { usePage } from '#components/page-context.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { usageOf } from '#lib/actions/members.ts';
import type { Action } from '#lib/actions/schema.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import { DoingForm } from './doing-form.tsx';
import { DoingView } from './doing-view.tsx';
import type { FormProps } from './form-props.ts';
import { useDoing } from './use-doing.ts';

/** The sheet's title for these networks. */
export function removeTitle(topology: Topology, networkIds: readonly string[]): string {
  const [first = ''] = networkIds;
  if (networkIds.length > 1) return `Remove ${networkIds.length} networks`;
  return `Remove ${entityOf(topology.networks, first)?.name ?? first}`;
}

/** Removes networks: who is on them, what breaks, and whether everyone leaves first. */
export function RemoveForm({ networkIds, submitRef, onDone }: FormProps & { networkIds: readonly string[] }) {
  const { topology } = usePage();
  const networks = networkIds.flatMap((id) => entityOf(topology.networks, id) ?? []);
  const members = networks.flatMap((network) => {
    const { attached, stopped, others } = usageOf(topology, network);
    return [...attached, ...stopped, ...others];
  });
  const [leave, setLeave] = useState(false);
  const actions = networkIds.map((networkId) => ({
    kind: 'remove-network' as const,
    networkId,
    ...(leave ? { disconnectFirst: true } : {}),
  }));
  const [only] = actions;
  const action: Action | undefined = actions.length > 1 ? { kind: 'sequence', actions } : only;
  const names = networks.map(({ name }) => name).join(', ') || 'the network';
  const doing = useDoing(
    action,
    {
      key: `remove ${networkIds.join(' ')}`,
      done: `${names} ${networks.length > 1 ? 'are' : 'is'} removed`,
      undone: `${names} ${networks.length > 1 ? 'are' : 'is'} back`,
    },
    onDone,
  );
  const { plan } = doing.planning;
  return (
    <DoingForm doing={doing} verb="Remove" busyVerb="Removing…" submitRef={submitRef}>
      {members.length > 0 && (
        <Choice
          label={
            members.length === 1
              ? 'Disconnect its one member first'
              : `Disconnect all ${members.length} members first`
          }
          hint="Without it only networks that nobody running is on can be removed."
          checked={leave}
          onChange={(checked) => {
            doing.applying.forget();
            setLeave(checked);
          }}
        />
      )}
      <DoingView
        doing={doing}
        verb="remove"
        heading="What will happen"
        lead={plan && `${plan.steps.map((step) => step.summary).join('. ')}.`}
      />
      {plan?.undo && doing.planning.current && (
        <p className="text-muted">
          You can undo it afterwards: that makes it again with the same settings, under a new id, and connects
          whom this disconnects.
        </p>
      )}
    </DoingForm>
  );
}
