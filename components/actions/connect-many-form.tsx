'use client';

import { usePage } from '#components/page-context.tsx';
import { joinMany } from '#lib/actions/join-many.ts';
import { leavingNone } from '#lib/actions/leaving-none.ts';
import type { Action } from '#lib/actions/schema.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { DoingForm } from './doing-form.tsx';
import { DoingView } from './doing-view.tsx';
import type { FormProps } from './form-props.ts';
import { useDoing } from './use-doing.ts';

/** Connects several containers to a network, each with the next free address; those that can't are told. */
export function ConnectManyForm({
  networkId,
  containerIds,
  submitRef,
  onDone,
}: FormProps & { networkId: string; containerIds: readonly string[] }) {
  const { topology } = usePage();
  const network = entityOf(topology.networks, networkId)?.name ?? networkId;
  const { able, refused } = joinMany(topology, containerIds, networkId);
  const actions = able.flatMap(({ id }) => [
    ...leavingNone(topology, id, networkId),
    { kind: 'connect' as const, networkId, containerId: id },
  ]);
  const action: Action | undefined = actions.length > 0 ? { kind: 'sequence', actions } : undefined;
  const count = `${able.length} ${able.length === 1 ? 'container' : 'containers'}`;
  const doing = useDoing(
    action,
    {
      key: `connect ${networkId}`,
      done: `${count} joined ${network}`,
      undone: `${count} left ${network} again`,
    },
    onDone,
  );
  return (
    <DoingForm doing={doing} verb={`Connect ${count}`} busyVerb="Connecting…" submitRef={submitRef}>
      {refused.length > 0 && !doing.begun && (
        <section>
          <h3 className="mb-1 text-2xs text-muted">Not among them</h3>
          <ul className="grid gap-1 text-xs">
            {refused.map(({ containerId, reason }) => (
              <li key={containerId}>{reason}</li>
            ))}
          </ul>
        </section>
      )}
      <DoingView
        doing={doing}
        verb="connect"
        heading="What will happen"
        lead={
          able.length > 0
            ? `${able.map(({ name }) => name).join(', ')} will be on ${network}, each with the next free address.`
            : 'None of them can join this network.'
        }
      />
    </DoingForm>
  );
}
