'use client';

import { useState } from 'react';
import { usePage } from '#components/page-context.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { CommandLine } from '#components/ui/command-line.tsx';
import { Field } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { type Prunable, prunableNetworks } from '#lib/actions/prunable.ts';
import { pruneCommand } from '#lib/actions/prune.ts';
import type { PruneAction } from '#lib/actions/schema.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import { DoingForm } from './doing-form.tsx';
import { DoingView } from './doing-view.tsx';
import type { FormProps } from './form-props.ts';
import { filtersOf, noPruneFields, type PruneFields } from './prune-fields.ts';
import { useDoing } from './use-doing.ts';

/** Removes what nobody uses: exactly which networks, on which hosts, and why; each can be kept or taken. */
export function PruneForm({ hostIds: asked, submitRef, onDone }: FormProps & { hostIds: readonly string[] }) {
  const { topology } = usePage();
  const [fields, setFields] = useState<PruneFields>(noPruneFields);
  // What a person chose, over what is chosen by default.
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  // One host that can't be reached must not keep the others from being pruned.
  const hosts = asked.flatMap((id) => entityOf(topology.hosts, id) ?? []);
  const hostIds = hosts.filter(({ status }) => status === 'live').map(({ id }) => id);
  const away = hosts.filter(({ status }) => status !== 'live');
  // The time is taken once, when it is typed: a plan that moves by the second would never hold.
  const { filters, errors } = filtersOf(fields);
  const found = prunableNetworks(topology, hostIds, filters);
  const isChosen = ({ network, keptFor }: Prunable) => chosen.get(network.id) ?? keptFor === undefined;
  const ids = (list: readonly Prunable[]) => list.map(({ network }) => network.id).sort();
  const action: PruneAction = {
    kind: 'prune-networks',
    hostIds,
    ...(Object.keys(filters).length > 0 ? { filters } : {}),
    except: ids(found.filter((each) => !isChosen(each) && each.keptFor === undefined)),
    include: ids(found.filter((each) => isChosen(each) && each.keptFor !== undefined)),
  };
  const count = found.filter(isChosen).length;
  const what = `${count} ${count === 1 ? 'network' : 'networks'}`;
  const hasAction = count > 0 && Object.keys(errors).length === 0;
  const doing = useDoing(
    hasAction ? action : undefined,
    { key: 'prune', done: `${what} removed`, undone: `${what} made again` },
    onDone,
  );
  const set = (name: keyof PruneFields) => (value: string) => {
    doing.applying.forget();
    setFields((last) => ({ ...last, [name]: value, at: Date.now() }));
  };
  const commands = indexOf(topology)
    .hosts.filter(({ id }) => hostIds.includes(id))
    .flatMap((host) => pruneCommand(topology, host, action) ?? []);

  return (
    <DoingForm doing={doing} verb={`Remove ${what}`} busyVerb="Removing…" submitRef={submitRef}>
      <div className="grid grid-cols-[repeat(2,minmax(0,1fr))] gap-x-3 gap-y-2 max-sm:grid-cols-[minmax(0,1fr)]">
        <Field
          label="Made at least this long ago"
          name="until"
          value={fields.until}
          onChange={set('until')}
          placeholder="any time"
          hint="such as 30m, 24h or 7d"
          error={errors.until}
        />
        <Field
          label="With the labels"
          name="labels"
          value={fields.labels}
          onChange={set('labels')}
          placeholder="any"
          hint="key, key=value, or !key for without it; spaces between"
          error={errors.labels}
        />
      </div>
      {away.length > 0 && (
        <Notice tone="warn">
          Left out, for they can’t be reached: {away.map(({ name }) => name).join(', ')}.
        </Notice>
      )}
      {found.length === 0 && <p>No unused network here: there is nothing to remove.</p>}
      {indexOf(topology).hosts.map((host) => {
        const own = found.filter(({ network }) => network.hostIds[0] === host.id);
        if (own.length === 0) return null;
        return (
          <fieldset key={host.id} className="grid gap-2">
            <legend className="mb-1.5 text-2xs text-muted">{host.name}</legend>
            {own.map((each) => (
              <Choice
                key={each.network.id}
                label={
                  <>
                    {each.network.name} <span className="text-muted">{each.network.driver}</span>
                  </>
                }
                hint={each.keptFor ? `Kept unless you tick it: ${each.keptFor}.` : `Unused: ${each.why}.`}
                checked={isChosen(each)}
                onChange={(checked) => {
                  doing.applying.forget();
                  setChosen((last) => new Map([...last, [each.network.id, checked]]));
                }}
              />
            ))}
          </fieldset>
        );
      })}
      {hasAction && (
        <DoingView
          doing={doing}
          verb="remove"
          heading="What will happen"
          lead={
            count === 1
              ? `${found.find(isChosen)?.network.name} will be removed, by its id.`
              : `${what} will be removed, one by one, by their ids.`
          }
        />
      )}
      {hasAction && commands.length === hostIds.length && commands[0] && (
        <section className="grid gap-1.5">
          <h3 className="text-2xs text-muted">
            The prune that would do the same on {hostIds.length === 1 ? 'this host' : 'each host'}
          </h3>
          <CommandLine text={commands[0]} />
        </section>
      )}
    </DoingForm>
  );
}
