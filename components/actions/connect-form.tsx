'use client';

import { useState } from 'react';
import { usePage } from '#components/page-context.tsx';
import { Field } from '#components/ui/field.tsx';
import { leavingNone } from '#lib/actions/leaving-none.ts';
import type { Action } from '#lib/actions/schema.ts';
import { suggestAddress } from '#lib/actions/suggest-address.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { fieldsFor } from './address-fields.ts';
import { type ConnectFields, connectActionOf, fieldErrorsOf, noFields } from './connect-fields.ts';
import type { MembershipFormProps } from './disconnect-form.tsx';
import { DoingForm } from './doing-form.tsx';
import { DoingView } from './doing-view.tsx';
import { FurtherFields } from './further-fields.tsx';
import type { ActionWords } from './target.ts';
import { useDoing } from './use-doing.ts';

/** Connects a container to a network: fields, the plan in words, the button. */
export function ConnectForm({ about, names, submitRef, onDone }: MembershipFormProps) {
  const { topology } = usePage();
  const [fields, setFields] = useState<ConnectFields>(noFields);
  const { containerId, networkId } = about;
  const words: ActionWords = {
    key: `${containerId} ${networkId}`,
    done: `${names.container} is on ${names.network}`,
    undone: `${names.container} is off ${names.network} again`,
  };
  const join = connectActionOf(containerId, networkId, fields);
  const actions = [...leavingNone(topology, containerId, networkId), join];
  const action: Action = actions.length > 1 ? { kind: 'sequence', actions } : join;
  const doing = useDoing(action, words, onDone);
  const free = (family: 4 | 6) => suggestAddress(topology, networkId, family);
  const offered = fieldsFor(topology, about);
  const host = entityOf(topology.hosts, entityOf(topology.containers, containerId)?.hostId ?? '');

  const { errors, rest } = fieldErrorsOf(doing.failure?.fields ?? {});
  // A fault told at its field need not be told again below.
  const told = Object.keys(errors).length > 0 && rest.length === 0;
  const set = (name: keyof ConnectFields) => (value: string) => {
    doing.applying.forget();
    setFields((last) => ({ ...last, [name]: value }));
  };
  const { plan } = doing.planning;

  return (
    <DoingForm doing={doing} verb="Connect" busyVerb="Connecting…" submitRef={submitRef}>
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
              hint={offered.ipv4.length > 0 ? addressHint(offered.ipv4, free(4)) : undefined}
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
              hint={addressHint(offered.ipv6, free(6))}
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
          <div className="col-span-full">
            <FurtherFields host={host} fields={fields} errors={errors} set={set} />
          </div>
        </div>
      )}
      <DoingView
        doing={doing}
        told={told}
        verb="connect"
        heading="What will happen"
        lead={plan && `${plan.steps.map((step) => step.summary).join('. ')}.`}
      />
    </DoingForm>
  );
}

function addressHint(subnets: readonly string[], free: string | undefined): string {
  const where = `in ${subnets.join(', ')}`;
  return free ? `${free} is free, ${where}` : where;
}
